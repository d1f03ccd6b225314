/** A figure taken apart: the formula in words, its terms with their values, and which inputs it rests on. */
import type { Dimension } from '../../units/dimensions.ts';
import type { Estimate } from '../estimate.ts';
import type { NamedAmount } from '../named-amount.ts';
import type { Scenario } from '../scenario.ts';

/** One term of a figure. */
export interface FigureTerm {
  readonly label: string;
  /** In the dimension's base unit. */
  readonly value: number;
  readonly dimension: Dimension;
  /** What stands behind the unit: `/s`, ` a day`. */
  readonly suffix?: string;
  /**
   * What the term does. Summands less subtrahends are the result; factors enter the formula in another way; asides are no part of it,
   * but help to judge the result.
   */
  readonly role: 'summand' | 'subtrahend' | 'factor' | 'result' | 'aside';
}

/** A figure taken apart. */
export interface FigureParts {
  readonly title: string;
  readonly formula: string;
  /** Labels differ; exactly one term is the result. */
  readonly terms: readonly FigureTerm[];
  /** Beginnings of the paths of the inputs (see `InputSources`) that it rests on most directly. */
  readonly inputPaths: readonly string[];
}

/** Takes one figure of an estimate apart. */
export type TakeApart = (estimate: Estimate, scenario: Scenario) => FigureParts;

/** Makes a term of one role; `value` in the dimension's base unit. */
type MakeTerm = (label: string, dimension: Dimension, value: number, suffix?: string) => FigureTerm;

function makeTermOf(role: FigureTerm['role']): MakeTerm {
  return (label, dimension, value, suffix) => ({
    label,
    value,
    dimension,
    role,
    ...(suffix === undefined ? {} : { suffix }),
  });
}

/** A term that is added to others. */
export const summand = makeTermOf('summand');
/** A term that is taken from the summands. */
export const subtrahend = makeTermOf('subtrahend');
/** A term that is multiplied, divided by, or enters the formula in another way. */
export const factor = makeTermOf('factor');
/** The figure itself. */
export const result = makeTermOf('result');
/** What helps to judge the figure. */
export const aside = makeTermOf('aside');

/** A list of the estimate as terms of one role. */
export function listTerms(
  make: MakeTerm,
  dimension: Dimension,
  amounts: readonly NamedAmount[],
  suffix?: string,
): FigureTerm[] {
  return amounts.map(({ label, amount }) => make(label, dimension, amount, suffix));
}
