import { type Currency, US_DOLLAR } from './currency.ts';
import { DIMENSIONS, type Dimension, type Unit } from './dimensions.ts';

/** A quantity as text. `text` is number and unit together; money carries its sign in `number`. */
export interface FormattedQuantity {
  readonly text: string;
  readonly number: string;
  readonly unit: string;
}

const THIN_SPACE = '\u2009';
const NO_BREAK_SPACE = '\u00a0';
const MINUS = '\u2212';
/** Counts below this are shown to the last digit. */
const EXACT_COUNT_LIMIT = 1e6;

/**
 * Writes a value (in the dimension's base unit) with three significant figures, thin spaces between groups of three
 * digits from 10 000 on, and the unit that the field would use.
 * @param value money is in US dollars, whatever it is shown in
 * @param options.unit symbol of a unit to use in place of the best fitting one, e.g. `Gbit/s`
 * @param options.currency what money is shown in; US dollars unless said
 */
export function formatQuantity(
  dimension: Dimension,
  value: number,
  options: { readonly unit?: string; readonly currency?: Currency } = {},
): FormattedQuantity {
  if (Number.isNaN(value)) return { text: '–', number: '–', unit: '' };
  const isMoney = dimension === 'money' || dimension === 'moneyPerHour';
  const { symbol: moneySymbol, perUsd } = options.currency ?? US_DOLLAR;
  const magnitude = Math.abs(value) * (isMoney ? perUsd : 1);
  const unit = chooseUnit(dimension, magnitude, options.unit);
  const scaled = magnitude / unit.factor;
  const isExact =
    (dimension === 'count' || dimension === 'tokens') &&
    unit.factor === 1 &&
    Number.isInteger(value) &&
    scaled < EXACT_COUNT_LIMIT;
  const digits = !Number.isFinite(value)
    ? '∞'
    : isExact
      ? groupDigits(String(scaled))
      : isMoney && unit.factor === 1
        ? writeMoney(scaled)
        : writeThreeFigures(scaled);
  const sign = value < 0 && digits !== '0' ? MINUS : '';
  const number = `${sign}${isMoney ? moneySymbol : ''}${digits}`;
  const symbol = unit.symbol.trimStart();
  const isGlued = isMoney || symbol === '' || symbol === '×' || (dimension === 'count' && symbol !== '');
  const isScaledTokens = dimension === 'tokens' && unit.factor !== 1;
  const text = isGlued || isScaledTokens ? `${number}${symbol}` : `${number}${NO_BREAK_SPACE}${symbol}`;
  return { text, number, unit: symbol };
}

function chooseUnit(dimension: Dimension, magnitude: number, symbol: string | undefined): Unit {
  const { units, ladder } = DIMENSIONS[dimension];
  const bySymbol = (wanted: string): Unit => {
    const found = units.find((unit) => unit.symbol.trim() === wanted.trim());
    if (found === undefined) throw new RangeError(`"${wanted}" is not a unit of ${dimension}`);
    return found;
  };
  if (symbol !== undefined) return bySymbol(symbol);
  const smallest = ladder[0];
  if (smallest === undefined) throw new RangeError(`${dimension} has no units to show`);
  let best = smallest[0];
  for (const [candidate, from] of ladder) {
    // The rounded value decides, so that 999.7 GB/s reads 1 TB/s and not 1000 GB/s.
    const rounded = Number.isFinite(magnitude)
      ? Number((magnitude / (from || 1)).toPrecision(3)) * (from || 1)
      : magnitude;
    if (rounded >= from) best = candidate;
  }
  return bySymbol(magnitude === 0 && dimension === 'duration' ? 's' : best);
}

function writeThreeFigures(value: number): string {
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(3));
  if (rounded < 1e-4 || rounded >= 1e9) return rounded.toExponential().replace('e+', 'e');
  return groupDigits(String(rounded));
}

/** Cents from one cent to a hundred dollars, with a third figure where two decimals would lose it. */
function writeMoney(value: number): string {
  if (value === 0 || value < 0.01 || value >= 100) return writeThreeFigures(value);
  if (value >= 1) return value.toFixed(2);
  const figures = writeThreeFigures(value);
  return figures.length < '0.00'.length ? value.toFixed(2) : figures;
}

function groupDigits(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const grouped = whole.length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
