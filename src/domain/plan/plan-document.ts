/**
 * The plan: inputs only. A drawing, a workload, a strategy and assumptions; everything else is computed from it.
 * Counts, not copies: a block stands for `count` equal instances inside each instance of its parent.
 * The schemas carry no transforms, so that `public/schema/` can be derived from them.
 */
import * as v from 'valibot';
import { CalibrationSchema } from '../calibration/calibration-schema.ts';
import { ModelArchitectureSchema } from '../workload/model-architecture.ts';

/** Version of the document's shape. Raised with an ordered migration beside it. */
export const PLAN_VERSION = 4;

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(40), v.regex(/^[\w.-]+$/));
const catalogId = v.pipe(v.string(), v.minLength(1), v.maxLength(80));
const label = v.pipe(v.string(), v.maxLength(200));
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));
const coordinate = v.pipe(v.number(), v.finite(), v.minValue(-1e6), v.maxValue(1e6));
const extent = v.pipe(v.number(), v.finite(), v.minValue(1), v.maxValue(1e6));
const nonNegative = v.pipe(v.number(), v.finite(), v.minValue(0));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));

/**
 * What a block is. Containers: site, hall, row, rack, node; a rack or node may itself be a catalogue system. A power or cooling unit feeds or
 * cools everything inside the block that it lies in (at the top level: everything drawn); it has no ports, no links and no catalogue entry.
 */
export const BLOCK_KINDS = [
  'site',
  'hall',
  'row',
  'rack',
  'node',
  'accelerator',
  'switch',
  'storage',
  'power',
  'cooling',
] as const;

/** One instance of a block that differs from the others. */
export const BlockExceptionSchema = v.object({
  /** Zero-based instance, counted over all instances of the block in the drawing. */
  index: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e7)),
  state: v.picklist(['failed', 'degraded']),
  /** Share of its speed that a degraded instance keeps, 0–1; 0 when failed. */
  speedFraction: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
});

/** Bandwidths of a storage block, per instance. */
const StorageSpecSchema = v.object({
  readBytesPerSecond: positive,
  writeBytesPerSecond: positive,
  capacityBytes: positive,
});

/** A drawn block, standing for `count` equal instances inside each instance of its parent. */
export const BlockSchema = v.object({
  id,
  kind: v.picklist(BLOCK_KINDS),
  name: label,
  /** Enclosing block; null = top level. */
  parent: v.nullable(id),
  /** Instances inside each instance of the parent. */
  count,
  /** Top-left corner in canvas units, relative to the parent's top-left corner. */
  x: coordinate,
  y: coordinate,
  width: extent,
  height: extent,
  /** System (rack, node), accelerator or switch of the catalogue; null = none (a plain container). */
  catalogId: v.nullable(catalogId),
  /** Shape of the torus that joins all accelerators inside, slowest dimension first; null = no torus. */
  torusDims: v.nullable(v.pipe(v.array(count), v.minLength(1), v.maxLength(3))),
  /** Catalogue region of a site; null = not said. */
  regionId: v.nullable(catalogId),
  /**
   * Power limit of one instance, watts; null = no limit drawn. Of a power or cooling unit: what one unit carries, in watts of equipment power
   * or of its heat; null = one alone is enough. `count` units lie in each instance of the parent: two that each carry all are 2N.
   */
  powerLimitWatts: v.nullable(positive),
  /** Speeds of a storage block; null for every other kind. */
  storage: v.nullable(StorageSpecSchema),
  exceptions: v.pipe(v.array(BlockExceptionSchema), v.maxLength(10_000)),
});

/** Cables of one instance that differ from the others. A cable that several entries name has the least of their speeds. */
export const LinkExceptionSchema = v.object({
  /** Zero-based instance of the link's `from` block, counted over all its instances in the drawing. */
  index: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e7)),
  /** Zero-based cable of that instance; null = all its cables. */
  cable: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))),
  /** Share of its speed that the cable keeps, 0–1; 0 = cut. */
  speedFraction: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
});

