/** Units in which people know how fast their runs are, and the step time that follows. */
import { countPublishedFlops } from '../../domain/accuracy/published-flops.ts';
import type { RunShape } from '../../domain/calibration/calibration-schema.ts';
import { FLOPS_CONVENTIONS, type FlopsConventionId } from '../../domain/workload/count-model-flops.ts';
import type { ModelArchitecture } from '../../domain/workload/model-architecture.ts';

/** A unit: seconds, tokens a second, or TFLOP/s of one accelerator in one way of counting. */
export type StepUnit = 'seconds' | 'tokens' | 'tokens-each' | `tflops:${FlopsConventionId}`;

/** The units with their names. */
export const STEP_UNITS: readonly { readonly id: StepUnit; readonly label: string; readonly note?: string }[] = [
  { id: 'seconds', label: 'seconds a step' },
  { id: 'tokens', label: 'tokens/s, all' },
  { id: 'tokens-each', label: 'tokens/s, each accelerator' },
  ...FLOPS_CONVENTIONS.map(({ id, name, formula }) => ({
    id: `tflops:${id}` as const,
    label: `TFLOP/s each: ${name}`,
    note: formula,
  })),
];

const TERA = 1e12;

/** Step time of a run that is this fast, seconds. */
export function stepSecondsOf(value: number, unit: StepUnit, shape: RunShape, model: ModelArchitecture): number {
  const { sequenceLengthTokens: sequenceTokens } = shape;
  const tokens = shape.globalBatchSequences * sequenceTokens;
  if (unit === 'seconds') return value;
  if (unit === 'tokens') return tokens / value;
  if (unit === 'tokens-each') return tokens / (value * shape.accelerators);
  const convention = unit.slice('tflops:'.length) as FlopsConventionId;
  const work = countPublishedFlops({ convention, flopsPerSequence: null }, model, sequenceTokens) * tokens;
  return work / (value * TERA * shape.accelerators);
}
