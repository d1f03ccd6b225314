/** What a user entered: a run with its step time, or a table that measures constants by themselves. */
import type { CalibrationEvidence, RunShape } from '../../domain/calibration/calibration-schema.ts';
import type { PlanDocument } from '../../domain/plan/plan-document.ts';

/** One entry: what the plan will keep of it. `beforeSeconds` is what the model said when it was kept; null = it never was. */
export interface CalibrationEntry extends Omit<CalibrationEvidence, 'afterSeconds'> {
  readonly id: number;
}

/** A run cut as the plan is. */
export function shapeOfPlan({ strategy, workload }: PlanDocument, accelerators: number): RunShape {
  return {
    accelerators,
    tensor: strategy.tensor,
    context: strategy.context,
    pipeline: strategy.pipeline,
    expert: strategy.expert,
    microBatchSequences: strategy.microBatchSequences,
    globalBatchSequences: workload.globalBatchSequences,
    sequenceLengthTokens: workload.sequenceLengthTokens,
  };
}

/** The plan as the run was cut, without a calibration. What a small run cannot have is taken off it. */
export function planOfRun(plan: PlanDocument, shape: RunShape): PlanDocument {
  const { accelerators, globalBatchSequences, sequenceLengthTokens, ...cut } = shape;
  const data = accelerators / (shape.tensor * shape.context * shape.pipeline);
  const { shardingGroupSize } = plan.strategy;
  const single = { schedule: '1f1b', virtualStages: 1 } as const;
  return {
    ...plan,
    calibration: null,
    strategy: {
      ...plan.strategy,
      ...cut,
      ...(shape.pipeline === 1 ? single : {}),
      acceleratorsUsed: accelerators,
      shardingGroupSize: shardingGroupSize !== null && shardingGroupSize > data ? null : shardingGroupSize,
    },
    workload: { ...plan.workload, globalBatchSequences, sequenceLengthTokens },
  };
}

/** A run's shape in a few words: "128 accelerators, tensor 8, pipeline 2". */
export function describeShape(shape: RunShape): string {
  const parts = [`${shape.accelerators} accelerators`, `tensor ${shape.tensor}`];
  if (shape.context > 1) parts.push(`context ${shape.context}`);
  if (shape.pipeline > 1) parts.push(`pipeline ${shape.pipeline}`);
  if (shape.expert > 1) parts.push(`expert ${shape.expert}`);
  parts.push(`micro-batch ${shape.microBatchSequences}`, `batch ${shape.globalBatchSequences}`);
  parts.push(`${shape.sequenceLengthTokens} tokens`);
  return parts.join(', ');
}
