import type { AccuracyRow } from './accuracy-file.ts';
import { type ErrorSummary, summarizeErrors } from './error-summary.ts';
import { groupBy } from './group-by.ts';

/** Which prediction is looked at: by numbers that saw the run, or not even its publisher. */
export type Sight = 'in-sample' | 'held-out';

/** Predicted over measured step time, minus 1. */
export function errorOfRow(row: AccuracyRow, sight: Sight): number {
  return (sight === 'in-sample' ? row.predictedSeconds : row.heldOutSeconds) / row.measuredSeconds - 1;
}

/** Whether the measured time lies in the band around the held-out prediction. */
export function isInBand(row: AccuracyRow): boolean {
  return Math.abs(Math.log(row.heldOutSeconds / row.measuredSeconds)) <= row.halfWidth;
}

/** What rows are grouped by on the page and in the documentation. */
export const ACCURACY_GROUPINGS = ['source', 'accelerator', 'family', 'stack'] as const;
/** One of {@link ACCURACY_GROUPINGS}. */
export type AccuracyGrouping = (typeof ACCURACY_GROUPINGS)[number];

/** Name of the group that a row is in. */
export function groupOfRow(row: AccuracyRow, by: AccuracyGrouping): string {
  switch (by) {
    case 'source':
      return row.source.title;
    case 'accelerator':
      return row.acceleratorName;
    case 'family':
      return row.parallelFamily;
    case 'stack':
      return row.features.stackId;
  }
}

/** Errors of a group. */
export interface AccuracyGroup {
  readonly name: string;
  readonly inSample: ErrorSummary;
  readonly heldOut: ErrorSummary;
  /** Share of the rows whose measured time lies in the band. */
  readonly coverage: number;
}

/** Judged rows by group, the largest first. */
export function summarizeAccuracy(rows: readonly AccuracyRow[], by: AccuracyGrouping): readonly AccuracyGroup[] {
  const judged = rows.filter((row) => row.isJudged);
  return [...groupBy(judged, (row) => groupOfRow(row, by))]
    .map(([name, members]) => ({
      name,
      inSample: summarizeErrors(members.map((row) => errorOfRow(row, 'in-sample'))),
      heldOut: summarizeErrors(members.map((row) => errorOfRow(row, 'held-out'))),
      coverage: members.filter(isInBand).length / members.length,
    }))
    .sort((a, b) => b.inSample.count - a.inSample.count || (a.name < b.name ? -1 : 1));
}
