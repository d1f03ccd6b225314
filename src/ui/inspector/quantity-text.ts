import { DIMENSIONS, type Dimension } from '../../domain/units/dimensions.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { type ParsedQuantity, parseQuantity } from '../../domain/units/parse-quantity.ts';

/** What a field's numbers measure: a dimension with its units, or a plain number with a fixed unit written behind it. */
export interface QuantityKind {
  readonly dimension: Dimension | null;
  /** With a dimension: the unit to show in place of the best fitting one. Without: what stands behind the number. */
  readonly unit?: string | undefined;
}

const THREE_FIGURES = new Intl.NumberFormat('en', { maximumSignificantDigits: 3, useGrouping: false });
/** Whole numbers below this are written to the last digit. */
const EXACT_LIMIT = 1e6;
const NO_BREAK_SPACE = '\u00a0';

/** Writes a value as its field shows it. */
export function writeQuantity({ dimension, unit }: QuantityKind, value: number): string {
  if (dimension !== null) return formatQuantity(dimension, value, unit === undefined ? {} : { unit }).text;
  const isTiny = value !== 0 && Math.abs(value) < 1e-3;
  const isWhole = Number.isInteger(value) && Math.abs(value) < EXACT_LIMIT;
  const number = isWhole
    ? formatQuantity('count', value).number
    : isTiny
      ? value.toExponential(2).replace(/\.?0+e/, 'e')
      : THREE_FIGURES.format(value);
  return unit === undefined || unit === '' ? number : `${number}${NO_BREAK_SPACE}${unit}`;
}

/** Reads what was typed into a field. A plain number may have its unit behind it. */
export function readQuantity({ dimension, unit }: QuantityKind, text: string): ParsedQuantity {
  if (dimension !== null) return parseQuantity(dimension, text, unit);
  const typed = text.replace(/[\u00a0\u2009\u202f\s]+/g, ' ').trim();
  const number = unit !== undefined && unit !== '' && typed.endsWith(unit) ? typed.slice(0, -unit.length) : typed;
  const digits = number.replace(/[ _]/g, '').replace('\u2212', '-');
  const value = Number(digits);
  if (digits === '' || !Number.isFinite(value)) {
    return { ok: false, message: `Type a number${unit ? `, in ${unit}` : ''}.` };
  }
  return { ok: true, value };
}

/** The value to twelve figures with its base unit: what the three figures shown stand for. */
export function writeExactQuantity({ dimension, unit }: QuantityKind, value: number): string {
  const number = Number(value.toPrecision(12))
    .toLocaleString('en', { maximumSignificantDigits: 12 })
    .replaceAll(',', '\u2009');
  const base =
    dimension === null
      ? (unit ?? '')
      : (DIMENSIONS[dimension].units.find((candidate) => candidate.factor === 1)?.symbol.trim() ?? '');
  return `${number} ${base}`.trim();
}
