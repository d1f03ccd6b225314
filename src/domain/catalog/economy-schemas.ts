/** Reliability, power and cost: presets with a fixed shape, and single facts with a range and a unit. */
import * as v from 'valibot';
import { IdSchema, NonNegativeSchema, PositiveSchema, ProvenanceSchema } from './record-parts.ts';

const nonNegative = v.nullable(NonNegativeSchema);

/** One number, or a range, with its unit in words. Physical units are SI base (W, s, bytes, bytes/s); money is US dollars. */
const FactSchema = v.object({
  kind: v.literal('fact'),
  id: IdSchema,
  name: v.string(),
  /** The chapter that the fact belongs to, e.g. `facility`, `checkpoint-storage`, `finance`. */
  group: v.string(),
  /** The single value, or the middle of the range. */
  value: v.pipe(v.number(), v.finite()),
  range: v.nullable(v.tuple([v.pipe(v.number(), v.finite()), v.pipe(v.number(), v.finite())])),
  unit: v.string(),
  provenance: ProvenanceSchema,
});

/** How often a node of a published fleet interrupts its job. */
const FailurePresetSchema = v.object({
  kind: v.literal('failure-preset'),
  id: IdSchema,
  name: v.string(),
  /** What kind of fleet it was. */
  description: v.string(),
  failuresPerNodeHour: PositiveSchema,
  failuresPerNodeHourRange: v.nullable(v.tuple([PositiveSchema, PositiveSchema])),
  /** Accelerators per node (or rack, whatever fails together); null = unknown. */
  acceleratorsPerNode: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
  provenance: ProvenanceSchema,
});

/** How long an interruption takes, by the maturity of the automation. */
const RecoveryPresetSchema = v.object({
  kind: v.literal('recovery-preset'),
  id: IdSchema,
  name: v.string(),
  detectSeconds: NonNegativeSchema,
  diagnoseSeconds: NonNegativeSchema,
  restartSeconds: NonNegativeSchema,
  checkpointWriteSeconds: nonNegative,
  /** `fixed`: the interval beside it; `optimal`: by the mean time between interruptions; `each-step`. */
  checkpointPolicy: v.picklist(['fixed', 'optimal', 'each-step', 'none']),
  checkpointIntervalSeconds: nonNegative,
  provenance: ProvenanceSchema,
});

/** Failures of one component per hour of that component. */
const ComponentRateSchema = v.object({
  kind: v.literal('component-rate'),
  id: IdSchema,
  name: v.string(),
  failuresPerHour: PositiveSchema,
  /** What one unit of exposure is: an accelerator, a node, a link, … */
  per: v.picklist(['accelerator', 'node', 'link', 'switch', 'optical-switch', 'power-unit', 'pod', 'region']),
  provenance: ProvenanceSchema,
});

/** One cause in a published failure table. */
const FailureCauseSchema = v.object({
  kind: v.literal('failure-cause'),
  id: IdSchema,
  name: v.string(),
  group: v.string(),
  count: PositiveSchema,
  shareOfUnexpected: PositiveSchema,
  failuresPerAcceleratorHour: PositiveSchema,
  provenance: ProvenanceSchema,
});

export const ReliabilityRecordSchema = v.variant('kind', [
  FailurePresetSchema,
  RecoveryPresetSchema,
  ComponentRateSchema,
  FailureCauseSchema,
  FactSchema,
]);

/** Yearly average carbon intensity of a grid zone, location based. */
const GridCarbonSchema = v.object({
  kind: v.literal('grid-carbon'),
  id: IdSchema,
  name: v.string(),
  gramsPerKwh: NonNegativeSchema,
  /** What the value covers: a zone's value may be its whole country's. */
  coverage: v.picklist(['country', 'zone']),
  provenance: ProvenanceSchema,
});

/** Energy and emissions as a model card states them. */
const ModelCardSchema = v.object({
  kind: v.literal('model-card'),
  id: IdSchema,
  name: v.string(),
  acceleratorHours: PositiveSchema,
  tdpWatts: PositiveSchema,
  emissionsKg: PositiveSchema,
  impliedGramsPerKwh: PositiveSchema,
  provenance: ProvenanceSchema,
});

export const PowerRecordSchema = v.variant('kind', [GridCarbonSchema, ModelCardSchema, FactSchema]);

/** What renting one accelerator costs. */
const RentalSchema = v.object({
  kind: v.literal('rental'),
  id: IdSchema,
  name: v.string(),
  provider: v.string(),
  /** The catalogue's accelerator; null = none fits the quoted name. */
  acceleratorId: v.nullable(IdSchema),
  onDemandUsdPerAcceleratorHour: PositiveSchema,
  reservedUsdPerAcceleratorHour: v.nullable(PositiveSchema),
  spotUsdPerAcceleratorHour: v.nullable(PositiveSchema),
  provenance: ProvenanceSchema,
});

/** What large users pay for electricity. */
const ElectricityPriceSchema = v.object({
  kind: v.literal('electricity'),
  id: IdSchema,
  name: v.string(),
  usdPerKwh: PositiveSchema,
  /** Which tariff: `industrial`, `commercial`, `business`, `large-user`, `non-household`. */
  tariff: v.picklist(['industrial', 'commercial', 'business', 'large-user', 'non-household']),
  provenance: ProvenanceSchema,
});

/** What a published training run is said to have cost. */
const PublishedCostSchema = v.object({
  kind: v.literal('published-cost'),
  id: IdSchema,
  name: v.string(),
  acceleratorHours: v.nullable(PositiveSchema),
  usdPerAcceleratorHour: v.nullable(PositiveSchema),
  costUsd: v.nullable(PositiveSchema),
  tokens: v.nullable(PositiveSchema),
  scope: v.string(),
  provenance: ProvenanceSchema,
});

export const CostRecordSchema = v.variant('kind', [
  RentalSchema,
  ElectricityPriceSchema,
  PublishedCostSchema,
  FactSchema,
]);
