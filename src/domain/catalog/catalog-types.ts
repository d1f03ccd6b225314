/** The catalogue's records as types. Every field with a unit carries it in its name; every record carries its provenance. */
import type * as v from 'valibot';
import type { CostRecordSchema, PowerRecordSchema, ReliabilityRecordSchema } from './economy-schemas.ts';
import type { AcceleratorSchema, SystemSchema } from './hardware-schemas.ts';
import type { ModelRecordSchema } from './model-record-schema.ts';
import type { CableSchema, LinkSchema, SwitchSchema, WanClassSchema } from './network-schemas.ts';
import type { ProvenanceSchema, ScaleUpSchema } from './record-parts.ts';
import type { RegionNetworkSchema, RegionSchema } from './site-schemas.ts';
import type { SoftwareStackSchema } from './software-stack-schema.ts';
import type { TunedNumberSchema } from './tuned-number-schema.ts';

/** Where a record comes from and how far to trust it. */
export type Provenance = v.InferOutput<typeof ProvenanceSchema>;
/** The fast network between neighbouring accelerators. */
export type ScaleUp = v.InferOutput<typeof ScaleUpSchema>;
/** One chip or module that does the work. */
export type Accelerator = Omit<AcceleratorEntry, 'execution'> & {
  readonly execution: Omit<AcceleratorEntry['execution'], Pace> & Readonly<Record<Pace, ResolvedFactor>>;
};
/** Shares of their ceilings that products sustain in training: of 16 bits or more, narrower, below 8 bits. */
export const PACES = ['sustained', 'sustainedNarrow', 'sustainedFp4'] as const;
/** Which share. */
export type Pace = (typeof PACES)[number];
/** A number, and the id of the tuned number that it is; null when it is none. */
export interface ResolvedFactor {
  readonly value: number;
  readonly tuned: string | null;
}
/** An accelerator as its file writes it. */
export type AcceleratorEntry = v.InferOutput<typeof AcceleratorSchema>;
/** A number tuned on published training runs. */
export type TunedNumber = v.InferOutput<typeof TunedNumberSchema>;
/** A node, rack, host or cloud instance that holds accelerators. */
export type System = v.InferOutput<typeof SystemSchema>;
/** A kind of link. */
export type Link = v.InferOutput<typeof LinkSchema>;
/** A network switch. */
export type Switch = v.InferOutput<typeof SwitchSchema>;
/** A cable or optical transceiver. */
export type Cable = v.InferOutput<typeof CableSchema>;
/** A class of connection between sites. */
export type WanClass = v.InferOutput<typeof WanClassSchema>;
/** A model with its architecture. */
export type ModelRecord = v.InferOutput<typeof ModelRecordSchema>;
/** A software stack with its efficiency profile. */
export type SoftwareStack = v.InferOutput<typeof SoftwareStackSchema>;
/** A cloud region. */
export type Region = v.InferOutput<typeof RegionSchema>;
/** Round-trip times between regions. */
export type RegionNetwork = v.InferOutput<typeof RegionNetworkSchema>;
/** A failure-rate, recovery, component or storage record. */
export type ReliabilityRecord = v.InferOutput<typeof ReliabilityRecordSchema>;
/** A grid zone, model card or power fact. */
export type PowerRecord = v.InferOutput<typeof PowerRecordSchema>;
/** A rental, electricity price, published cost or cost fact. */
export type CostRecord = v.InferOutput<typeof CostRecordSchema>;

/** Everything that the catalogue files hold. */
export interface Catalog {
  readonly accelerators: readonly Accelerator[];
  readonly systems: readonly System[];
  readonly links: readonly Link[];
  readonly switches: readonly Switch[];
  readonly cables: readonly Cable[];
  readonly wanClasses: readonly WanClass[];
  readonly models: readonly ModelRecord[];
  readonly tunedNumbers: readonly TunedNumber[];
  readonly softwareStacks: readonly SoftwareStack[];
  readonly regions: readonly Region[];
  readonly regionNetwork: RegionNetwork;
  readonly reliability: readonly ReliabilityRecord[];
  readonly power: readonly PowerRecord[];
  readonly cost: readonly CostRecord[];
}

/** A catalogue with its records by id. Ids are unique within a kind, not across kinds. */
export interface CatalogIndex {
  readonly catalog: Catalog;
  readonly accelerators: ReadonlyMap<string, Accelerator>;
  readonly systems: ReadonlyMap<string, System>;
  readonly links: ReadonlyMap<string, Link>;
  readonly switches: ReadonlyMap<string, Switch>;
  readonly cables: ReadonlyMap<string, Cable>;
  readonly wanClasses: ReadonlyMap<string, WanClass>;
  readonly models: ReadonlyMap<string, ModelRecord>;
  readonly softwareStacks: ReadonlyMap<string, SoftwareStack>;
  readonly regions: ReadonlyMap<string, Region>;
  readonly reliability: ReadonlyMap<string, ReliabilityRecord>;
  readonly power: ReadonlyMap<string, PowerRecord>;
  readonly cost: ReadonlyMap<string, CostRecord>;
}
