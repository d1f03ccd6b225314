/**
 * What the performance model answers. Never stored in a plan: always recomputed. SI units: seconds, bytes, FLOP/s, watts, joules,
 * US dollars, kilograms of CO2-equivalent.
 */
import type { Category } from '../figure/figure-theme.ts';
import type { CostEstimate } from './cost-estimate.ts';
import type { PowerEstimate } from './power-estimate.ts';
import type { ReliabilityEstimate } from './reliability-estimate.ts';

/** Where the time of one step goes, on the slowest rank; exposed seconds that sum to the step time. */
export interface StepBreakdownEntry {
  readonly category: Category;
  readonly seconds: number;
}

/** One operation of a layer (or of embedding, output, optimizer) on one rank for one micro-batch. */
export interface OperationEstimate {
  /** Stable name, for example `attention.qkv` or `moe.experts`. */
  readonly name: string;
  readonly phase: 'forward' | 'input-gradient' | 'weight-gradient' | 'step';
  /** Times this operation runs on the slowest rank in one step. */
  readonly repeats: number;
  readonly flops: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly bound: 'compute' | 'memory' | 'launch';
}

/** One kind of collective. */
export interface CollectiveEstimate {
  readonly name: string;
  readonly category: Category;
  readonly algorithm: string;
  /** Ranks in one group. */
  readonly ranks: number;
  /** Bytes of the buffer on one rank. */
  readonly bytes: number;
  /** Index of the outermost network level that it crosses. */
  readonly level: number;
  readonly repeats: number;
  /** One call, seconds. */
  readonly seconds: number;
  /** Part of the step that it adds to, after overlap; all repeats, seconds. */
  readonly exposedSeconds: number;
}

/** Time of one training step. */
export interface StepEstimate {
  readonly seconds: number;
  readonly breakdown: readonly StepBreakdownEntry[];
  /** Micro-batches of one replica in one step. */
  readonly microBatches: number;
  /** Model FLOP of one step over all accelerators: causal half of attention, output layer included, no recompute. */
  readonly modelFlops: number;
  /** FLOP of one step that the hardware does, recompute included. */
  readonly hardwareFlops: number;
  readonly modelFlopsUtilization: number;
  readonly hardwareFlopsUtilization: number;
  readonly modelFlopsPerSecondPerAccelerator: number;
  readonly tokensPerSecond: number;
  readonly bubbleFraction: number;
  readonly operations: readonly OperationEstimate[];
  readonly collectives: readonly CollectiveEstimate[];
}

/** What the memory of one rank is filled with. */
export const MEMORY_COMPONENTS = [
  'parameters',
  'gradients',
  'masterWeights',
  'moments',
  'activations',
  'logits',
  'gatheredParameters',
  'buffers',
  'runtime',
] as const;
/** What the memory of one rank is filled with. */
export type MemoryComponent = (typeof MEMORY_COMPONENTS)[number];

/** Memory of one accelerator. */
export interface MemoryEstimate {
  /** Bytes by component on the worst rank. */
  readonly components: Readonly<Record<MemoryComponent, number>>;
  readonly totalBytes: number;
  readonly capacityBytes: number;
  readonly fits: boolean;
  /** Pipeline stage of the worst rank, from 0. */
  readonly worstStage: number;
  /** Total bytes by pipeline stage. */
  readonly totalBytesByStage: readonly number[];
}

/** One stage of the run: the same strategy at its own sequence length and batch. */
export interface StageEstimate {
  readonly name: string;
  /** `main`: the stage that runs the workload's own values; it is the one that `step` and `memory` of the estimate show. */
  readonly place: 'before' | 'main' | 'after';
  readonly tokens: number;
  readonly sequenceLengthTokens: number;
  readonly globalBatchSequences: number;
  readonly steps: number;
  readonly stepSeconds: number;
  /** Steps × step time, nothing lost. */
  readonly idealSeconds: number;
  readonly modelFlopsUtilization: number;
  /** On the worst rank. */
  readonly memoryBytes: number;
  readonly memoryFits: boolean;
}

/** The whole training run. */
export interface RunEstimate {
  /** Of all stages. */
  readonly steps: number;
  /** Steps × step time of all stages, nothing lost. */
  readonly idealSeconds: number;
  /** With failures, checkpoints and start-up. */
  readonly wallSeconds: number;
  readonly acceleratorHours: number;
  /** Mean over the time without losses; in one stage, that of the step. */
  readonly modelFlopsUtilization: number;
  /** In the order in which they run; the main stage is always among them. */
  readonly stages: readonly StageEstimate[];
}

/** The answer to one Scenario. */
export interface Estimate {
  readonly modelVersion: string;
  readonly step: StepEstimate;
  readonly memory: MemoryEstimate;
  readonly run: RunEstimate;
  readonly reliability: ReliabilityEstimate;
  readonly cost: CostEstimate;
  readonly power: PowerEstimate;
}
