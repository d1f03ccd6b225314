/**
 * Strings that links of version 2 write as a number: those of version 1 in their places, then what the catalogue has had since and what
 * a calibration's entries are usually called.
 * FROZEN: links that exist read their numbers in this list, so it is never sorted, changed or added to.
 */
import { DICTIONARY_V1 } from './dictionary-v1.ts';

const NAMES: readonly string[] = [
  'This plan',
  'nccl-tests',
  'all_reduce',
  'all_gather',
  'reduce_scatter',
  'alltoall',
  'sendrecv',
  'Matrix products',
  'Training log',
  'Pasted text',
];

/** The frozen list; the first entry is the empty string. */
export const DICTIONARY_V2: readonly string[] = [...DICTIONARY_V1, ...NAMES];
