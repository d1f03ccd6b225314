/** Trainium 2 UltraServers: 64 chips joined by NeuronLink in each, EFA v3 at 200 Gb/s per chip beyond. */
import { defineTemplate } from './plan-template.ts';
import { drawSketch } from './sketch.ts';

/** 2,048 Trainium 2 chips. */
export const TRAINIUM2_ULTRASERVERS = defineTemplate({
  id: 'trainium2-ultraservers',
  name: 'Trainium 2 UltraServers',
  description: '4 rows of 8 UltraServers, 64 chips each, on EFA; trains Llama 3 70B.',
  notes:
    'The switches behind EFA are not published; 64-port Ethernet switches of the catalogue stand for them, at full bisection.',
  drawing: () =>
    drawSketch(
      [
        [
          {
            id: 'hall',
            kind: 'hall',
            name: 'Availability zone',
            rows: [
              [{ id: 'spine', kind: 'switch', name: 'EFA spine', count: 32, catalogId: 'sn5400', width: 208 }],
              [
                {
                  id: 'row',
                  kind: 'row',
                  name: 'Row',
                  count: 4,
                  rows: [
                    [{ id: 'leaf', kind: 'switch', name: 'EFA leaf', count: 16, catalogId: 'sn5400', width: 208 }],
                    [
                      {
                        id: 'server',
                        kind: 'rack',
                        name: 'Trn2 UltraServer',
                        count: 8,
                        catalogId: 'aws-trn2-ultraserver',
                        width: 400,
                        height: 224,
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
        { from: 'server', to: 'leaf', catalogId: 'efa3', cablesPerInstance: 64, pattern: 'spread' },
        { from: 'leaf', to: 'spine', catalogId: 'efa3', cablesPerInstance: 32, pattern: 'spread' },
      ],
    ),
  workload: { modelId: 'llama3.1-70b', sequenceLengthTokens: 8192, globalBatchSequences: 1024, trainingTokens: 2e12 },
  strategy: {
    tensor: 8,
    pipeline: 4,
    virtualStages: 5,
    schedule: 'interleaved',
    sequenceParallel: true,
    rankOrder: ['tensor', 'context', 'data', 'pipeline'],
    ranksTogether: null,
  },
});
