import type { ErrorSummary, GroupSummary } from './summarize-rows.ts';
import type { ValidatedRow } from './validate-row.ts';

const percent = (share: number | null): string => (share === null ? '–' : `${(100 * share).toFixed(1)} %`);
const signed = (share: number | null): string =>
  share === null ? '–' : `${share > 0 ? '+' : ''}${(100 * share).toFixed(1)} %`;
const number = (value: number | null, digits: number): string => (value === null ? '–' : value.toFixed(digits));

/** Lines of a table with aligned columns; the first column is text, the others are numbers. */
function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return [line(header), ...rows.map(line)].map((text) => text.trimEnd());
}

/** The rows and the summaries as text. */
export function printValidation(
  rows: readonly ValidatedRow[],
  groups: readonly GroupSummary[],
  overall: ErrorSummary,
): string {
  const modelled = rows.filter((row) => row.reason === null);
  const missing = rows.filter((row) => row.reason !== null);
  const lines = table(
    ['row', 'predicted s', 'measured s', 'error', 'predicted GiB', 'measured GiB', 'fits', 'assumed'],
    modelled.map((row) => [
      row.id,
      number(row.predicted?.stepTimeSeconds ?? null, 3),
      number(row.measured.stepTimeSeconds, 3),
      signed(row.error),
      number(row.predicted?.memoryGib ?? null, 1),
      number(row.measured.memoryGib, 1),
      row.predicted?.fits === true ? 'yes' : 'no',
      row.assumptions.join('; '),
    ]),
  );
  if (missing.length > 0) {
    lines.push('', `Not modelled (${missing.length}):`, ...missing.map((row) => `  ${row.id}: ${row.reason}`));
  }
  for (const by of ['source', 'accelerator', 'family', 'stack', 'quality'] as const) {
    const named = groups.filter((group) => group.by === by);
    lines.push(
      '',
      ...summaryTable(
        `by ${by}`,
        named.map((group) => [group.group, group]),
      ),
    );
  }
  lines.push('', ...summaryTable('overall', [['all rows', overall]]));
  return `${lines.join('\n')}\n`;
}

function summaryTable(title: string, summaries: readonly (readonly [string, ErrorSummary])[]): string[] {
  return table(
    [title, 'rows', 'compared', 'not modelled', 'median', 'median abs', '90th pct', 'memory rows', 'memory median abs'],
    summaries.map(([name, summary]) => [
      name.length > 60 ? `${name.slice(0, 59)}…` : name,
      String(summary.rows),
      String(summary.compared),
      String(summary.notModelled),
      signed(summary.medianSigned),
      percent(summary.medianAbsolute),
      percent(summary.percentile90Absolute),
      String(summary.memoryCompared),
      percent(summary.memoryMedianAbsolute),
    ]),
  );
}
