/**
 * What makes two training runs comparable: features of a run and a distance between them. The distance decides whose errors an estimate's
 * interval rests on and which published run is shown beside a plan; it moves no predicted figure. Its weights are judgement, written down
 * here, and nothing of them is fitted.
 */
import type { Accelerator } from '../catalog/catalog-types.ts';
import type { Scenario } from '../estimate/scenario.ts';
import type { MatmulFormat } from '../plan/plan-document.ts';

/** Features of one run. */
export interface RunFeatures {
  readonly acceleratorId: string;
  /** See {@link nameGeneration}. */
  readonly generation: string;
  readonly format: MatmulFormat;
  readonly hasExperts: boolean;
  /** Ways in which the work is cut, sorted: `context`, `expert`, `pipeline`, `sharded`, `tensor`. */
  readonly cuts: readonly string[];
  readonly stackId: string;
  readonly accelerators: number;
  readonly sequenceTokens: number;
}

/** One part of the distance. */
export interface DistanceTerm {
  readonly id: string;
  /** What differs, for people. */
  readonly label: string;
  /** Distance when it differs wholly, or by the amount that `unit` says. */
  readonly weight: number;
  readonly unit: string;
}

/** The parts of the distance, in the order in which {@link measureDistance} adds them. */
export const DISTANCE_TERMS: readonly DistanceTerm[] = [
  {
    id: 'accelerator',
    label: 'accelerator',
    weight: 1,
    unit: 'another maker; 0.75 for another generation, 0.3 for another model of it',
  },
  { id: 'format', label: 'number format', weight: 0.5, unit: 'each halving of the width' },
  { id: 'experts', label: 'dense or experts', weight: 1, unit: 'one of each' },
  { id: 'cuts', label: 'parallelism', weight: 0.8, unit: 'no way of cutting the work in common' },
  { id: 'stack', label: 'software', weight: 0.8, unit: 'another stack; half for another release or variant of it' },
  { id: 'scale', label: 'accelerator count', weight: 0.1, unit: 'each factor of two' },
  { id: 'sequence', label: 'sequence length', weight: 0.15, unit: 'each factor of two' },
];

const WEIGHT = Object.fromEntries(DISTANCE_TERMS.map(({ id, weight }) => [id, weight])) as Readonly<
  Record<string, number>
>;
const SAME_GENERATION = 0.3;
const SAME_MAKER = 0.75;
const BITS: Readonly<Record<MatmulFormat, number>> = {
  fp32: 32,
  tf32: 32,
  fp16: 16,
  bf16: 16,
  fp8: 8,
  mxfp8: 8,
  fp4: 4,
};

/** Distance of two runs, 0 = alike in every feature. Symmetric. */
export function measureDistance(a: RunFeatures, b: RunFeatures): number {
  const octaves = (x: number, y: number): number => Math.abs(Math.log2(x / y));
  return (
    (WEIGHT.accelerator ?? 0) * compareAccelerators(a, b) +
    (WEIGHT.format ?? 0) * octaves(BITS[a.format], BITS[b.format]) +
    (WEIGHT.experts ?? 0) * Number(a.hasExperts !== b.hasExperts) +
    (WEIGHT.cuts ?? 0) * compareCuts(a.cuts, b.cuts) +
    (WEIGHT.stack ?? 0) * compareStacks(a.stackId, b.stackId) +
    (WEIGHT.scale ?? 0) * octaves(a.accelerators, b.accelerators) +
    (WEIGHT.sequence ?? 0) * octaves(a.sequenceTokens, b.sequenceTokens)
  );
}

function compareAccelerators(a: RunFeatures, b: RunFeatures): number {
  if (a.acceleratorId === b.acceleratorId) return 0;
  if (a.generation === b.generation) return SAME_GENERATION;
  return makerOf(a) === makerOf(b) ? SAME_MAKER : 1;
}

function makerOf({ generation }: RunFeatures): string {
  return generation.split(' ')[0] ?? '';
}

/** Share of the ways of cutting that only one of two runs uses. */
function compareCuts(a: readonly string[], b: readonly string[]): number {
  const all = new Set([...a, ...b]);
  if (all.size === 0) return 0;
  return 1 - a.filter((cut) => b.includes(cut)).length / all.size;
}

function compareStacks(a: string, b: string): number {
  if (a === b) return 0;
  return a.split('-')[0] === b.split('-')[0] ? 0.5 : 1;
}

const NVIDIA_GENERATIONS: readonly (readonly [RegExp, string])[] = [
  [/^(v100|t4)/, 'Volta'],
  [/^(a100|a30|a10|a40|rtx-a|rtx-30)/, 'Ampere'],
  [/^(l4|rtx-40)/, 'Ada'],
  [/^(h\d|gh\d)/, 'Hopper'],
  [/^(b\d|gb\d|rtx)/, 'Blackwell'],
];

/** Maker and generation: accelerators that share them run the same kernels. "NVIDIA Hopper", "AMD MI3", "Google TPU v5". */
export function nameGeneration(accelerator: Pick<Accelerator, 'id' | 'vendor' | 'name'>): string {
  const { id, vendor, name } = accelerator;
  if (vendor === 'NVIDIA') {
    const found = NVIDIA_GENERATIONS.find(([pattern]) => pattern.test(id))?.[1];
    return `NVIDIA ${found ?? name}`;
  }
  // "TPU v5p" and "TPU v5e" are one generation, "MI300X" and "MI325X" too.
  return `${vendor} ${/^(tpu )?[a-z-]+ ?\d/i.exec(name)?.[0] ?? name}`;
}

/** Features of a scenario on an accelerator and a stack of the catalogue. */
export function readFeatures(
  scenario: Omit<Scenario, 'economy'>,
  accelerator: Pick<Accelerator, 'id' | 'vendor' | 'name'>,
  stackId: string,
): RunFeatures {
  const { model, strategy, training } = scenario;
  const cuts = [
    strategy.context > 1 && 'context',
    strategy.expert > 1 && 'expert',
    strategy.pipeline > 1 && 'pipeline',
    strategy.sharding === 'parameters' && 'sharded',
    strategy.tensor > 1 && 'tensor',
  ].filter((cut) => cut !== false);
  return {
    acceleratorId: accelerator.id,
    generation: nameGeneration(accelerator),
    format: training.matmulFormat,
    hasExperts: model.moe !== null,
    cuts,
    stackId,
    accelerators: strategy.accelerators,
    sequenceTokens: training.sequenceLengthTokens,
  };
}
