/** How good predictions are of what the tuned numbers have not seen: everything tuned is tuned again without it. */
import type { AccuracyFigure } from '../../domain/accuracy/accuracy-file.ts';
import { type ErrorSummary, summarizeErrors } from '../../domain/accuracy/error-summary.ts';
import { quantile } from '../../domain/accuracy/quantile.ts';
import type { HoldOut, HoldOutUnit } from './hold-out.ts';
import { errorsOf, isJudged } from './judge-rows.ts';
import { fixed, percent, signedPercent, textTable } from './text-table.ts';
import type { ValidatedRow } from './validate-row.ts';

/** One source, or one publisher's series, without and with itself in the fit. */
export interface LeftOut {
  readonly name: string;
  readonly without: ErrorSummary;
  readonly inSample: ErrorSummary;
}

/** All of one kind. */
export interface LeaveOneOut {
  readonly unit: HoldOutUnit;
  readonly groups: readonly LeftOut[];
  /** Median over the sources of their median absolute error without themselves. */
  readonly medianOverAll: number | null;
  /** The same over those with at least {@link LARGE} rows. */
  readonly medianOverLarge: number | null;
}

/** A set of rows under a fit that has not seen it, or not even its relatives. */
export interface UnseenSet {
  readonly name: string;
  readonly errors: ErrorSummary;
}

/** Rows from which on a source's own median says something. */
export const LARGE = 10;

/** Sums up held-out predictions by what was left out, beside the in-sample ones. */
export function summarizeLeaveOneOut(
  unit: HoldOutUnit,
  heldOut: ReadonlyMap<string, readonly ValidatedRow[]>,
  inSample: readonly ValidatedRow[],
): LeaveOneOut {
  const byId = new Map(inSample.map((row) => [row.id, row]));
  const groups = [...heldOut]
    .map(([name, rows]) => {
      const judged = rows.filter(isJudged);
      const same = judged.flatMap(({ id }) => byId.get(id) ?? []);
      return { name, without: summarizeErrors(errorsOf(judged)), inSample: summarizeErrors(errorsOf(same)) };
    })
    .filter(({ without }) => without.count > 0);
  const medianOver = (least: number): number | null =>
    quantile(
      groups.flatMap(({ without }) => (without.count >= least ? [without.medianAbsolute ?? 0] : [])),
      0.5,
    );
  return { unit, groups, medianOverAll: medianOver(1), medianOverLarge: medianOver(LARGE) };
}

/** The sets that other models report of a machine: its large runs predicted with and without anything else of it. */
export function predictUnseenSets(holdOut: HoldOut): readonly UnseenSet[] {
  const errorsWithout = (isOut: RegExp, isIn: RegExp): ErrorSummary =>
    summarizeErrors(
      errorsOf(
        holdOut
          .predictWithout((row) => isOut.test(row.source.title))
          .filter((row) => isJudged(row) && isIn.test(row.source)),
      ),
    );
  const [all, several, one] = [/^vTrain/, /^vTrain.*multi-node/, /^vTrain.*single-node/];
  return [
    {
      name: 'vTrain, several nodes: without those rows, its single-node rows kept',
      errors: errorsWithout(several, several),
    },
    { name: 'vTrain, several nodes: without any vTrain row', errors: errorsWithout(all, several) },
    { name: 'vTrain, one node: without any vTrain row', errors: errorsWithout(all, one) },
  ].filter(({ errors }) => errors.count > 0);
}

/** The figures as text. */
export function printLeaveOneOut(units: readonly LeaveOneOut[], unseen: readonly UnseenSet[]): string {
  const lines: string[] = [];
  for (const { unit, groups, medianOverAll, medianOverLarge } of units) {
    lines.push(
      '',
      ...textTable(
        [
          unit === 'source' ? 'each source left out' : 'each series left out',
          'rows',
          'median',
          'median abs',
          'mean abs',
          '90th pct',
          'in-sample abs',
        ],
        groups.map(({ name, without, inSample }) => [
          name.length > 60 ? `${name.slice(0, 59)}…` : name,
          fixed(without.count, 0),
          signedPercent(without.medianSigned),
          percent(without.medianAbsolute),
          percent(without.meanAbsolute),
          percent(without.percentile90Absolute),
          percent(inSample.medianAbsolute),
        ]),
      ),
      `median over ${groups.length}: ${percent(medianOverAll)}; over those with ${LARGE} rows or more: ${percent(medianOverLarge)}`,
    );
  }
  lines.push(
    '',
    ...textTable(
      ['unseen sets', 'rows', 'median', 'mean abs'],
      unseen.map(({ name, errors }) => [
        name,
        fixed(errors.count, 0),
        signedPercent(errors.medianSigned),
        percent(errors.meanAbsolute),
      ]),
    ),
  );
  return `${lines.join('\n')}\n`;
}

/** What to be reached is with a source left out. */
const OVER_SOURCES_BOUND = 0.08;
/** What vTrain, which profiled that very machine, reaches on its runs on several nodes. */
const VTRAIN_OWN = 0.147;

/** The held-out figures for the page and the documentation. */
export function listHeldOutFigures(
  units: readonly LeaveOneOut[],
  unseen: readonly UnseenSet[],
): readonly AccuracyFigure[] {
  const names: Readonly<Record<HoldOutUnit, string>> = {
    source: 'Median over sources, each left out',
    family: 'Median over publishers’ series, each left out',
  };
  return [
    ...units.flatMap(({ unit, groups, medianOverAll, medianOverLarge }) => [
      {
        id: `${unit}-all`,
        name: names[unit],
        figure: 'median absolute',
        count: groups.length,
        value: medianOverAll,
        bound: unit === 'source' ? OVER_SOURCES_BOUND : null,
      },
      {
        id: `${unit}-large`,
        name: `${names[unit]}: those with ${LARGE} rows or more`,
        figure: 'median absolute',
        count: groups.filter(({ without }) => without.count >= LARGE).length,
        value: medianOverLarge,
        bound: unit === 'source' ? OVER_SOURCES_BOUND : null,
      },
    ]),
    ...unseen.map(({ name, errors }, at) => ({
      id: `unseen-${at}`,
      name,
      figure: 'mean absolute',
      count: errors.count,
      value: errors.meanAbsolute,
      bound: at === 0 ? VTRAIN_OWN : null,
    })),
  ];
}
