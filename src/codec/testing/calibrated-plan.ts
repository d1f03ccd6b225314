/** The sample cluster with its constants moved by measurements, and a schedule of version 2. For tests. */
import type { PlanDocument } from '../../domain/plan/plan-document.ts';
import { createSampleCluster } from './sample-cluster.ts';

/** Makes the plan; every call gives a fresh one. */
export function createCalibratedPlan(): PlanDocument {
  const plan = createSampleCluster();
  return {
    ...plan,
    strategy: { ...plan.strategy, schedule: 'zb-v', virtualStages: 2 },
    calibration: {
      madeOn: '2026-11-21',
      acceleratorId: 'h100-sxm5-80gb',
      softwareStackId: 'megatron-core',
      matmulRate: { factor: 0.964, deviation: 0.031 },
      attentionRate: { factor: 1.012, deviation: 0.06 },
      memoryRate: { factor: 0.99, deviation: 0.08 },
      hostTime: { factor: 1.07, deviation: 0.21 },
      stepTime: { factor: 1.034, deviation: 0.028 },
      levels: [
        { bandwidth: { factor: 1.02, deviation: 0.02 }, latency: { factor: 0.9, deviation: 0.1 } },
        { bandwidth: { factor: 0.87, deviation: 0.05 }, latency: { factor: 1.3, deviation: 0.2 } },
      ],
      residual: { before: 0.117, after: 0.052 },
      evidence: [
        {
          kind: 'training-log',
          label: 'Training log',
          count: 480,
          measuredSeconds: 4.84,
          beforeSeconds: 4.52,
          afterSeconds: 4.79,
          spread: 0.011,
          run: {
            accelerators: 512,
            tensor: 8,
            context: 1,
            pipeline: 4,
            expert: 1,
            microBatchSequences: 1,
            globalBatchSequences: 256,
            sequenceLengthTokens: 8192,
          },
          constants: [],
        },
        {
          kind: 'collectives',
          label: 'all_reduce, 64 ranks',
          count: 28,
          measuredSeconds: null,
          beforeSeconds: null,
          afterSeconds: null,
          spread: 0.04,
          run: null,
          constants: [
            { constant: 'bandwidth.1', factor: 0.86, deviation: 0.08 },
            { constant: 'latency.1', factor: 1.4, deviation: 0.25 },
          ],
        },
      ],
    },
  };
}
