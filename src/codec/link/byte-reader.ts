/** The bytes do not make sense. Thrown while a link is read and caught at its door; never leaves this folder. */
export class MalformedBytes extends Error {}

/** Most values that one link may unfold to: short bytes can stand for long columns. */
const VALUE_BUDGET = 2_000_000;

/** Reads what a {@link ByteWriter} wrote. Every method throws {@link MalformedBytes} rather than read past the end. */
export class ByteReader {
  private at = 0;
  private budget = VALUE_BUDGET;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Whether everything has been read. */
  get atEnd(): boolean {
    return this.at === this.bytes.length;
  }

  /** Takes `values` from what this link may unfold to. */
  spend(values: number): void {
    this.budget -= values;
    if (this.budget < 0) throw new MalformedBytes('unfolds to too many values');
  }

  /** One byte. */
  byte(): number {
    const value = this.bytes[this.at];
    if (value === undefined) throw new MalformedBytes('ends too early');
    this.at += 1;
    return value;
  }

  /** A whole number from 0 to 2⁵³ − 1. */
  unsigned(): number {
    let value = 0;
    let scale = 1;
    for (let place = 0; place < 8; place++) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (value > Number.MAX_SAFE_INTEGER) break;
      if (byte < 128) return value;
      scale *= 128;
    }
    throw new MalformedBytes('holds a number that is too long');
  }

  /** A float64, little-endian. */
  float64(): number {
    const bytes = Uint8Array.from({ length: 8 }, () => this.byte());
    return new DataView(bytes.buffer).getFloat64(0, true);
  }

  /** A string by its UTF-16 units. */
  string(): string {
    const length = this.unsigned();
    if (length > this.bytes.length - this.at) throw new MalformedBytes('holds a string that is longer than the rest');
    let value = '';
    for (let at = 0; at < length; at++) {
      const unit = this.unsigned();
      if (unit > 0xffff) throw new MalformedBytes('holds a character that does not exist');
      value += String.fromCharCode(unit);
    }
    return value;
  }
}
