import { createProblem, type ScenarioProblem } from '../estimate/scenario-problem.ts';
import type { StrategyShape } from './strategy-shape.ts';

/** Null when the rule holds; otherwise what explains the breach (looking for the nearest way out takes longer than the check). */
export type Rule = (shape: StrategyShape) => (() => ScenarioProblem) | null;

/** A breach of a rule of the strategy. */
export const problem = (
  code: string,
  field: string,
  message: string,
  nearest: readonly number[] = [],
  mend: string | null = null,
): ScenarioProblem => createProblem({ code, part: 'strategy', field, message, nearest, mend });

/** Whether a whole number is a multiple of another. */
export const divides = (part: number, whole: number): boolean => whole % part === 0;
