/**
 * Llama 3 405B as trained: "The Llama 3 Herd of Models" (arXiv 2407.21783), section 3.3: 16 GPUs a rack behind one switch, pods with full
 * bisection, 1:7 oversubscription between pods, RoCE at 400 Gb/s, 2 TB/s of storage; tensor 8, pipeline 16, data 128, 8,192 tokens,
 * 16 M tokens a batch, no activation recomputation, gradients in fp32. The published pods hold 3,072 GPUs; here eight hold 2,048 each,
 * so that the drawing is the 16,384 that were used.
 */
import { defineTemplate } from './plan-template.ts';
import { drawSketch } from './sketch.ts';

/** The run that the Llama 3 paper describes. */
export const LLAMA3_405B_16K = defineTemplate({
  id: 'llama3-405b-16k',
  name: 'Llama 3 405B on 16,384 H100',
  description: 'The published run: 8 pods of Ethernet-connected H100 racks, 15.6 trillion tokens.',
  notes:
    'Facts from "The Llama 3 Herd of Models" (arXiv 2407.21783), section 3.3. The published pods hold 3,072 GPUs each; here eight pods hold 2,048, so that the drawing is exactly the 16,384 GPUs used. Switches are the nearest in the catalogue.',
  drawing: () =>
    drawSketch(
      [
        [
          {
            id: 'building',
            kind: 'hall',
            name: 'Building',
            rows: [
              [
                { id: 'aggregation', kind: 'switch', name: 'Aggregation', count: 42, catalogId: 'sn5400', width: 208 },
                {
                  id: 'storage',
                  kind: 'storage',
                  name: 'Storage',
                  storage: { readBytesPerSecond: 2e12, writeBytesPerSecond: 2e12, capacityBytes: 240e15 },
                },
              ],
              [
                {
                  id: 'pod',
                  kind: 'row',
                  name: 'Pod',
                  count: 8,
                  rows: [
                    [
                      {
                        id: 'cluster',
                        kind: 'switch',
                        name: 'Cluster switch',
                        count: 42,
                        catalogId: 'sn5400',
                        width: 232,
                      },
                    ],
                    [
                      {
                        id: 'rack',
                        kind: 'rack',
                        name: 'Rack',
                        count: 128,
                        rows: [
                          [{ id: 'tor', kind: 'switch', name: 'Rack switch', catalogId: 'sn4700', width: 224 }],
                          [
                            {
                              id: 'node',
                              kind: 'node',
                              name: 'HGX H100',
                              count: 2,
                              catalogId: 'dgx-h100',
                              width: 224,
                              height: 128,
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
        { from: 'node', to: 'tor', catalogId: 'roce-400', cablesPerInstance: 8, pattern: 'single' },
        { from: 'tor', to: 'cluster', catalogId: 'roce-400', cablesPerInstance: 16, pattern: 'spread' },
        { from: 'cluster', to: 'aggregation', catalogId: 'roce-400', cablesPerInstance: 7, pattern: 'spread' },
        { from: 'storage', to: 'aggregation', catalogId: 'roce-400', cablesPerInstance: 40, pattern: 'spread' },
      ],
    ),
  workload: {
    modelId: 'llama3.1-405b',
    sequenceLengthTokens: 8192,
    globalBatchSequences: 2048,
    trainingTokens: 15.6e12,
  },
  strategy: {
    tensor: 8,
    pipeline: 16,
    virtualStages: 4,
    schedule: 'interleaved',
    sequenceParallel: true,
    sharding: 'gradients',
    recompute: 'none',
    rankOrder: ['tensor', 'context', 'pipeline', 'data'],
    ranksTogether: null,
  },
});
