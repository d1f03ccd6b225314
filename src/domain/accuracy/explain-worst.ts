/** Says of a badly predicted run what the record and its neighbours suggest, in sentences. */
import { CATEGORY_STYLES, type Category } from '../figure/figure-theme.ts';
import type { AccuracyRow, WorstRow } from './accuracy-file.ts';
import { errorOfRow } from './summarize-accuracy.ts';

/** From here on a lean of other runs counts as the same lean. */
const LEAN = 0.06;

/** Sentences, most telling first; all follow from the table. */
export function explainWorst(worst: WorstRow, row: AccuracyRow): readonly string[] {
  const error = errorOfRow(row, 'in-sample');
  const sentences: string[] = [];
  if (row.doubt !== null) sentences.push(`The record is doubted: ${row.doubt}.`);
  sentences.push(...explainLean('other runs of this model in the same source', worst.siblings, error));
  sentences.push(...explainLean('runs of this model elsewhere on the same generation', worst.elsewhere, error));
  const terms = worst.terms.map(({ category, seconds }) => {
    const label = CATEGORY_STYLES[category as Category]?.label ?? category;
    return `${label.toLowerCase()} ${((100 * seconds) / row.predictedSeconds).toFixed(0)} %`;
  });
  if (terms.length > 0) sentences.push(`Of the predicted step: ${terms.join(', ')}.`);
  const missing = row.measuredSeconds - row.predictedSeconds;
  const largest = worst.terms[0];
  if (missing < 0 && largest !== undefined && -missing > largest.seconds) {
    sentences.push(
      'No single term is as large as the excess: several are too long, or the run did less work than its record says.',
    );
  }
  return sentences;
}

function explainLean(what: string, lean: WorstRow['siblings'], error: number): string[] {
  if (lean === null) return [];
  const signed = `${lean.medianSigned < 0 ? '−' : '+'}${(100 * Math.abs(lean.medianSigned)).toFixed(0)} %`;
  const isSame = Math.abs(lean.medianSigned) > LEAN && lean.medianSigned > 0 === error > 0;
  return [
    isSame
      ? `The ${lean.count} ${what} lean the same way (${signed}): something that they share is not described.`
      : `The ${lean.count} ${what} do not lean that way (${signed}): this run differs from them in its mapping or its software.`,
  ];
}
