/** Sixteen nodes of eight H100 on rails, tensor parallelism inside a node. For tests. */
import { createEmptyPlan } from '../../plan/create-empty-plan.ts';
import type { PlanDocument } from '../../plan/plan-document.ts';
import { buildDrawing } from '../../topology/build-drawing.ts';

/** Makes the plan; every call gives a fresh one. */
export function createDgxH100Plan(): PlanDocument {
  const plan = createEmptyPlan('Sixteen nodes');
  plan.drawing = buildDrawing(
    [
      { id: 'node', kind: 'node', count: 16, catalogId: 'dgx-h100' },
      { id: 'leaf', kind: 'switch', count: 8, catalogId: 'qm9700' },
    ],
    [{ from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' }],
  );
  plan.strategy.tensor = 4;
  plan.strategy.sequenceParallel = true;
  return plan;
}
