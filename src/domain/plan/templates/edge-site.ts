/** An edge site: one rack with PCIe servers that fine-tune a small model where the data is. */
import { defineTemplate } from './plan-template.ts';
import { drawSketch } from './sketch.ts';

/** 16 L40S in one rack. */
export const EDGE_SITE = defineTemplate({
  id: 'edge-site',
  name: 'Edge site',
  description: 'One rack with two 8-GPU L40S servers and local storage; fine-tunes Llama 3 8B.',
  notes: 'Two PCIe servers on one Ethernet switch, within 10 kW.',
  drawing: () =>
    drawSketch(
      [
        [
          {
            id: 'site',
            kind: 'site',
            name: 'Factory',
            regionId: 'de',
            powerLimitWatts: 10_000,
            rows: [
              [
                {
                  id: 'rack',
                  kind: 'rack',
                  name: 'Rack',
                  rows: [
                    [
                      { id: 'switch', kind: 'switch', name: 'Switch', catalogId: 'sn4700', width: 240 },
                      {
                        id: 'storage',
                        kind: 'storage',
                        name: 'Local storage',
                        storage: { readBytesPerSecond: 20e9, writeBytesPerSecond: 10e9, capacityBytes: 200e12 },
                      },
                    ],
                    [
                      {
                        id: 'node',
                        kind: 'node',
                        name: 'L40S server',
                        count: 2,
                        catalogId: 'l40s-8',
                        width: 336,
                        height: 152,
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
        { from: 'node', to: 'switch', catalogId: 'roce-400', cablesPerInstance: 2, pattern: 'single' },
        { from: 'storage', to: 'switch', catalogId: 'roce-400', cablesPerInstance: 1, pattern: 'single' },
      ],
    ),
  workload: { modelId: 'llama3.1-8b', sequenceLengthTokens: 4096, globalBatchSequences: 128, trainingTokens: 2e9 },
  strategy: { sharding: 'parameters', recompute: 'full', softwareStackId: 'torchtitan' },
});
