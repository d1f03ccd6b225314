/** DGX SuperPOD with DGX H100, four scalable units: NVIDIA's reference architecture RA-11333-001 (32 nodes a unit, eight NDR rails). */
import { defineTemplate } from './plan-template.ts';
import { drawSketch } from './sketch.ts';

/** 1,024 H100 on eight NDR InfiniBand rails. */
export const DGX_H100_SUPERPOD = defineTemplate({
  id: 'dgx-h100-superpod',
  name: 'DGX H100 SuperPOD',
  description: '4 scalable units of 32 DGX H100 on eight NDR InfiniBand rails; trains Llama 3 70B.',
  notes:
    'Layout after the DGX SuperPOD reference architecture for DGX H100: 32 nodes and 8 leaf switches a scalable unit, 16 spine switches, full bisection.',
  drawing: () =>
    drawSketch(
      [
        [
          {
            id: 'hall',
            kind: 'hall',
            name: 'SuperPOD',
            rows: [
              [{ id: 'spine', kind: 'switch', name: 'Spine', count: 16, catalogId: 'qm9700', width: 208 }],
              [
                {
                  id: 'unit',
                  kind: 'row',
                  name: 'Scalable unit',
                  count: 4,
                  rows: [
                    [{ id: 'leaf', kind: 'switch', name: 'Leaf', count: 8, catalogId: 'qm9700', width: 208 }],
                    [
                      {
                        id: 'node',
                        kind: 'node',
                        name: 'DGX H100',
                        count: 32,
                        catalogId: 'dgx-h100',
                        width: 320,
                        height: 184,
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
        { from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' },
        { from: 'leaf', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: 32, pattern: 'spread' },
      ],
    ),
  workload: { modelId: 'llama3.1-70b', sequenceLengthTokens: 8192, globalBatchSequences: 1024, trainingTokens: 2e12 },
  strategy: {
    tensor: 4,
    pipeline: 4,
    virtualStages: 5,
    schedule: 'interleaved',
    sequenceParallel: true,
    rankOrder: ['tensor', 'context', 'data', 'pipeline'],
    ranksTogether: null,
  },
});
