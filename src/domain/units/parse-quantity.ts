import { DIMENSIONS, type Dimension, type Unit } from './dimensions.ts';

/** A value in the dimension's base unit, or what is wrong with the text. */
export type ParsedQuantity =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly message: string };

const MAX_TEXT_LENGTH = 100;
const NUMBER = /^([+-]?(?:\d+(?:[,_ ]\d{3})*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?)(.*)$/;

/**
 * Reads a quantity as people type it: "400G", "3.35 TB/s", "90 d", "$2.5/h", "15T tokens", "1 024".
 * Digit groups may be parted by thin, plain or no-break spaces, commas or underscores; the decimal sign is a point.
 * @param bareUnit symbol of the unit that a number without one has; by default the dimension's own choice
 */
export function parseQuantity(dimension: Dimension, text: string, bareUnit?: string): ParsedQuantity {
  const { name, units, bare, example } = DIMENSIONS[dimension];
  const fail = (message: string): ParsedQuantity => ({ ok: false, message });
  const typed = normalise(text);
  if (typed === '') return fail(`Type a ${name}, for example ${example}.`);
  if (typed.length > MAX_TEXT_LENGTH) return fail(`This is too long for a ${name}.`);
  const isMoney = dimension === 'money' || dimension === 'moneyPerHour';
  const amount = isMoney ? typed.replace(/^([+-]?)\s*(?:\$|USD)\s*/, '$1') : typed;
  const match = NUMBER.exec(amount);
  if (match === null) return fail(`"${typed}" does not begin with a number; type for example ${example}.`);
  const digits = (match[1] ?? '').replace(/[,_ ]/g, '');
  const unitText = (match[2] ?? '').trim();
  if (/^,\d/.test(unitText)) return fail(`Write the decimal sign as a point, for example ${example}.`);
  const number = Number(digits);

  let unit: Unit | undefined;
  if (unitText === '') {
    const symbol = bareUnit ?? bare;
    unit = symbol === null ? undefined : units.find((candidate) => candidate.symbol === symbol);
    if (unit === undefined && number !== 0) return fail(`Add a unit, for example ${example}.`);
    if (unit === undefined) return { ok: true, value: 0 };
  } else {
    const found = findUnits(units, unitText);
    if (found.length === 0) return fail(`"${unitText}" is not a unit of ${name}; type for example ${example}.`);
    if (found.some((candidate) => candidate.factor !== found[0]?.factor)) {
      const choices = found.map((candidate) => candidate.symbol).join(' or ');
      return fail(`"${unitText}" can mean ${choices}; write it out.`);
    }
    unit = found[0];
  }
  const value = number * (unit?.factor ?? 1);
  if (!Number.isFinite(value)) return fail(`"${typed}" is too large.`);
  return { ok: true, value };
}

function normalise(text: string): string {
  return text
    .replace(/[\u00a0\u2009\u202f\u2007\s]+/g, ' ')
    .replace(/^ /, '')
    .replace(/ $/, '')
    .replace(/^\u2212/, '-');
}

/** Units spelled like the text; the exact case wins, else all that match without regard to case. */
function findUnits(units: readonly Unit[], text: string): readonly Unit[] {
  const compact = text.replace(/ /g, '');
  const spellings = (unit: Unit): string[] =>
    [unit.symbol, ...(unit.aliases ?? [])].map((spelling) => spelling.replace(/ /g, ''));
  const exact = units.filter((unit) => spellings(unit).includes(compact));
  if (exact.length > 0) return exact;
  const lower = compact.toLowerCase();
  return units.filter((unit) => spellings(unit).some((spelling) => spelling.toLowerCase() === lower));
}
