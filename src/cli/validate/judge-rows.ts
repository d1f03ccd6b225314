/** How near the predictions come on the rows that count, beside what is meant to be reached. */
import { type ErrorSummary, summarizeErrors, summarizeWeightedErrors } from '../../domain/accuracy/error-summary.ts';
import { groupBy } from '../../domain/accuracy/group-by.ts';
import { NAMED_SETS } from './named-sets.ts';
import type { ValidatedRow } from './validate-row.ts';

/** One figure beside its bound. */
export interface JudgedFigure {
  readonly id: string;
  readonly name: string;
  /** What the figure is: `median absolute` for example. */
  readonly figure: string;
  /** Rows that it rests on. */
  readonly count: number;
  /** Share; null where no row has it. */
  readonly value: number | null;
  readonly bound: number;
  readonly isMet: boolean | null;
}

/** The whole judgement. */
export interface Judgement {
  /** Rows of quality A or B that state a step time, each record once. */
  readonly rows: number;
  readonly modelled: number;
  readonly overall: ErrorSummary;
  /** The same with repeats of one configuration weighed as one. */
  readonly byConfiguration: ErrorSummary;
  readonly dense: ErrorSummary;
  readonly experts: ErrorSummary;
  readonly figures: readonly JudgedFigure[];
  /** Sources with enough rows whose predictions lean to one side by more than allowed. */
  readonly leaningSources: readonly {
    readonly source: string;
    readonly count: number;
    readonly medianSigned: number;
  }[];
}

const LEAN_ROWS = 10;
const LEAN_BOUND = 0.06;

/** Whether a row counts: the mapping is published, the step time is stated, and it is no second copy of a record. */
export function isJudged(row: ValidatedRow): boolean {
  return (row.quality === 'A' || row.quality === 'B') && row.measured.isStepTimeStated && !row.duplicate;
}

/** Errors of rows, the unmodelled left out. */
export function errorsOf(rows: readonly ValidatedRow[]): readonly number[] {
  return rows.map((row) => row.error).filter((error) => error !== null);
}

/** Judges rows. */
export function judgeRows(all: readonly ValidatedRow[]): Judgement {
  const rows = all.filter(isJudged);
  const modelled = rows.filter((row) => row.error !== null).length;
  const overall = summarizeErrors(errorsOf(rows));
  const dense = summarizeErrors(errorsOf(rows.filter((row) => !row.hasExperts)));
  const experts = summarizeErrors(errorsOf(rows.filter((row) => row.hasExperts)));
  const memory = summarizeErrors(
    all.filter((row) => !row.duplicate).flatMap((row) => (row.memoryError === null ? [] : [row.memoryError])),
  );
  const leaningSources = listSources(rows)
    .map(([source, members]) => ({ source, ...summarizeErrors(errorsOf(members)) }))
    .filter(({ count, medianSigned }) => count >= LEAN_ROWS && Math.abs(medianSigned ?? 0) > LEAN_BOUND)
    .map(({ source, count, medianSigned }) => ({ source, count, medianSigned: medianSigned ?? 0 }));
  const share = rows.length === 0 ? null : modelled / rows.length;
  const figures: JudgedFigure[] = [
    atLeast('modelled', 'Rows modelled', 'share', rows.length, share, 0.97),
    atMost('median', 'All rows', 'median absolute', overall.count, overall.medianAbsolute, 0.04),
    atMost('p90', 'All rows', '90th percentile', overall.count, overall.percentile90Absolute, 0.14),
    atMost('dense-median', 'Dense', 'median absolute', dense.count, dense.medianAbsolute, 0.035),
    atMost('dense-p90', 'Dense', '90th percentile', dense.count, dense.percentile90Absolute, 0.11),
    atMost('experts-median', 'Mixture of experts', 'median absolute', experts.count, experts.medianAbsolute, 0.07),
    atMost('experts-p90', 'Mixture of experts', '90th percentile', experts.count, experts.percentile90Absolute, 0.25),
    atMost('signed', 'All rows', 'signed median', overall.count, overall.medianSigned, 0.015),
    atMost('memory', 'Memory', 'median absolute', memory.count, memory.medianAbsolute, 0.05),
    ...NAMED_SETS.map((set) => {
      const members = set.of === 'memory' ? all.filter((row) => !row.duplicate) : rows;
      const errors = members
        .filter(set.has)
        .flatMap((row) => (set.of === 'memory' ? [row.memoryError] : [row.error]))
        .filter((error) => error !== null);
      const summary = summarizeErrors(errors);
      const value = set.figure === 'mean' ? summary.meanAbsolute : summary.medianAbsolute;
      return atMost(set.id, set.name, `${set.figure} absolute`, summary.count, value, set.bound);
    }),
  ];
  return {
    rows: rows.length,
    modelled,
    overall,
    byConfiguration: summarizeWeightedErrors(weighRepeats(rows)),
    dense,
    experts,
    figures,
    leaningSources,
  };
}

/** Rows by source, sources by name. */
export function listSources(rows: readonly ValidatedRow[]): readonly (readonly [string, readonly ValidatedRow[]])[] {
  return [...groupBy(rows, (row) => row.source)].sort(([a], [b]) => (a < b ? -1 : 1));
}

function weighRepeats(rows: readonly ValidatedRow[]): { readonly value: number; readonly weight: number }[] {
  const groups = groupBy(
    rows.filter((row) => row.error !== null),
    (row) => row.configuration,
  );
  return [...groups.values()].flatMap((group) =>
    group.map((row) => ({ value: row.error ?? 0, weight: 1 / group.length })),
  );
}

function atMost(
  id: string,
  name: string,
  figure: string,
  count: number,
  value: number | null,
  bound: number,
): JudgedFigure {
  return { id, name, figure, count, value, bound, isMet: value === null ? null : Math.abs(value) <= bound };
}

function atLeast(
  id: string,
  name: string,
  figure: string,
  count: number,
  value: number | null,
  bound: number,
): JudgedFigure {
  return { id, name, figure, count, value, bound, isMet: value === null ? null : value >= bound };
}
