/**
 * Any float64 in as few bytes as it needs, exactly. The low two bits of the first number say how:
 * 0 whole number (zigzag) · 1 decimal, mantissa (zigzag) and then its power of ten · 2 the eight bytes of the float64.
 */
import { type ByteReader, MalformedBytes } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

/** Largest magnitude whose zigzag and two more bits stay a safe whole number. */
const COMPACT_LIMIT = 2 ** 49;

/** Folds the sign into the lowest bit: 0, −1, 1, −2, 2 … become 0, 1, 2, 3, 4 … Magnitudes below 2⁵². */
export function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

/** The opposite of {@link zigzag}. */
export function unzigzag(value: number): number {
  return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
}

/** The shortest decimal digits of a finite number as `mantissa · 10^exponent`. */
function toDecimal(value: number): { mantissa: number; exponent: number } {
  const [digits = '0', power = '0'] = value.toExponential().split('e');
  const [whole = '0', fraction = ''] = digits.split('.');
  return { mantissa: Number(whole + fraction), exponent: Number(power) - fraction.length };
}

/** Writes a number; −0, NaN and infinities come back as they are. */
export function writeNumber(writer: ByteWriter, value: number): void {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 20 && !Object.is(value, -0)) {
    writer.unsigned(zigzag(value) * 4);
    return;
  }
  if (Number.isFinite(value) && value !== 0) {
    const { mantissa, exponent } = toDecimal(value);
    if (Math.abs(mantissa) < COMPACT_LIMIT && Number(`${mantissa}e${exponent}`) === value) {
      writer.unsigned(zigzag(mantissa) * 4 + 1);
      writer.unsigned(zigzag(exponent));
      return;
    }
  }
  writer.unsigned(2);
  writer.float64(value);
}

/** Reads what {@link writeNumber} wrote. */
export function readNumber(reader: ByteReader): number {
  const head = reader.unsigned();
  const rest = Math.floor(head / 4);
  if (head % 4 === 0) return unzigzag(rest);
  if (head % 4 === 1) return Number(`${unzigzag(rest)}e${unzigzag(reader.unsigned())}`);
  if (head === 2) return reader.float64();
  throw new MalformedBytes('holds a number of an unknown make');
}
