/** One step as a training log tells it; each program prints other figures. */
export interface LogStep {
  readonly step: number;
  readonly seconds: number | null;
  /** Tokens a second of one accelerator. */
  readonly tokensPerSecondPerAccelerator: number | null;
  /** Sequences a second of the whole job. */
  readonly sequencesPerSecond: number | null;
  /** Model FLOP/s of one accelerator by the program's own count, in 10¹². */
  readonly teraflopsPerAccelerator: number | null;
  /** Sequences of one step, where the line says so. */
  readonly globalBatchSequences: number | null;
}

/**
 * Reads one line: null when it is not a step of this program, NaN in a figure that stands there and cannot be read.
 */
export type ReadStep = (line: string) => LogStep | null;

const NONE = {
  seconds: null,
  tokensPerSecondPerAccelerator: null,
  sequencesPerSecond: null,
  teraflopsPerAccelerator: null,
  globalBatchSequences: null,
} as const;

/** A step with the figures that a line gives. */
export function makeStep(step: number, figures: Partial<LogStep>): LogStep {
  return { ...NONE, step, ...figures };
}
