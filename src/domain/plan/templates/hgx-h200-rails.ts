/** A two-tier fat-tree on rails for HGX H200: every GPU's adapter has a leaf of its own, so that rails meet only at the spine. */
import { defineTemplate } from './plan-template.ts';
import { drawSketch } from './sketch.ts';

/** 512 H200 in a rail-optimised fat-tree. */
export const HGX_H200_RAILS = defineTemplate({
  id: 'hgx-h200-rails',
  name: 'HGX H200 fat-tree with rails',
  description: '64 HGX H200 nodes in racks of four, eight rails a group and a full spine; trains Mixtral 8×22B.',
  notes:
    'A common two-tier design: 32 nodes a rail group fill half the ports of eight 64-port leaf switches; the other half goes up.',
  drawing: () =>
    drawSketch(
      [
        [
          {
            id: 'hall',
            kind: 'hall',
            name: 'Hall',
            rows: [
              [{ id: 'spine', kind: 'switch', name: 'Spine', count: 8, catalogId: 'qm9700', width: 208 }],
              [
                {
                  id: 'group',
                  kind: 'row',
                  name: 'Rail group',
                  count: 2,
                  rows: [
                    [{ id: 'rail', kind: 'switch', name: 'Rail switch', count: 8, catalogId: 'qm9700', width: 224 }],
                    [
                      {
                        id: 'rack',
                        kind: 'rack',
                        name: 'Rack',
                        count: 8,
                        rows: [
                          [
                            {
                              id: 'node',
                              kind: 'node',
                              name: 'HGX H200',
                              count: 4,
                              catalogId: 'dgx-h200',
                              width: 248,
                              height: 160,
                            },
                          ],
                        ],
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
        { from: 'node', to: 'rail', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' },
        { from: 'rail', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: 32, pattern: 'spread' },
      ],
    ),
  workload: { modelId: 'mixtral-8x22b', sequenceLengthTokens: 4096, globalBatchSequences: 1024, trainingTokens: 1e12 },
  strategy: {
    tensor: 2,
    pipeline: 4,
    expert: 8,
    sequenceParallel: true,
    rankOrder: ['tensor', 'context', 'data', 'pipeline'],
    ranksTogether: null,
  },
});
