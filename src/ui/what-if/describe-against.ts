import { type Currency, US_DOLLAR } from '../../domain/units/currency.ts';
import type { Dimension } from '../../domain/units/dimensions.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';

/** Relative differences below this cannot be seen in three figures. */
const SMALLEST_DIFFERENCE = 5e-4;

/** Whether two values read the same. */
export function isSame(before: number, now: number): boolean {
  return Math.abs(now - before) <= SMALLEST_DIFFERENCE * Math.abs(before);
}

/** A value against the one before, in words: `0.21 s more than before (5.88 s)`. */
export function describeAgainst(
  dimension: Dimension,
  before: number,
  now: number,
  currency: Currency = US_DOLLAR,
): string {
  const old = formatQuantity(dimension, before, { currency }).text;
  if (isSame(before, now)) return `as before (${old})`;
  const amount = formatQuantity(dimension, Math.abs(now - before), { currency }).text;
  return `${amount} ${now < before ? 'less' : 'more'} than before (${old})`;
}
