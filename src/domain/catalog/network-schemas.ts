/** Links, switches, cables and wide-area connections. Bandwidths are one direction. */
import * as v from 'valibot';
import { IdSchema, NonNegativeSchema, PositiveSchema, ProvenanceSchema } from './record-parts.ts';

const positive = v.nullable(PositiveSchema);
const nonNegative = v.nullable(NonNegativeSchema);

export const LinkSchema = v.object({
  id: IdSchema,
  name: v.string(),
  /** Where it is used: inside a system, between systems, to the host, or inside a package. */
  kind: v.picklist(['scale-up', 'scale-out', 'pcie', 'chip-to-chip', 'host', 'other']),
  year: v.nullable(v.pipe(v.number(), v.integer())),
  status: v.nullable(v.string()),
  portBandwidthBytesPerSecond: positive,
  /** Ports that one accelerator usually has. */
  typicalPorts: nonNegative,
  /** All ports of one accelerator. */
  aggregateBandwidthBytesPerSecond: positive,
  /** One switch or link traversal. */
  hopLatencySeconds: nonNegative,
  /** One step of a collective between two accelerators, small message: launch and the software of adapters not included. */
  endToEndLatencySeconds: nonNegative,
  /** Large-message achieved ÷ peak, 0…1. */
  efficiency: nonNegative,
  /** Large-message bus bandwidth ÷ peak of an all-reduce done in the switches; null = not offered. May exceed 1. */
  inNetworkAllReduceEfficiency: nonNegative,
  /** A transfer of T seconds at the plateau takes √(T · rampSeconds) longer; null = unknown. */
  rampSeconds: v.optional(nonNegative, null),
  inNetworkReduction: v.boolean(),
  energyJoulesPerBit: nonNegative,
  provenance: ProvenanceSchema,
});

export const SwitchSchema = v.object({
  id: IdSchema,
  name: v.string(),
  status: v.nullable(v.string()),
  /** Ports at `portBandwidthBytesPerSecond`; null = unknown. */
  radix: positive,
  portBandwidthBytesPerSecond: PositiveSchema,
  typicalPowerWatts: positive,
  maxPowerWatts: positive,
  /** Street estimate. */
  priceUsd: positive,
  latencySeconds: nonNegative,
  inNetworkReduction: v.boolean(),
  provenance: ProvenanceSchema,
});

export const CableSchema = v.object({
  id: IdSchema,
  name: v.string(),
  portBandwidthBytesPerSecond: positive,
  reachMetres: PositiveSchema,
  powerWattsPerEnd: NonNegativeSchema,
  /** Street estimate; null = unknown. */
  priceUsd: nonNegative,
  /** What the price buys: the whole cable, or the transceiver at one end. */
  pricePer: v.picklist(['cable', 'end']),
  provenance: ProvenanceSchema,
});

export const WanClassSchema = v.object({
  id: IdSchema,
  name: v.string(),
  distanceMetres: NonNegativeSchema,
  roundTripSeconds: PositiveSchema,
  /** Dedicated capacity, a planning guess. */
  bandwidthBytesPerSecond: PositiveSchema,
  provenance: ProvenanceSchema,
});
