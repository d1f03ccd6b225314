/** Rows of GB200 NVL72 racks: 72 GPUs behind NVLink switches in each rack, one NDR port per GPU towards the leaves. */
import { defineTemplate } from './plan-template.ts';
import { drawSketch } from './sketch.ts';

/** 1,152 GB200 GPUs in sixteen NVLink domains. */
export const GB200_NVL72_ROWS = defineTemplate({
  id: 'gb200-nvl72-rows',
  name: 'GB200 NVL72 rows',
  description:
    '2 rows of 8 NVL72 racks, 64 of 72 GPUs a rack in use; trains DeepSeek-V3 with 64-way expert parallelism.',
  notes: 'Experts are spread over 64 of the 72 GPUs of each NVLink domain; the other eight of each rack are spares.',
  drawing: () =>
    drawSketch(
      [
        [
          {
            id: 'hall',
            kind: 'hall',
            name: 'Hall',
            rows: [
              [{ id: 'spine', kind: 'switch', name: 'Spine', count: 18, catalogId: 'qm9700', width: 208 }],
              [
                {
                  id: 'row',
                  kind: 'row',
                  name: 'Row',
                  count: 2,
                  rows: [
                    [{ id: 'leaf', kind: 'switch', name: 'Leaf', count: 18, catalogId: 'qm9700', width: 208 }],
                    [
                      {
                        id: 'rack',
                        kind: 'rack',
                        name: 'GB200 NVL72',
                        count: 8,
                        catalogId: 'gb200-nvl72',
                        width: 416,
                        height: 240,
                      },
                    ],
                  ],
                },
              ],
            ],
          },
        ],
      ],
      [
        { from: 'rack', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 72, pattern: 'spread' },
        { from: 'leaf', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: 32, pattern: 'spread' },
      ],
    ),
  workload: {
    modelId: 'deepseek-v3',
    sequenceLengthTokens: 4096,
    globalBatchSequences: 8192,
    trainingTokens: 14.8e12,
    matmulFormat: 'fp8',
    momentBytes: 2,
  },
  strategy: {
    acceleratorsUsed: 1024,
    pipeline: 4,
    expert: 64,
    microBatchSequences: 1,
    recompute: 'selective',
    rankOrder: ['tensor', 'context', 'data', 'pipeline'],
    ranksTogether: null,
  },
});
