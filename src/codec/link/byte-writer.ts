/** Writes numbers into a growing list of bytes. */
export class ByteWriter {
  private bytes = new Uint8Array(256);
  private end = 0;

  /** Bytes written so far. */
  get length(): number {
    return this.end;
  }

  /** One byte, 0–255. */
  byte(value: number): void {
    if (this.end === this.bytes.length) {
      const larger = new Uint8Array(this.bytes.length * 2);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes[this.end] = value;
    this.end += 1;
  }

  /** A whole number from 0 to 2⁵³ − 1, seven bits a byte, low bits first. */
  unsigned(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.byte((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  /** All eight bytes of a float64, little-endian. */
  float64(value: number): void {
    for (const byte of new Uint8Array(new Float64Array([value]).buffer)) this.byte(byte);
  }

  /** A string by its UTF-16 units, so that every string comes back as it was. */
  string(value: string): void {
    this.unsigned(value.length);
    for (let at = 0; at < value.length; at++) this.unsigned(value.charCodeAt(at));
  }

  /** Appends what another writer holds. */
  append(other: ByteWriter): void {
    for (const byte of other.finish()) this.byte(byte);
  }

  /** A copy of what was written. */
  finish(): Uint8Array {
    return this.bytes.slice(0, this.end);
  }
}
