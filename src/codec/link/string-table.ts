/** Strings are written once and meant by their number; numbers below the dictionary's length mean its entries. */
import { type ByteReader, MalformedBytes } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

/** Collects the strings of one link in the order of their first use. */
export class StringTableWriter {
  private readonly numbers: Map<string, number>;
  private readonly own: string[] = [];

  constructor(dictionary: readonly string[]) {
    this.numbers = new Map(dictionary.map((word, number) => [word, number]));
  }

  /** The number that means this string. */
  numberOf(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(text, number);
      this.own.push(text);
    }
    return number;
  }

  /** Writes the strings that are not in the dictionary. */
  write(writer: ByteWriter): void {
    writer.unsigned(this.own.length);
    for (const text of this.own) writer.string(text);
  }
}

/** Reads a table and gives the string that a number means. */
export function readStringTable(reader: ByteReader, dictionary: readonly string[]): (number: number) => string {
  const length = reader.unsigned();
  reader.spend(length);
  const strings = [...dictionary];
  for (let row = 0; row < length; row++) strings.push(reader.string());
  return (number) => {
    const text = strings[number];
    if (text === undefined) throw new MalformedBytes('means a string that is not there');
    return text;
  };
}
