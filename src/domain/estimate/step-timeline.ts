/**
 * One simulated training step as boxes on ranks: what the page draws and a trace exports. Boxes are columns of numbers, since a step of
 * a deep pipeline has tens of thousands.
 */

/** What one box of a timeline is; a box's kind is an index into this list. */
export const TIMELINE_KINDS = [
  'forward',
  'backward',
  'input-gradient',
  'weight-gradient',
  'recompute',
  'data-communication',
  'optimizer',
  'idle',
] as const;
/** What one box of a timeline is. */
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** The pipeline ranks of one replica over one step. All arrays of `boxes` have the same length; boxes of a rank are in order of time. */
export interface StepTimeline {
  /** Pipeline ranks. */
  readonly ranks: number;
  /** Stages per rank. */
  readonly virtualStages: number;
  readonly microBatches: number;
  /**
   * From the first pass to the end of the step on the last rank. With ZB-V, whose ranks begin their steps one after another, that is
   * longer than the time between two steps.
   */
  readonly seconds: number;
  /** Whole rounds of the steady state that are left out, and when; null or absent where every pass has its box. */
  readonly gap?: {
    readonly microBatches: number;
    readonly startSeconds: number;
    readonly endSeconds: number;
  } | null;
  readonly boxes: {
    readonly rank: Float64Array;
    /** Index in {@link TIMELINE_KINDS}. */
    readonly kind: Float64Array;
    /** Micro-batch, from 0; -1 for work that belongs to none. */
    readonly microBatch: Float64Array;
    /** Stage of the model, from 0 to ranks · virtualStages − 1; -1 for work that belongs to none. */
    readonly stage: Float64Array;
    readonly startSeconds: Float64Array;
    readonly endSeconds: Float64Array;
  };
  /** Memory of each rank over time, as steps: from `seconds[i]` on, `rank[i]` holds `bytes[i]`. In order of rank, then of time. */
  readonly memory: {
    readonly rank: Float64Array;
    readonly seconds: Float64Array;
    readonly bytes: Float64Array;
  };
}
