import type { AccuracyTable } from '../../domain/accuracy/accuracy-file.ts';
import { quantile } from '../../domain/accuracy/quantile.ts';
import { isInBand, summarizeAccuracy } from '../../domain/accuracy/summarize-accuracy.ts';
import { percent, textTable } from './text-table.ts';

/** How many held-out rows lie in their band, overall and by family, as text. */
export function printBand(table: AccuracyTable): string {
  const judged = table.rows.filter((row) => row.isJudged);
  const inside = judged.filter(isInBand).length;
  const width = quantile(
    judged.map((row) => row.halfWidth),
    0.5,
  );
  const lines = [
    '',
    `inside the ${percent(table.band.share)} band, held out by publisher: ${inside} of ${judged.length} rows (${percent(inside / judged.length)}); ` +
      `median half-width of ln(predicted ÷ measured) ${width?.toFixed(3) ?? '–'}`,
    ...textTable(
      ['by parallel family', 'rows', 'inside'],
      summarizeAccuracy(judged, 'family').map(({ name, heldOut, coverage }) => [
        name,
        String(heldOut.count),
        percent(coverage),
      ]),
    ),
    ...textTable(
      ['by accelerator', 'rows', 'inside'],
      summarizeAccuracy(judged, 'accelerator').map(({ name, heldOut, coverage }) => [
        name,
        String(heldOut.count),
        percent(coverage),
      ]),
    ),
  ];
  return `${lines.join('\n')}\n`;
}