/** Cables between two blocks. */
export const LinkSchema = v.object({
  id,
  from: id,
  to: id,
  /** Link kind or WAN class of the catalogue. */
  catalogId,
  /** Cables that leave each instance of `from`. */
  cablesPerInstance: count,
  /**
   * Where the cables of one instance end: `rails`, cable k on instance k of `to` (every accelerator's port on a switch of its own);
   * `single`, all on the same instance; `spread`, evenly over all instances of `to`.
   */
  pattern: v.picklist(['rails', 'single', 'spread']),
  /** One cable, one direction; null = the catalogue's. */
  bandwidthBytesPerSecond: v.nullable(positive),
  /** One way, seconds; null = the catalogue's. */
  latencySeconds: v.nullable(nonNegative),
  exceptions: v.pipe(v.array(LinkExceptionSchema), v.maxLength(10_000)),
});

/** What is drawn. Records by id; siblings are read in the order of their position (y, x, id). */
const DrawingSchema = v.object({
  blocks: v.record(id, BlockSchema),
  links: v.record(id, LinkSchema),
});

/** The model to train: one of the catalogue's, or one brought along. */
export const ModelChoiceSchema = v.variant('kind', [
  v.object({ kind: v.literal('catalog'), modelId: catalogId }),
  v.object({ kind: v.literal('custom'), name: label, architecture: ModelArchitectureSchema, source: label }),
]);

/** Number formats that matrix products can run in. */
export const MATMUL_FORMATS = ['fp32', 'tf32', 'fp16', 'bf16', 'fp8', 'mxfp8', 'fp4'] as const;

/** What is trained, on how much, in which number formats. */
export const WorkloadSchema = v.object({
  model: ModelChoiceSchema,
  sequenceLengthTokens: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000_000)),
  globalBatchSequences: count,
  /** Tokens to train on in the whole run. */
  trainingTokens: positive,
  matmulFormat: v.picklist(MATMUL_FORMATS),
  /** Bytes of one gradient element as it is kept and reduced. */
  gradientBytes: v.picklist([2, 4]),
  /** Bytes of one master-weight element; 0 = none kept apart. */
  masterWeightBytes: v.picklist([0, 2, 4]),
  /** Bytes of one element of each of Adam's two moments. */
  momentBytes: v.picklist([1, 2, 4]),
});

/** Dimensions of parallelism, as they are placed on the hardware. */
export const RANK_DIMENSIONS = ['tensor', 'context', 'data', 'pipeline'] as const;

/** Orders in which a pipeline's ranks pass their micro-batches forward and backward. */
export const SCHEDULES = ['1f1b', 'interleaved', 'gpipe', 'zb-h1', 'zb-v', 'dualpipe'] as const;

/** How the work is cut. The data dimension follows: accelerators ÷ (tensor · context · pipeline). */
export const StrategySchema = v.object({
  /** Accelerators used; null = all that are drawn. */
  acceleratorsUsed: v.nullable(count),
  tensor: count,
  context: count,
  pipeline: count,
  /** Virtual stages per pipeline rank; 1 = not interleaved. */
  virtualStages: count,
  /** Expert parallelism, inside data · context · tensor. */
  expert: count,
  /** Tensor parallelism inside each expert. */
  expertTensor: count,
  /** Sequences per model replica in one micro-batch. */
  microBatchSequences: count,
  sequenceParallel: v.boolean(),
  /** What is sharded over the data ranks: nothing, optimizer (ZeRO 1), + gradients (ZeRO 2), + parameters (ZeRO 3, FSDP). */
  sharding: v.picklist(['none', 'optimizer', 'gradients', 'parameters']),
  /** Data ranks in one sharding group, replicated beyond it (hybrid); null = all data ranks. */
  shardingGroupSize: v.nullable(count),
  schedule: v.picklist(SCHEDULES),
  recompute: v.picklist(['none', 'selective', 'block', 'full']),
  /** Layers of each stage that are recomputed when `recompute` is `block`. */
  recomputeLayersPerStage: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)),
  /** Whether optimizer state lives in host memory. */
  offloadOptimizer: v.boolean(),
  /** Dimensions from the innermost (nearest neighbours) outwards; each once. */
  rankOrder: v.pipe(v.array(v.picklist(RANK_DIMENSIONS)), v.length(4)),
  /**
   * Ranks in a run that never leaves a scale-up domain; accelerators of a domain that are too few for another run stay idle. Null = the
   * longest run of whole groups for which there is room.
   */
  ranksTogether: v.nullable(count),
  /** Software stack of the catalogue: it carries the efficiency profile. */
  softwareStackId: catalogId,
});

