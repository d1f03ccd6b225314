import type { Dimension } from './dimensions.ts';
import { formatQuantity } from './format-quantity.ts';

/** Base units, as inputs name them, with the dimension that they measure. */
const DIMENSION_OF_UNIT: Readonly<Record<string, Dimension>> = {
  B: 'bytes',
  bytes: 'bytes',
  'B/s': 'bandwidth',
  'bytes/s': 'bandwidth',
  'FLOP/s': 'flops',
  FLOP: 'work',
  W: 'power',
  J: 'energy',
  s: 'duration',
  m: 'length',
  kg: 'carbonMass',
  USD: 'money',
  'USD/h': 'moneyPerHour',
  tokens: 'tokens',
  '': 'count',
};

/** A number in a named base unit as text, prefixed as the field does; an unknown unit is kept as it is. */
export function formatSi(value: number, unit: string): string {
  const dimension = DIMENSION_OF_UNIT[unit];
  if (dimension !== undefined) return formatQuantity(dimension, value).text;
  return `${formatQuantity('count', value).text}\u00a0${unit}`;
}
