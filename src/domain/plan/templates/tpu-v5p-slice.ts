/** A TPU v5p slice: cubes of 4×4×4 chips joined by optical switches into one torus; hosts meet outside over the data-centre network. */
import { defineTemplate } from './plan-template.ts';
import { drawSketch } from './sketch.ts';

/** 1,024 TPU v5p chips as an 8×8×16 torus. */
export const TPU_V5P_SLICE = defineTemplate({
  id: 'tpu-v5p-slice',
  name: 'TPU v5p pod slice (torus)',
  description: '16 cubes of 64 chips wired as one 8×8×16 torus; trains Llama 2 70B with MaxText.',
  notes:
    'A slice of a v5p pod: the inter-chip links are a 3-D torus of 8 × 8 × 16 chips; no switches take part in training traffic.',
  drawing: () =>
    drawSketch(
      [
        [
          {
            id: 'slice',
            kind: 'row',
            name: 'Slice 8×8×16',
            torusDims: [16, 8, 8],
            width: 420,
            rows: [
              [
                {
                  id: 'cube',
                  kind: 'rack',
                  name: 'Cube 4×4×4',
                  count: 16,
                  rows: [
                    [
                      {
                        id: 'host',
                        kind: 'node',
                        name: 'TPU v5p host',
                        count: 16,
                        catalogId: 'tpu-v5p-host',
                        width: 304,
                        height: 208,
                      },
                    ],
                  ],
                },
              ],
            ],
          },
        ],
      ],
      [],
    ),
  workload: { modelId: 'llama2-70b', sequenceLengthTokens: 4096, globalBatchSequences: 2048, trainingTokens: 2e12 },
  strategy: {
    sharding: 'parameters',
    recompute: 'full',
    microBatchSequences: 2,
    softwareStackId: 'maxtext',
    rankOrder: ['tensor', 'context', 'data', 'pipeline'],
    ranksTogether: null,
  },
});