/** What is assumed beyond the drawing: named choices, and numbers that replace a default. */
export const AssumptionsSchema = v.object({
  /** Choice by its key (for example `failurePreset`): the id of a catalogue record. Absent = the default. */
  choices: v.record(id, catalogId),
  /** Number by its key (for example `pue`), in the unit that the assumption names. Absent = the default. */
  overrides: v.record(id, v.pipe(v.number(), v.finite())),
});

/** A part of the training with a sequence length and a batch of its own. Its tokens are taken out of `workload.trainingTokens`. */
export const TrainingStageSchema = v.object({
  name: label,
  tokens: positive,
  sequenceLengthTokens: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000_000)),
  globalBatchSequences: count,
  /** Whether it comes before or after the main stage, which runs the workload's own values on the tokens that are left. */
  place: v.picklist(['before', 'after']),
});

/** Most stages beside the main one. */
export const MAX_STAGES = 12;

/** When hardware is ordered, and in which stages the model is trained. */
export const PlanScheduleSchema = v.object({
  /** Day of the order, `YYYY-MM-DD`, from 2000 to 2199; null = not set. 29 February of a year without one is 1 March. */
  orderDate: v.nullable(
    v.pipe(
      v.string(),
      v.regex(
        /^2[01]\d\d-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|[12]\d))$/,
      ),
    ),
  ),
  /** Those before the main stage in this order, and those after it in this order. */
  stages: v.pipe(v.array(TrainingStageSchema), v.maxLength(MAX_STAGES)),
});

/** The whole plan. */
export const PlanDocumentSchema = v.object({
  format: v.literal('trainyard-plan'),
  version: v.literal(PLAN_VERSION),
  name: label,
  notes: v.pipe(v.string(), v.maxLength(10_000)),
  drawing: DrawingSchema,
  workload: WorkloadSchema,
  strategy: StrategySchema,
  assumptions: AssumptionsSchema,
  schedule: PlanScheduleSchema,
  /** The model's constants as the user's own measurements move them; null = as they are. */
  calibration: v.nullable(CalibrationSchema),
});

/** What a block is. */
export type BlockKind = (typeof BLOCK_KINDS)[number];
/** One instance that differs from the others. */
export type BlockException = v.InferOutput<typeof BlockExceptionSchema>;
/** A drawn block. */
export type Block = v.InferOutput<typeof BlockSchema>;
/** Cables of one instance that differ from the others. */
export type LinkException = v.InferOutput<typeof LinkExceptionSchema>;
/** Cables between two blocks. */
export type Link = v.InferOutput<typeof LinkSchema>;
/** What is drawn. */
export type Drawing = v.InferOutput<typeof DrawingSchema>;
/** The model to train. */
export type ModelChoice = v.InferOutput<typeof ModelChoiceSchema>;
/** A number format of matrix products. */
export type MatmulFormat = (typeof MATMUL_FORMATS)[number];
/** What is trained. */
export type Workload = v.InferOutput<typeof WorkloadSchema>;
/** A dimension of parallelism. */
export type RankDimension = (typeof RANK_DIMENSIONS)[number];
/** A pipeline schedule. */
export type Schedule = (typeof SCHEDULES)[number];
/** How the work is cut. */
export type Strategy = v.InferOutput<typeof StrategySchema>;
/** A part of the training with a sequence length and a batch of its own. */
export type TrainingStage = v.InferOutput<typeof TrainingStageSchema>;
/** The whole plan, inputs only. */
export type PlanDocument = v.InferOutput<typeof PlanDocumentSchema>;

/**
 * A change of the plan. `recipe` edits a draft in place; the store turns it into patches.
 * Commands with the same `gesture` that follow each other are one undo step (a drag, a scrub).
 */
export interface PlanCommand {
  /** What the user did, as the undo menu and the screen reader say it: "Move DGX H100". */
  readonly label: string;
  /** The same with the names of what is touched, which only the plan before the change knows; absent = `label` says it. */
  readonly describe?: (before: PlanDocument) => string;
  readonly gesture?: string;
  readonly recipe: (draft: PlanDocument) => void;
}
