/** Reads the model's flat output. */
import type { EconomyInputs } from '../../src/domain/assumptions/economy-inputs.ts';
import {
  type CollectiveEstimate,
  type Estimate,
  MEMORY_COMPONENTS,
  type MemoryComponent,
  type MemoryEstimate,
  type OperationEstimate,
  type StageEstimate,
  type StepEstimate,
} from '../../src/domain/estimate/estimate.ts';
import { CATEGORIES } from '../../src/domain/figure/figure-theme.ts';
import * as abi from '../model/abi.ts';
import { COLLECTIVE_NAMES, OPERATION_NAMES } from './row-names.ts';
import type { AnyStage } from './run-stages.ts';
import { unpackEconomy } from './unpack-economy.ts';

/** Readable block of numbers. */
export interface ReadableBlock {
  readonly [index: number]: number;
}

const PHASES = ['forward', 'input-gradient', 'weight-gradient', 'step'] as const;
const BOUNDS = ['compute', 'memory', 'launch'] as const;
const ALGORITHMS = ['ring', 'tree', 'in-network', 'exchange', 'send'] as const;
/** Prefix of an operation's name by the block that it belongs to. */
const SLOTS = [
  'attention',
  'local-attention',
  'linear-attention',
  'mamba',
  'dense',
  'experts',
  'embedding',
  'output',
  'step',
] as const;

function at(block: ReadableBlock, index: number): number {
  const value = block[index];
  if (value === undefined || !Number.isFinite(value))
    throw new RangeError('the model answered a number that is not finite');
  return value;
}

/** The whole answer: `result` of the model for the main stage, `economyResult` of the laws of failure, cost and power for all `stages`. */
export function unpackEstimate(
  modelVersion: string,
  result: ReadableBlock,
  economyInputs: EconomyInputs,
  economyResult: ArrayLike<number>,
  stages: readonly StageEstimate[],
): Estimate {
  const steps = stages.reduce((sum, stage) => sum + stage.steps, 0);
  const economy = unpackEconomy(economyInputs, steps, economyResult, 0);
  return {
    modelVersion,
    step: unpackStep(result),
    memory: unpackMemory(result),
    ...economy,
    run: { ...economy.run, modelFlopsUtilization: meanUtilization(stages), stages },
  };
}

/** Utilization of the run's time without losses; of a run in one stage, that of its step. */
function meanUtilization(stages: readonly StageEstimate[]): number {
  const [first] = stages;
  if (first === undefined || stages.length === 1) return first?.modelFlopsUtilization ?? 0;
  const seconds = stages.reduce((sum, { idealSeconds }) => sum + idealSeconds, 0);
  return stages.reduce((sum, stage) => sum + stage.idealSeconds * stage.modelFlopsUtilization, 0) / seconds;
}

/** One stage of the run, from the model's answer to its scenario. */
export function unpackStage(stage: AnyStage, result: ReadableBlock): StageEstimate {
  const { name, place, tokens, sequenceLengthTokens, globalBatchSequences } = stage;
  const steps = at(result, abi.OUT_STEPS);
  const stepSeconds = at(result, abi.OUT_STEP_SECONDS);
  return {
    name,
    place,
    tokens,
    sequenceLengthTokens,
    globalBatchSequences,
    steps,
    stepSeconds,
    idealSeconds: steps * stepSeconds,
    modelFlopsUtilization: at(result, abi.OUT_MFU),
    memoryBytes: at(result, abi.OUT_MEMORY_TOTAL),
    memoryFits: at(result, abi.OUT_MEMORY_FITS) === 1,
  };
}

/** The training step. */
export function unpackStep(result: ReadableBlock): StepEstimate {
  return {
    seconds: at(result, abi.OUT_STEP_SECONDS),
    breakdown: CATEGORIES.map((category, index) => ({ category, seconds: at(result, abi.OUT_BREAKDOWN + index) })),
    microBatches: at(result, abi.OUT_MICRO_BATCHES),
    modelFlops: at(result, abi.OUT_MODEL_FLOPS),
    hardwareFlops: at(result, abi.OUT_HARDWARE_FLOPS),
    modelFlopsUtilization: at(result, abi.OUT_MFU),
    hardwareFlopsUtilization: at(result, abi.OUT_HFU),
    modelFlopsPerSecondPerAccelerator: at(result, abi.OUT_FLOPS_PER_ACCELERATOR),
    tokensPerSecond: at(result, abi.OUT_TOKENS_PER_SECOND),
    bubbleFraction: at(result, abi.OUT_BUBBLE),
    operations: unpackOperations(result),
    collectives: unpackCollectives(result),
  };
}

/** Memory of the worst rank. */
export function unpackMemory(result: ReadableBlock): MemoryEstimate {
  const components = Object.fromEntries(
    MEMORY_COMPONENTS.map((component, index) => [component, at(result, abi.OUT_MEMORY + index)]),
  ) as Record<MemoryComponent, number>;
  const stages = at(result, abi.OUT_STAGES);
  return {
    components,
    totalBytes: at(result, abi.OUT_MEMORY_TOTAL),
    capacityBytes: at(result, abi.OUT_MEMORY_CAPACITY),
    fits: at(result, abi.OUT_MEMORY_FITS) === 1,
    worstStage: at(result, abi.OUT_WORST_STAGE),
    totalBytesByStage: Array.from({ length: stages }, (_, stage) => at(result, abi.OUT_STAGE_BYTES + stage)),
  };
}

function unpackOperations(result: ReadableBlock): OperationEstimate[] {
  const rows: OperationEstimate[] = [];
  for (let row = 0; row < at(result, abi.OUT_OPERATIONS); row += 1) {
    const from = abi.OUT_OPERATION_ROWS + row * abi.OPERATION_STRIDE;
    const repeats = at(result, from + 2);
    if (repeats === 0) continue;
    rows.push({
      name: `${SLOTS[at(result, from + 7)] ?? 'layer'}.${OPERATION_NAMES[at(result, from)] ?? 'operation'}`,
      phase: PHASES[at(result, from + 1)] ?? 'step',
      repeats,
      flops: at(result, from + 3),
      bytes: at(result, from + 4),
      seconds: at(result, from + 5),
      bound: BOUNDS[at(result, from + 6)] ?? 'compute',
    });
  }
  return rows;
}

function unpackCollectives(result: ReadableBlock): CollectiveEstimate[] {
  const rows: CollectiveEstimate[] = [];
  for (let row = 0; row < at(result, abi.OUT_COLLECTIVES); row += 1) {
    const from = abi.OUT_COLLECTIVE_ROWS + row * abi.COLLECTIVE_STRIDE;
    const repeats = at(result, from + 6);
    if (repeats === 0) continue;
    const slot = SLOTS[at(result, from + 9)];
    const name = COLLECTIVE_NAMES[at(result, from)] ?? 'collective';
    rows.push({
      name: slot === undefined || slot === 'step' ? name : `${slot}.${name}`,
      category: CATEGORIES[at(result, from + 1)] ?? 'idle',
      algorithm: ALGORITHMS[at(result, from + 2)] ?? 'ring',
      ranks: at(result, from + 3),
      bytes: at(result, from + 4),
      level: at(result, from + 5),
      repeats,
      seconds: at(result, from + 7),
      exposedSeconds: at(result, from + 8),
    });
  }
  return rows;
}
