/** What a user entered: a run with its step time, or a table that measures constants by themselves. */
import type { EVIDENCE_KINDS } from '../../domain/calibration/calibration-schema.ts';
import type { DirectMeasurement } from '../../domain/calibration/calibration-types.ts';
import type { PlanDocument } from '../../domain/plan/plan-document.ts';

/** How a measured run was cut; all else is the plan's. */
export interface RunShape {
  readonly accelerators: number;
  readonly tensor: number;
  readonly context: number;
  readonly pipeline: number;
  readonly microBatchSequences: number;
  readonly globalBatchSequences: number;
}

/** One entry. */
export interface CalibrationEntry {
  readonly id: number;
  readonly kind: (typeof EVIDENCE_KINDS)[number];
  readonly label: string;
  /** Steps or rows that it stands for. */
  readonly count: number;
  /** Scatter of those, of the logarithm. */
  readonly spread: number;
  /** The run and its step time; null for tables. */
  readonly run: { readonly shape: RunShape; readonly seconds: number } | null;
  readonly direct: readonly DirectMeasurement[];
}

/** The plan as the run was cut, without a calibration. */
export function planOfRun(plan: PlanDocument, shape: RunShape): PlanDocument {
  const { accelerators, globalBatchSequences, ...cut } = shape;
  return {
    ...plan,
    calibration: null,
    strategy: { ...plan.strategy, ...cut, acceleratorsUsed: accelerators },
    workload: { ...plan.workload, globalBatchSequences },
  };
}

/** A run's shape in a few words: "128 accelerators, tensor 8, pipeline 2". */
export function describeShape(shape: RunShape): string {
  const parts = [`${shape.accelerators} accelerators`, `tensor ${shape.tensor}`];
  if (shape.context > 1) parts.push(`context ${shape.context}`);
  if (shape.pipeline > 1) parts.push(`pipeline ${shape.pipeline}`);
  parts.push(`micro-batch ${shape.microBatchSequences}`, `batch ${shape.globalBatchSequences}`);
  return parts.join(', ');
}
