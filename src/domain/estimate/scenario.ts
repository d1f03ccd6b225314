/**
 * Everything that the performance model needs, as plain numbers: no ids, no drawing. A plan (or one row of published measurements)
 * compiles to a Scenario; the worker packs it into one flat array. SI units: seconds, bytes, FLOP/s, watts, US dollars.
 */
import type { EconomyInputs } from '../assumptions/economy-inputs.ts';
import type { MatmulFormat, RankDimension, Strategy } from '../plan/plan-document.ts';
import type { ModelArchitecture } from '../workload/model-architecture.ts';

/** A stage of the training beside the main one: its tokens are taken out of the total. */
export interface TrainingStageInputs {
  readonly name: string;
  readonly place: 'before' | 'after';
  readonly tokens: number;
  readonly sequenceLengthTokens: number;
  readonly globalBatchSequences: number;
}

/** What is trained. */
export interface TrainingInputs {
  readonly sequenceLengthTokens: number;
  readonly globalBatchSequences: number;
  /** Of the whole run, all stages together. */
  readonly trainingTokens: number;
  readonly matmulFormat: MatmulFormat;
  /** Share of the layers whose matrix products stay in 16 bits under a narrower format, 0 when left out. */
  readonly wideLayerShare?: number;
  readonly gradientBytes: number;
  /** Bytes of gradients held per trained parameter, copies of the software included; as `gradientBytes` when left out. */
  readonly heldGradientBytes?: number;
  readonly masterWeightBytes: number;
  readonly momentBytes: number;
  /** Rank of low-rank adapters on a frozen model; absent or 0 = all weights are trained. */
  readonly adapterRank?: number;
  /** Stages beside the main one, which runs the values above on the tokens that are left; absent = none. */
  readonly stages?: readonly TrainingStageInputs[];
}

/** How the work is cut, with everything resolved. `accelerators = tensor · context · pipeline · data`. */
export interface StrategyInputs
  extends Omit<Strategy, 'acceleratorsUsed' | 'softwareStackId' | 'rankOrder' | 'ranksTogether' | 'shardingGroupSize'> {
  readonly accelerators: number;
  readonly data: number;
  /** Data ranks in one sharding group; equals `data` when not hybrid. */
  readonly shardingGroupSize: number;
  readonly rankOrder: readonly RankDimension[];
  /** What `recompute: 'selective'` recomputes; absent or empty = the usual choice of the software. */
  readonly recomputeModules?: readonly RecomputeModule[];
  /** Share of the activations kept for the backward pass that waits in host memory, 0 when left out. */
  readonly offloadedActivationShare?: number;
}

/** Part of a layer that can be recomputed by itself in the backward pass. */
export type RecomputeModule =
  | 'attention-core'
  | 'norms'
  | 'activations'
  | 'latent-up'
  | 'feed-forward'
  | 'experts'
  | 'projections';

/** One number for formats of 16 bits or more and one for each narrower format. */
export type ByFormatClass = Readonly<Record<'wide' | 'fp8' | 'mxfp8' | 'fp4', number>>;

/** What one accelerator can do. */
export interface AcceleratorInputs {
  /** Dense peak FLOP/s by number format; 0 = not supported. */
  readonly peakFlops: Readonly<Record<MatmulFormat, number>>;
  /** Share of the peak that the largest, best-shaped product sustains, by number format. */
  readonly matmulCeiling: Readonly<Record<MatmulFormat, number>>;
  /** Share of the peak that fused attention sustains at long sequences. */
  readonly attentionForwardCeiling: number;
  readonly attentionBackwardCeiling: number;
  /** What starting and ending an attention tile costs, as so many more keys. */
  readonly attentionKeysHalf: number;
  /** Head size at which softmax costs as much as the products, elements. */
  readonly attentionHeadHalf: number;
  /** What FlashAttention 2 reaches against the best attention kernels of the accelerator. */
  readonly flash2Share: number;
  readonly memoryBytes: number;
  readonly memoryBandwidthBytesPerSecond: number;
  /** Share of the memory bandwidth that streaming kernels sustain. */
  readonly memoryEfficiency: number;
  /** Parallel compute units over which tiles are spread (streaming multiprocessors, compute units, cores). */
  readonly computeUnits: number;
  /** Rows and columns of one output tile. */
  readonly tileRows: number;
  readonly tileColumns: number;
  /** Depth at which a product reaches half of its ceiling, elements. */
  readonly depthHalf: ByFormatClass;
  /** Share of a partly filled last wave of tiles that still costs time, 0–1. */
  readonly lastWaveCost: ByFormatClass;
  /** Host link, one direction. */
  readonly hostBandwidthBytesPerSecond: number;
}

