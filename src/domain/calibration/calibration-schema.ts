/**
 * What a plan keeps of a calibration: by which factors the constants of its own cluster differ from the model's, and what that rests on.
 * `docs/calibration.md` says how the factors are found.
 */
import * as v from 'valibot';

/** Most that a constant may move by, either way: beyond it the entry is wrong rather than the model. */
export const LARGEST_FACTOR = 20;

/** Most entries that a calibration lists as its evidence. */
export const MAX_EVIDENCE = 100;

/** Most constants that one table measures. */
const MAX_MEASURED_CONSTANTS = 20;

/** Most network levels with factors of their own, innermost first. */
export const MAX_CALIBRATED_LEVELS = 8;

const factor = v.pipe(v.number(), v.minValue(1 / LARGEST_FACTOR), v.maxValue(LARGEST_FACTOR));
const deviation = v.pipe(v.number(), v.minValue(0), v.maxValue(10));
const duration = v.pipe(v.number(), v.finite(), v.gtValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));
const words = v.pipe(v.string(), v.maxLength(200));
const catalogId = v.pipe(v.string(), v.minLength(1), v.maxLength(80));

/** One constant: its factor, and the standard deviation that is left on the factor's natural logarithm. */
const MultiplierSchema = v.object({ factor, deviation });

/** Where an entry is from. */
export const EVIDENCE_KINDS = ['step-time', 'training-log', 'collectives', 'matrix-products'] as const;

/** How a measured run was cut; all else is as the plan says. */
const RunShapeSchema = v.object({
  accelerators: count,
  tensor: count,
  context: count,
  pipeline: count,
  expert: count,
  microBatchSequences: count,
  globalBatchSequences: count,
  sequenceLengthTokens: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000_000)),
});

/** What a table says of one constant by itself: its factor, and the standard deviation of the factor's natural logarithm. */
const MeasuredConstantSchema = v.object({
  constant: v.pipe(v.string(), v.regex(/^(?:matmulRate|attentionRate|memoryRate|(?:bandwidth|latency)\.[0-7])$/)),
  factor,
  deviation: v.pipe(deviation, v.gtValue(0)),
});

const EvidenceSchema = v.object({
  kind: v.picklist(EVIDENCE_KINDS),
  /** What was entered: a file's name, or a run's strategy. */
  label: words,
  /** Measurements that it stands for: steps kept of a log, rows of a table; 1 for a single figure. */
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e9)),
  /** Step time of a run; null for tables of collectives and products. */
  measuredSeconds: v.nullable(duration),
  /** What the model said before the calibration; null as above. */
  beforeSeconds: v.nullable(duration),
  /** What it says after; null as above, and for a run that was left out. */
  afterSeconds: v.nullable(duration),
  /** Standard deviation of the natural logarithm of the measurements; 0 = of one only. */
  spread: deviation,
  /** The run; null for tables of collectives and products. */
  run: v.nullable(RunShapeSchema),
  /** What a table says of constants, in the order of its reading; empty for runs. */
  constants: v.pipe(v.array(MeasuredConstantSchema), v.maxLength(MAX_MEASURED_CONSTANTS)),
});

/** A calibration as a plan keeps it. Factors of rates above 1 mean faster, factors of times above 1 slower. */
export const CalibrationSchema = v.object({
  /** Day on which it was applied, `YYYY-MM-DD`. */
  madeOn: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)),
  /** Accelerator of the catalogue that it was measured on: factors of rates hold for this one only. */
  acceleratorId: catalogId,
  /** Software stack that it was measured with: factors of host and step time hold for this one only. */
  softwareStackId: catalogId,
  /** Matrix products. */
  matmulRate: MultiplierSchema,
  /** Attention, forward and backward. */
  attentionRate: MultiplierSchema,
  /** Passes that memory bandwidth bounds. */
  memoryRate: MultiplierSchema,
  /** Launching, and waiting for the host. */
  hostTime: MultiplierSchema,
  /** All that is left, on the whole step. */
  stepTime: MultiplierSchema,
  /** Network levels of the drawing, innermost first; those beyond the list stay as they are. */
  levels: v.pipe(
    v.array(v.object({ bandwidth: MultiplierSchema, latency: MultiplierSchema })),
    v.maxLength(MAX_CALIBRATED_LEVELS),
  ),
  /** Standard deviation of the natural logarithm of measured ÷ estimated step time, for the plan's own step. */
  residual: v.object({ before: deviation, after: deviation }),
  evidence: v.pipe(v.array(EvidenceSchema), v.maxLength(MAX_EVIDENCE)),
});

/** A calibration as a plan keeps it. */
export type PlanCalibration = v.InferOutput<typeof CalibrationSchema>;
/** One constant's factor and what is left of doubt. */
export type Multiplier = v.InferOutput<typeof MultiplierSchema>;
/** One entry that a calibration rests on. */
export type CalibrationEvidence = v.InferOutput<typeof EvidenceSchema>;
/** How a measured run was cut. */
export type RunShape = v.InferOutput<typeof RunShapeSchema>;
