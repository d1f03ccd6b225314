/** DGX SuperPOD with DGX A100, four scalable units: NVIDIA's reference architecture RA-09950-001 (20 nodes a unit, eight HDR rails). */
import { defineTemplate } from './plan-template.ts';
import { drawSketch } from './sketch.ts';

/** 640 A100 on eight HDR InfiniBand rails. */
export const DGX_A100_SUPERPOD = defineTemplate({
  id: 'dgx-a100-superpod',
  name: 'DGX A100 SuperPOD',
  description: '4 scalable units of 20 DGX A100 on eight HDR InfiniBand rails; trains GPT-3 175B.',
  notes:
    'Layout after the DGX SuperPOD reference architecture for DGX A100: 20 nodes and 8 leaf switches a scalable unit, full bisection.',
  drawing: () =>
    drawSketch(
      [
        [
          {
            id: 'hall',
            kind: 'hall',
            name: 'SuperPOD',
            rows: [
              [{ id: 'spine', kind: 'switch', name: 'Spine', count: 20, catalogId: 'qm8700', width: 208 }],
              [
                {
                  id: 'unit',
                  kind: 'row',
                  name: 'Scalable unit',
                  count: 4,
                  rows: [
                    [{ id: 'leaf', kind: 'switch', name: 'Leaf', count: 8, catalogId: 'qm8700', width: 208 }],
                    [
                      {
                        id: 'node',
                        kind: 'node',
                        name: 'DGX A100',
                        count: 20,
                        catalogId: 'dgx-a100-80',
                        width: 272,
                        height: 168,
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
        { from: 'node', to: 'leaf', catalogId: 'ib-hdr', cablesPerInstance: 8, pattern: 'rails' },
        { from: 'leaf', to: 'spine', catalogId: 'ib-hdr', cablesPerInstance: 20, pattern: 'spread' },
      ],
    ),
  workload: { modelId: 'gpt3-175b', sequenceLengthTokens: 2048, globalBatchSequences: 1600, trainingTokens: 300e9 },
  strategy: {
    tensor: 8,
    pipeline: 8,
    virtualStages: 3,
    schedule: 'interleaved',
    sequenceParallel: true,
    rankOrder: ['tensor', 'context', 'data', 'pipeline'],
    ranksTogether: null,
  },
});