/** Efficiency profile of the software, and nothing of the hardware. */
export interface SoftwareStackInputs {
  /** Named numbers; which ones there are is written in `public/catalog/software-stacks.json` and its schema. */
  readonly factors: Readonly<Record<string, number>>;
}

/** How the accelerators of one nested domain reach each other. */
export interface NetworkLevel {
  /** Accelerators in one such domain, all inner levels included; the outermost holds all. */
  readonly accelerators: number;
  /** `host`: over PCIe and the bridges of the host's processors. */
  readonly kind: 'switch' | 'mesh' | 'torus' | 'wan' | 'host';
  /** What one accelerator can send to others of the domain beyond the next inner one, when all do so at once; one direction. */
  readonly bandwidthBytesPerSecond: number;
  /** One way, between two accelerators of the domain, for one step of a collective; launch and adapters’ software come on top. */
  readonly latencySeconds: number;
  /** Share of the bandwidth that large collectives sustain, 0–1. */
  readonly efficiency: number;
  /** A transfer of T seconds at the sustained bandwidth takes √(T · rampSeconds) longer: how slowly it gets up to speed. */
  readonly rampSeconds: number;
  /** Whether the switches can add up all-reduces. */
  readonly inNetworkReduction: boolean;
  /** Bytes/s at which the switches add up a buffer ÷ bandwidth, 0–1. */
  readonly reductionEfficiency: number;
  /** Torus shape, slowest dimension first; empty otherwise. */
  readonly torusDims: readonly number[];
  /** Bandwidth to one neighbour, one direction (torus, mesh of direct links); 0 otherwise. */
  readonly neighbourBandwidthBytesPerSecond: number;
  /** What it is in the drawing, for people: "NVLink 4 inside DGX H100". */
  readonly label: string;
}

/** Groups of ranks that talk to each other. */
export const RANK_GROUPS = [
  'tensor',
  'context',
  'pipeline',
  'shard',
  'replica',
  'expert',
  'expert-data',
  'expert-tensor',
] as const;
/** A kind of groups of ranks. */
export type RankGroup = (typeof RANK_GROUPS)[number];

/** Kinds of traffic that layers wait for. */
export const LAYER_TRAFFIC = ['tensor', 'context', 'expert', 'pipeline'] as const;
/** A kind of traffic that layers wait for. */
export type LayerTraffic = (typeof LAYER_TRAFFIC)[number];

/**
 * Seconds per byte of the slowest link that each algorithm of a group loads, at sustained speed, all groups of the kind at once. `inside`
 * scale-up domains and `outside` apart; 0 = nothing crosses there.
 */
export const GROUP_ROUTES = [
  'ringInside',
  'ringOutside',
  'tree',
  'exchangeInside',
  'exchangeOutside',
  'nextInside',
  'nextOutside',
] as const;
/** A ring per byte of its stream, a tree per byte of the buffer, an exchange per byte that a rank holds, a message to the next rank. */
export type GroupRoutes = Readonly<Record<(typeof GROUP_ROUTES)[number], number>>;

/** Share of its pace, 0–1, that each of two collectives keeps while both run. */
export interface SharedPace {
  /** Of the traffic that layers wait for. */
  readonly layer: number;
  /** Of the traffic of the data dimension beside it. */
  readonly data: number;
}

/** What the routes over the drawing say about one strategy. */
export interface NetworkRoutes {
  readonly groups: Readonly<Partial<Record<RankGroup, GroupRoutes | undefined>>>;
  /** Absent = they share no link. */
  readonly sharing: Readonly<Partial<Record<LayerTraffic, SharedPace | undefined>>>;
}

/** The drawn network as nested domains, innermost first; sizes strictly grow and each divides the next where the drawing is even. */
export interface NetworkInputs {
  readonly levels: readonly NetworkLevel[];
  /** Routes of the strategy at hand over the drawing; null = the levels stand for it. */
  readonly routes: NetworkRoutes | null;
}

/** One complete input of the performance model. */
export interface Scenario {
  readonly model: ModelArchitecture;
  readonly training: TrainingInputs;
  readonly strategy: StrategyInputs;
  readonly accelerator: AcceleratorInputs;
  readonly stack: SoftwareStackInputs;
  readonly network: NetworkInputs;
  readonly economy: EconomyInputs;
}
