/** The sample cluster with cables cut and slowed, and ranks kept together. For tests. */
import type { PlanDocument } from '../../domain/plan/plan-document.ts';
import { createSampleCluster } from './sample-cluster.ts';

/** Makes the plan; every call gives a fresh one. */
export function createCutCablesPlan(): PlanDocument {
  const plan = createSampleCluster();
  const [first, second] = Object.values(plan.drawing.links);
  if (first === undefined || second === undefined) throw new Error('The sample cluster has no links.');
  first.exceptions = [
    { index: 3, cable: 5, speedFraction: 0 },
    { index: 17, cable: null, speedFraction: 0.5 },
  ];
  second.exceptions = [{ index: 31, cable: null, speedFraction: 0 }];
  plan.strategy.ranksTogether = 64;
  return plan;
}
