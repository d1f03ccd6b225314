import { parseQuantity } from '../../domain/units/parse-quantity.ts';
import { CHECKPOINT_LAWS } from './checkpoint-laws.ts';
import { COST_LAWS } from './cost-laws.ts';
import type { Law, LawNumber } from './law.ts';
import { POWER_LAWS } from './power-laws.ts';
import { RELIABILITY_LAWS } from './reliability-laws.ts';
import { STORAGE_LAWS } from './storage-laws.ts';

/** All laws that can be asked by name. */
export const LAWS: readonly Law[] = [
  ...RELIABILITY_LAWS,
  ...CHECKPOINT_LAWS,
  ...STORAGE_LAWS,
  ...POWER_LAWS,
  ...COST_LAWS,
];

/** What a law answered. */
export interface LawAnswer {
  readonly law: string;
  /** What went in, in the units of `unit`. */
  readonly inputs: readonly { readonly key: string; readonly value: number; readonly unit: string }[];
  readonly figures: readonly {
    readonly key: string;
    readonly meaning: string;
    /** Null = without end. */
    readonly value: number | null;
    readonly unit: string;
  }[];
}

/** An answer, or what is wrong with the question. */
export type EvaluatedLaw =
  | { readonly ok: true; readonly answer: LawAnswer }
  | { readonly ok: false; readonly message: string };

/**
 * Asks a law by its name.
 * @param inputs by key: a number in the law's unit, or text with a unit ("5 min", "20 Gbit/s", "$2.99/h")
 */
export function evaluateLaw(name: string, inputs: Readonly<Record<string, unknown>>): EvaluatedLaw {
  const law = LAWS.find((candidate) => candidate.name === name);
  if (law === undefined)
    return fail(`There is no law "${name}". There are: ${LAWS.map((each) => each.name).join(', ')}.`);
  const keys = law.inputs.map(({ key }) => key);
  const stranger = Object.keys(inputs).find((key) => !keys.includes(key));
  if (stranger !== undefined) return fail(`${name} has no input "${stranger}". It takes: ${keys.join(', ')}.`);
  const values: Record<string, number> = {};
  for (const input of law.inputs) {
    const read = readNumber(input, Object.hasOwn(inputs, input.key) ? inputs[input.key] : input.otherwise);
    if (typeof read === 'string') return fail(`${name}, ${input.key}: ${read}`);
    values[input.key] = read;
  }
  const found = law.run(values);
  const figures = law.figures.map(({ key, meaning, unit }) => {
    const value = found[key] ?? Number.NaN;
    return { key, meaning, value: Number.isFinite(value) ? value : null, unit, isNumber: !Number.isNaN(value) };
  });
  const undefinedFigure = figures.find(({ isNumber }) => !isNumber);
  if (undefinedFigure !== undefined) return fail(`${name} has no ${undefinedFigure.key} for these numbers.`);
  return {
    ok: true,
    answer: {
      law: name,
      inputs: law.inputs.map(({ key, unit }) => ({ key, value: values[key] ?? 0, unit })),
      figures: figures.map(({ isNumber: _, ...figure }) => figure),
    },
  };
}

/** The number, or what is wrong with it. */
function readNumber({ dimension, unit, meaning }: LawNumber, given: unknown): number | string {
  if (given === undefined) return `is missing: ${meaning}${unit === '' ? '' : `, in ${unit}`}.`;
  const value = typeof given === 'string' ? readText(given, dimension) : given;
  if (typeof value === 'string') return value;
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'is not a number.';
  return value < 0 ? 'must not be below 0.' : value;
}

function readText(text: string, dimension: LawNumber['dimension']): number | string {
  const bare = Number(text);
  if (text.trim() !== '' && Number.isFinite(bare)) return bare;
  if (dimension === null) return `"${text.slice(0, 40)}" is not a number.`;
  const parsed = parseQuantity(dimension, text);
  return parsed.ok ? parsed.value : parsed.message;
}

function fail(message: string): EvaluatedLaw {
  return { ok: false, message };
}
