/** Accelerators and the systems (nodes, racks, cloud instances) that hold them. */
import * as v from 'valibot';
import { IdSchema, NonNegativeSchema, PositiveSchema, ProvenanceSchema, ScaleUpSchema } from './record-parts.ts';
import { FactorSchema } from './tuned-number-schema.ts';

const rate = v.nullable(PositiveSchema);

/** Dense peak rates by number format, FLOP/s (int8: OP/s); null = not supported or not known. */
const PeakFlopsSchema = v.object({
  fp64: rate,
  fp32: rate,
  tf32: rate,
  bf16: rate,
  fp16: rate,
  fp8: rate,
  fp6: rate,
  fp4: rate,
  int8: rate,
});

const share = v.pipe(v.number(), v.gtValue(0), v.maxValue(1));
const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(1));

function byFormatClass<T extends v.GenericSchema>(each: T) {
  return v.object({ wide: each, fp8: each, mxfp8: each, fp4: each });
}

/** How fast kernels really run on an accelerator, apart from the software that launches them. */
const ExecutionSchema = v.object({
  /** Units over which output tiles are spread: streaming multiprocessors, compute units, matrix units. */
  computeUnits: wholeNumber,
  /** One output tile of a large matrix product, elements. */
  tileRows: wholeNumber,
  tileColumns: wholeNumber,
  /** Inner dimension at which a matrix product reaches half of its ceiling, elements; `wide` = 16 bits or more. */
  depthHalf: byFormatClass(PositiveSchema),
  /** Share of a partly filled last wave of tiles that still costs time. */
  lastWaveCost: byFormatClass(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  /** Share of the peak that large, well-shaped products sustain. */
  matmulCeiling: v.object({
    fp32: share,
    tf32: share,
    fp16: share,
    bf16: share,
    fp8: share,
    mxfp8: share,
    fp4: share,
  }),
  /** What the ceilings of products rest on: tables of this chip, tables of a kin chip, its best published product, or neither. */
  matmulBasis: v.picklist(['kernel-tables', 'kin', 'best-product', 'estimate']),
  /** Share of the bf16 peak that fused attention sustains on long sequences, counting the unmasked half only. */
  attentionForwardCeiling: share,
  attentionBackwardCeiling: share,
  /** What starting and ending a tile of queries costs, as so many more keys. */
  attentionKeysHalf: v.optional(PositiveSchema, 250),
  /** Head size at which softmax costs as much as the products of a score, elements. */
  attentionHeadHalf: v.optional(PositiveSchema, 40),
  /** What kernels written for Ampere (FlashAttention 2) reach against the best ones of this accelerator. */
  flash2Share: v.optional(share, 1),
  /** Share of the memory bandwidth that streaming kernels sustain. */
  memoryEfficiency: share,
  /** Share of the ceilings that training sustains for hours: clocks under the power limit, inputs that are not in the cache. */
  sustained: v.optional(FactorSchema, 1),
  /** The same for products below 16 bits, which draw more power; that of the others where absent. */
  sustainedNarrow: v.optional(FactorSchema),
  /** The same for products below 8 bits; that of the other narrow ones where absent. */
  sustainedFp4: v.optional(FactorSchema),
  provenance: ProvenanceSchema,
});

export const AcceleratorSchema = v.object({
  id: IdSchema,
  name: v.string(),
  vendor: v.string(),
  kind: v.picklist(['gpu', 'tpu', 'asic', 'npu', 'edge']),
  year: v.pipe(v.number(), v.integer()),
  status: v.string(),
  formFactor: v.string(),
  /** Dense matrix rates from the data sheet, no sparsity. */
  peakFlops: PeakFlopsSchema,
  /** Best matrix-product rates that somebody measured, FLOP/s: a realistic ceiling. */
  measuredMatmulFlops: v.object({ bf16: rate, fp8: rate }),
  /** The number on the label, as GiB. */
  memoryGib: PositiveSchema,
  /** What the driver reports, GiB; better than the label for fit checks; null = unknown. */
  reportedMemoryGib: rate,
  memoryType: v.string(),
  memoryBandwidthBytesPerSecond: rate,
  /** Last-level shared cache or scratchpad, MiB. */
  onChipSramMib: rate,
  scaleUp: ScaleUpSchema,
  hostLink: v.object({ kind: v.string(), bandwidthBytesPerSecond: rate }),
  /** Package or module power limit; see `provenance.estimatedFields` for guesses. */
  tdpWatts: rate,
  idleWatts: rate,
  /** Purchase price of one accelerator; always an estimate. */
  unitPriceUsd: rate,
  /** What the price is: `street`, `list`, … */
  unitPriceKind: v.nullable(v.string()),
  execution: ExecutionSchema,
  provenance: ProvenanceSchema,
});

/** One asking price of one provider in one region, US dollars. */
export const PriceQuoteSchema = v.object({
  provider: v.string(),
  /** The provider's region name; null = any. */
  region: v.nullable(v.string()),
  /** What one price unit buys. */
  per: v.picklist(['system', 'accelerator']),
  onDemandUsdPerHour: v.nullable(NonNegativeSchema),
  reserved1yUsdPerHour: v.nullable(NonNegativeSchema),
  reserved3yUsdPerHour: v.nullable(NonNegativeSchema),
  spotUsdPerHour: v.nullable(NonNegativeSchema),
  estimate: v.boolean(),
  provenance: ProvenanceSchema,
});

export const SystemSchema = v.object({
  id: IdSchema,
  name: v.string(),
  kind: v.picklist(['node', 'rack', 'tpu-host', 'cloud-instance']),
  status: v.nullable(v.string()),
  acceleratorId: IdSchema,
  acceleratorsPerSystem: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Accelerators that share one host, where a system holds several hosts; null = one host. */
  acceleratorsPerHost: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** Hosts in the rack, for rack systems; null otherwise. */
  hostsPerRack: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
  scaleUp: ScaleUpSchema,
  /** Network ports that leave the system. Bandwidth of one port, one direction. */
  nics: v.array(
    v.object({
      count: v.pipe(v.number(), v.integer(), v.minValue(0)),
      bandwidthBytesPerSecond: NonNegativeSchema,
      kind: v.string(),
    }),
  ),
  /** Scale-out bandwidth per accelerator, one direction. */
  scaleOutBandwidthBytesPerSecond: NonNegativeSchema,
  cpu: v.nullable(v.string()),
  vcpus: v.nullable(PositiveSchema),
  hostMemoryGib: v.nullable(PositiveSchema),
  localStorageBytes: v.nullable(NonNegativeSchema),
  /** For the whole system. */
  maxPowerWatts: v.nullable(PositiveSchema),
  /** For the whole system. */
  idlePowerWatts: v.nullable(PositiveSchema),
  rackUnits: v.nullable(PositiveSchema),
  weightKg: v.nullable(PositiveSchema),
  /** Purchase estimate for the whole system, without the cluster network. */
  capexUsd: v.nullable(PositiveSchema),
  capexRangeUsd: v.nullable(v.tuple([PositiveSchema, PositiveSchema])),
  /** Torus shape of a full pod, for systems wired as one; null otherwise. */
  podShape: v.nullable(v.array(v.pipe(v.number(), v.integer(), v.minValue(1)))),
  /** Torus shapes that can be rented or cut from a pod; empty = not restricted. */
  sliceShapes: v.array(v.array(v.pipe(v.number(), v.integer(), v.minValue(1)))),
  prices: v.array(PriceQuoteSchema),
  provenance: ProvenanceSchema,
});
