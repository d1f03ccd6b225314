/** A hash of numbers, bit for bit. */
export class RowDigest {
  private high = 0x9e3779b1 | 0;
  private low = 0x85ebca6b | 0;

  /** Takes in the next numbers. */
  add(values: Float64Array): void {
    const view = new DataView(values.buffer, values.byteOffset, values.byteLength);
    for (let at = 0; at < values.byteLength; at += 4) {
      // Byte order is said, so that every machine reads the same words.
      const word = view.getInt32(at, true);
      this.high = Math.imul(this.high ^ word, 0x01000193);
      this.low = Math.imul(this.low ^ word, 0x5f356495);
      this.high ^= this.low >>> 15;
      this.low ^= this.high >>> 13;
    }
  }

  /** Sixteen hexadecimal digits. */
  read(): string {
    return [this.high, this.low].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
