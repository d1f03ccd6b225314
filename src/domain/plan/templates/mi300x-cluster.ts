/** An Instinct MI300X cluster on RoCE: eight accelerators meshed in each node, one 400-Gb/s adapter each, leaves and spines of 64 ports. */
import { defineTemplate } from './plan-template.ts';
import { drawSketch } from './sketch.ts';

/** 512 MI300X on 400-Gb/s Ethernet. */
export const MI300X_CLUSTER = defineTemplate({
  id: 'mi300x-cluster',
  name: 'MI300X cluster',
  description:
    '4 rows of 16 MI300X nodes on 400-Gb/s Ethernet; trains Llama 3 70B with fully sharded data parallelism.',
  notes: 'Parameters are sharded over 64 accelerators (half a row) and replicated beyond, so that gathers stay near.',
  drawing: () =>
    drawSketch(
      [
        [
          {
            id: 'hall',
            kind: 'hall',
            name: 'Hall',
            rows: [
              [{ id: 'spine', kind: 'switch', name: 'Spine', count: 8, catalogId: 'sn5400', width: 208 }],
              [
                {
                  id: 'row',
                  kind: 'row',
                  name: 'Row',
                  count: 4,
                  rows: [
                    [{ id: 'leaf', kind: 'switch', name: 'Leaf', count: 4, catalogId: 'sn5400', width: 208 }],
                    [
                      {
                        id: 'node',
                        kind: 'node',
                        name: 'MI300X node',
                        count: 16,
                        catalogId: 'mi300x-8',
                        width: 304,
                        height: 176,
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
        { from: 'node', to: 'leaf', catalogId: 'roce-400', cablesPerInstance: 8, pattern: 'spread' },
        { from: 'leaf', to: 'spine', catalogId: 'roce-400', cablesPerInstance: 32, pattern: 'spread' },
      ],
    ),
  workload: { modelId: 'llama3.1-70b', sequenceLengthTokens: 8192, globalBatchSequences: 1024, trainingTokens: 1e12 },
  strategy: {
    sharding: 'parameters',
    shardingGroupSize: 64,
    recompute: 'full',
    softwareStackId: 'torchtitan',
    rankOrder: ['tensor', 'context', 'data', 'pipeline'],
    ranksTogether: null,
  },
});
