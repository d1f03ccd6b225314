/**
 * A column of numbers in the shortest of several ways. The first byte says which:
 * 0 whole numbers ≥ 0 · 1 differences of whole numbers · 2 any numbers · 3 one number, and the places that differ ·
 * 16–255 all are that byte less 16. A column of one number has no such byte; one of none is empty.
 */
import { type ByteReader, MalformedBytes } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { readNumber, unzigzag, writeNumber, zigzag } from './number-code.ts';

const SMALL_CONSTANT = 16;

/** Differences stay safe whole numbers below this magnitude. */
const DELTA_LIMIT = 2 ** 50;

function isWhole(value: number): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}

function mostCommon(values: readonly number[]): number {
  const counts = new Map<number, number>();
  let best = values[0] ?? 0;
  for (const value of values) {
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (count > (counts.get(best) ?? 0)) best = value;
  }
  return best;
}

function candidates(values: readonly number[]): ByteWriter[] {
  const written: ByteWriter[] = [];
  const start = (mode: number) => {
    const writer = new ByteWriter();
    writer.byte(mode);
    written.push(writer);
    return writer;
  };
  if (values.every((value) => isWhole(value) && value >= 0)) {
    const writer = start(0);
    for (const value of values) writer.unsigned(value);
  }
  if (values.every((value) => isWhole(value) && Math.abs(value) < DELTA_LIMIT)) {
    const writer = start(1);
    let before = 0;
    for (const value of values) {
      writer.unsigned(zigzag(value - before));
      before = value;
    }
  }
  const plain = start(2);
  for (const value of values) writeNumber(plain, value);
  const usual = mostCommon(values);
  const unusual = values.flatMap((value, index) => (Object.is(value, usual) ? [] : [{ value, index }]));
  const sparse = start(3);
  writeNumber(sparse, usual);
  sparse.unsigned(unusual.length);
  let next = 0;
  for (const { value, index } of unusual) {
    sparse.unsigned(index - next);
    writeNumber(sparse, value);
    next = index + 1;
  }
  return written;
}

/** Writes a column; its length is known to the reader from elsewhere. */
export function writeNumberColumn(writer: ByteWriter, values: readonly number[]): void {
  const first = values[0];
  if (first === undefined) return;
  if (values.length === 1) {
    writeNumber(writer, first);
    return;
  }
  const constant =
    isWhole(first) && first >= 0 && first < 256 - SMALL_CONSTANT && values.every((value) => value === first);
  // 0 and −0 are equal to `===` but not the same number.
  if (constant && !values.some((value) => Object.is(value, -0))) {
    writer.byte(SMALL_CONSTANT + first);
    return;
  }
  const [shortest] = candidates(values).sort((a, b) => a.length - b.length);
  if (shortest !== undefined) writer.append(shortest);
}

function readSparse(reader: ByteReader, length: number): number[] {
  const values = new Array<number>(length).fill(readNumber(reader));
  const unusual = reader.unsigned();
  if (unusual > length) throw new MalformedBytes('has more exceptions than rows');
  let next = 0;
  for (let number = 0; number < unusual; number++) {
    const index = next + reader.unsigned();
    if (index >= length) throw new MalformedBytes('has an exception behind the last row');
    values[index] = readNumber(reader);
    next = index + 1;
  }
  return values;
}

/** Reads a column of `length` numbers. */
export function readNumberColumn(reader: ByteReader, length: number): number[] {
  reader.spend(length);
  if (length === 0) return [];
  if (length === 1) return [readNumber(reader)];
  const mode = reader.byte();
  if (mode >= SMALL_CONSTANT) return new Array<number>(length).fill(mode - SMALL_CONSTANT);
  const values: number[] = [];
  if (mode === 0) for (let row = 0; row < length; row++) values.push(reader.unsigned());
  else if (mode === 1) {
    let before = 0;
    for (let row = 0; row < length; row++) {
      before += unzigzag(reader.unsigned());
      values.push(before);
    }
  } else if (mode === 2) for (let row = 0; row < length; row++) values.push(readNumber(reader));
  else if (mode === 3) return readSparse(reader, length);
  else throw new MalformedBytes('has a column of an unknown make');
  return values;
}

/** Reads a column whose numbers count something: whole, from 0 to `limit`. */
export function readCountColumn(reader: ByteReader, length: number, limit: number): number[] {
  const values = readNumberColumn(reader, length);
  if (values.some((value) => !Number.isInteger(value) || value < 0 || value > limit)) {
    throw new MalformedBytes('counts in numbers that are no counts');
  }
  return values;
}
