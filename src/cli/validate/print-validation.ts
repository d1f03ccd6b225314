import type { ErrorSummary } from '../../domain/accuracy/error-summary.ts';
import type { Judgement } from './judge-rows.ts';
import type { FlopsSummary } from './summarize-flops.ts';
import { GROUPINGS, type GroupSummary, type RowSummary } from './summarize-rows.ts';
import { fixed, percent, signedPercent, textTable } from './text-table.ts';
import type { ValidatedRow } from './validate-row.ts';

/** Everything that a validation found. */
export interface Validation {
  readonly rows: readonly ValidatedRow[];
  readonly groups: readonly GroupSummary[];
  readonly overall: RowSummary;
  readonly judgement: Judgement;
  readonly flops: readonly FlopsSummary[];
}

/** The rows and the summaries as text. */
export function printValidation({ rows, groups, overall, judgement, flops }: Validation): string {
  const modelled = rows.filter((row) => row.reason === null);
  const missing = rows.filter((row) => row.reason !== null);
  const lines = textTable(
    ['row', 'predicted s', 'measured s', 'error', 'predicted GiB', 'measured GiB', 'fits', 'assumed'],
    modelled.map((row) => [
      row.id,
      fixed(row.predicted?.stepTimeSeconds ?? null, 3),
      fixed(row.measured.stepTimeSeconds, 3),
      signedPercent(row.error),
      fixed(row.predicted?.memoryGib ?? null, 1),
      fixed(row.measured.memoryGib, 1),
      row.predicted?.fits === true ? 'yes' : 'no',
      row.assumptions.join('; '),
    ]),
  );
  if (missing.length > 0) {
    lines.push('', `Not modelled (${missing.length}):`, ...missing.map((row) => `  ${row.id}: ${row.reason}`));
  }
  for (const by of GROUPINGS) {
    const named = groups.filter((group) => group.by === by);
    lines.push(
      '',
      ...rowTable(
        `by ${by}`,
        named.map((group) => [group.group, group]),
      ),
    );
  }
  lines.push('', ...rowTable('overall', [['all rows', overall]]));
  lines.push('', ...printFlops(flops), '', ...printJudgement(judgement));
  return `${lines.join('\n')}\n`;
}

function rowTable(title: string, summaries: readonly (readonly [string, RowSummary])[]): string[] {
  return textTable(
    [title, 'rows', 'compared', 'not modelled', 'median', 'median abs', '90th pct', 'memory rows', 'memory median abs'],
    summaries.map(([name, summary]) => [
      shorten(name),
      String(summary.rows),
      String(summary.compared),
      String(summary.notModelled),
      signedPercent(summary.medianSigned),
      percent(summary.medianAbsolute),
      percent(summary.percentile90Absolute),
      String(summary.memoryCompared),
      percent(summary.memoryMedianAbsolute),
    ]),
  );
}

function printFlops(flops: readonly FlopsSummary[]): string[] {
  return textTable(
    [
      'published FLOP/s and MFU by convention',
      'rows',
      'reproduced ±1 %',
      'counting',
      'median',
      'median abs',
      '90th pct',
    ],
    flops.map(({ convention, compared, reproduced, countingMedianSigned, errors }) => [
      convention,
      String(compared),
      String(reproduced),
      signedPercent(countingMedianSigned),
      signedPercent(errors.medianSigned),
      percent(errors.medianAbsolute),
      percent(errors.percentile90Absolute),
    ]),
  );
}

/** The judgement as text. */
function printJudgement(judgement: Judgement): string[] {
  const { rows, modelled, overall, byConfiguration, dense, experts, figures, leaningSources } = judgement;
  const line = (name: string, summary: ErrorSummary): string[] => [
    name,
    fixed(summary.count, 0),
    signedPercent(summary.medianSigned),
    percent(summary.medianAbsolute),
    percent(summary.meanAbsolute),
    percent(summary.percentile90Absolute),
  ];
  const share = rows === 0 ? null : modelled / rows;
  return [
    `Rows of quality A or B that state a step time, each record once: ${rows}, modelled ${modelled} (${percent(share)})`,
    ...textTable(
      ['step time', 'rows', 'median', 'median abs', 'mean abs', '90th pct'],
      [
        line('all', overall),
        line('all, repeats of a configuration as one', byConfiguration),
        line('dense', dense),
        line('mixture of experts', experts),
      ],
    ),
    '',
    ...textTable(
      ['to be reached', 'rows', 'value', 'bound', 'met'],
      figures.map((each) => [
        `${each.name}, ${each.figure}`,
        String(each.count),
        each.id === 'signed' ? signedPercent(each.value) : percent(each.value),
        percent(each.bound),
        each.isMet === null ? '–' : each.isMet ? 'yes' : 'NO',
      ]),
    ),
    '',
    leaningSources.length === 0
      ? 'No source with 10 rows or more leans beyond ±6 %.'
      : 'Sources with 10 rows or more that lean beyond ±6 %:',
    ...leaningSources.map(
      ({ source, count, medianSigned }) => `  ${signedPercent(medianSigned).padStart(8)}  ${source} (${count} rows)`,
    ),
  ];
}

function shorten(name: string): string {
  return name.length > 60 ? `${name.slice(0, 59)}…` : name;
}
