/** Why a plan cannot be estimated, in words that a planner understands, with a way out where there is one. */

/** Which part of the plan a problem or warning is about. */
export type PlanPart = 'drawing' | 'workload' | 'strategy' | 'assumptions' | 'schedule';

/** One reason why a plan gives no estimate, or (as a warning) why its figures need care. */
export interface ScenarioProblem {
  /** Stable, for example `unconnected` or `tensor-divides-heads`. */
  readonly code: string;
  readonly part: PlanPart;
  /** What is wrong, with the numbers. A full sentence. */
  readonly message: string;
  /** Field of the strategy or workload; null when it is none. */
  readonly field: string | null;
  /** Blocks and links that it is about; empty when it is about none. */
  readonly itemIds: readonly string[];
  /** Nearest valid values of `field`, nearest first; empty when there are none or it is no number. */
  readonly nearest: readonly number[];
  /** What would mend it; a full sentence, or null. */
  readonly mend: string | null;
}

/** Builds a problem; what is not given is empty. */
export function createProblem(
  problem: Pick<ScenarioProblem, 'code' | 'part' | 'message'> & Partial<ScenarioProblem>,
): ScenarioProblem {
  return { field: null, itemIds: [], nearest: [], mend: null, ...problem };
}
