import { type ErrorSummary, summarizeErrors } from '../../domain/accuracy/error-summary.ts';
import { groupBy } from '../../domain/accuracy/group-by.ts';
import { errorsOf } from './judge-rows.ts';
import type { ValidatedRow } from './validate-row.ts';

/** Errors of some rows. Shares, not per cent; null where no row has an error. */
export interface RowSummary {
  readonly rows: number;
  /** Rows with a prediction and a measured step time. */
  readonly compared: number;
  readonly notModelled: number;
  readonly medianSigned: number | null;
  readonly medianAbsolute: number | null;
  readonly meanAbsolute: number | null;
  readonly percentile90Absolute: number | null;
  readonly memoryCompared: number;
  readonly memoryMedianAbsolute: number | null;
}

/** What rows are grouped by. */
export const GROUPINGS = ['source', 'accelerator', 'family', 'stack', 'quality'] as const;

/** Errors of the rows that share a value. */
export interface GroupSummary extends RowSummary {
  readonly by: (typeof GROUPINGS)[number];
  readonly group: string;
}

/** Sums up the errors of rows. Duplicates of a record count once: their repeats are left out. */
export function summarize(rows: readonly ValidatedRow[]): RowSummary {
  const counted = rows.filter((row) => !row.duplicate);
  const { count, ...step }: ErrorSummary = summarizeErrors(errorsOf(counted));
  const memory = summarizeErrors(counted.map((row) => row.memoryError).filter((error) => error !== null));
  return {
    rows: rows.length,
    compared: count,
    notModelled: rows.filter((row) => row.reason !== null).length,
    ...step,
    memoryCompared: memory.count,
    memoryMedianAbsolute: memory.medianAbsolute,
  };
}

/** Sums up by every grouping, groups by name. */
export function summarizeGroups(rows: readonly ValidatedRow[]): readonly GroupSummary[] {
  return GROUPINGS.flatMap((by) =>
    [...groupBy(rows, (row) => row[by] ?? 'none')]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([group, members]) => ({ by, group, ...summarize(members) })),
  );
}
