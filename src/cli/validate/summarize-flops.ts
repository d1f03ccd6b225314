import { type ErrorSummary, summarizeErrors } from '../../domain/accuracy/error-summary.ts';
import { groupBy } from '../../domain/accuracy/group-by.ts';
import type { ValidatedRow } from './validate-row.ts';

/** Published FLOP/s and utilizations of one counting convention against the same from the model. */
export interface FlopsSummary {
  /** The convention; `stated` where sources state the FLOP of a sequence; `all` for all together. */
  readonly convention: string;
  readonly compared: number;
  /** Rows whose published figure the formula gives within 1 % at the measured step time. */
  readonly reproduced: number;
  /** Signed median of the formula at the measured step time against the published figure. */
  readonly countingMedianSigned: number | null;
  /** The formula at the predicted step time against the published figure. */
  readonly errors: ErrorSummary;
}

const REPRODUCED = 0.01;

/** Sums up by convention, all together first. */
export function summarizeFlops(rows: readonly ValidatedRow[]): readonly FlopsSummary[] {
  const compared = rows.filter((row) => !row.duplicate).flatMap((row) => (row.flops === null ? [] : [row.flops]));
  const sum = (convention: string, members: typeof compared): FlopsSummary => ({
    convention,
    compared: members.length,
    reproduced: members.filter(({ countingError }) => Math.abs(countingError) <= REPRODUCED).length,
    countingMedianSigned: summarizeErrors(members.map(({ countingError }) => countingError)).medianSigned,
    errors: summarizeErrors(members.map(({ error }) => error)),
  });
  const groups = [...groupBy(compared, ({ convention }) => convention)].sort(([a], [b]) => (a < b ? -1 : 1));
  return [sum('all', compared), ...groups.map(([convention, members]) => sum(convention, members))];
}
