/** The sample cluster with units of power and cooling, an order date and training in three stages. For tests. */
import type { Block, PlanDocument } from '../../domain/plan/plan-document.ts';
import { createSampleCluster } from './sample-cluster.ts';

/** Makes the plan; every call gives a fresh one. */
export function createStagedPlan(): PlanDocument {
  const plan = createSampleCluster();
  const { blocks } = plan.drawing;
  const hall = Object.values(blocks).find(({ kind }) => kind === 'hall');
  const rack = Object.values(blocks).find(({ kind }) => kind === 'rack');
  if (hall === undefined || rack === undefined) throw new Error('The sample cluster has no hall or rack.');
  const draw = (id: string, kind: Block['kind'], name: string, parent: string, more: Partial<Block>): void => {
    blocks[id] = { ...hall, id, kind, name, parent, x: 16, y: 8, width: 152, height: 64, exceptions: [], ...more };
  };
  draw('b101', 'power', 'UPS', hall.id, { count: 4, powerLimitWatts: 2e6 });
  draw('b102', 'cooling', 'Chiller', hall.id, { count: 3, powerLimitWatts: 3.5e6, x: 440 });
  draw('b103', 'power', 'Busbar', rack.id, {
    count: 2,
    powerLimitWatts: null,
    exceptions: [{ index: 5, state: 'failed', speedFraction: 0 }],
  });
  plan.schedule = {
    orderDate: '2027-03-01',
    stages: [
      { name: 'Warm-up', tokens: 2.5e11, sequenceLengthTokens: 4096, globalBatchSequences: 1024, place: 'before' },
      {
        name: 'Long context',
        tokens: 8e11,
        sequenceLengthTokens: 131_072,
        globalBatchSequences: 128,
        place: 'after',
      },
    ],
  };
  return plan;
}
