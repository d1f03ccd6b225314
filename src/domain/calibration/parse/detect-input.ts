import { isProductHeader } from './matmul-table.ts';
import { isNcclLine } from './nccl-tests-log.ts';
import { ProblemList, readLines } from './read-lines.ts';
import { isStepLine } from './training-log.ts';

/** What a text is. */
export type InputKind = 'training-log' | 'collectives' | 'matrix-products';

/** What the first line that is known says; null when none is. */
export function detectInput(text: string): InputKind | null {
  for (const line of readLines(text, new ProblemList())) {
    if (isNcclLine(line)) return 'collectives';
    if (isProductHeader(line)) return 'matrix-products';
    if (isStepLine(line)) return 'training-log';
  }
  return null;
}
