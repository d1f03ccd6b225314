/** What version 4 of the link adds to version 3: two kinds of block, and the schedule in front of the rest. FROZEN. */
import { list, NUMBER, nullable, object, pick, type Shape, STRING } from './shape.ts';
import { BLOCK_V1 } from './shape-v1.ts';

const KIND_V4: Shape = pick(
  'site',
  'hall',
  'row',
  'rack',
  'node',
  'accelerator',
  'switch',
  'storage',
  'power',
  'cooling',
);

const FIELDS_V1 = BLOCK_V1.kind === 'object' ? BLOCK_V1.fields : [];

/** A block without its id and its parent. */
export const BLOCK_V4: Shape = object(
  ...FIELDS_V1.map(([key, shape]): readonly [string, Shape] => [key, key === 'kind' ? KIND_V4 : shape]),
);

/** When hardware is ordered, and the stages beside the main one. */
export const SCHEDULE_V4: Shape = object(
  ['orderDate', nullable(STRING)],
  [
    'stages',
    list(
      object(
        ['name', STRING],
        ['tokens', NUMBER],
        ['sequenceLengthTokens', NUMBER],
        ['globalBatchSequences', NUMBER],
        ['place', pick('before', 'after')],
      ),
    ),
  ],
);
