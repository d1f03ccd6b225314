/** The pieces that several kinds of catalogue record are made of. */
import * as v from 'valibot';

/** Identifier of a record, unique within its kind. */
export const IdSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._+-]*$/));
/** A finite number that is zero or more. */
export const NonNegativeSchema = v.pipe(v.number(), v.finite(), v.minValue(0));
/** A finite number above zero. */
export const PositiveSchema = v.pipe(v.number(), v.finite(), v.gtValue(0));

/** Where a record comes from and how far to trust it. */
export const ProvenanceSchema = v.object({
  /** Publication, page or repository that states the values. */
  source: v.string(),
  /** When the record was compiled, or the values were valid: `2026-11-21`, `2025-04`, `2023`. */
  asOf: v.string(),
  /** Whether somebody read the values in a source when the record was compiled; false = general knowledge, show as an estimate. */
  checked: v.boolean(),
  /** Whether the value was computed from other records. */
  derived: v.optional(v.boolean()),
  /** Where a value was read that its source was not available for (a page or paper that quotes it). */
  seenIn: v.optional(v.string()),
  /** Fields that were not read in the source although the record as a whole was. */
  unverifiedFields: v.optional(v.array(v.string())),
  /** Fields that hold an estimate. */
  estimatedFields: v.optional(v.array(v.string())),
  /** Fields that sources disagree on. */
  doubtfulFields: v.optional(v.array(v.string())),
  /** Who must be named when the value is shown, with the licence. */
  attribution: v.optional(v.string()),
  note: v.optional(v.string()),
});

/** The fast network that joins neighbouring accelerators. Bandwidths are one direction. */
export const ScaleUpSchema = v.object({
  name: v.string(),
  /** All links of one accelerator together. */
  bandwidthBytesPerSecond: NonNegativeSchema,
  /** Most accelerators that one such network joins; null = unknown. */
  maxDomain: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** How the accelerators are wired. */
  topology: v.picklist([
    'switched',
    'mesh',
    'hybrid-mesh',
    'torus-2d',
    'torus-3d',
    'ring',
    'pair',
    'pcie',
    'other',
    'none',
  ]),
  /** The wiring in the vendor's words. */
  topologyNote: v.string(),
  /** Links per accelerator; null = unknown. On a torus or mesh a pair of neighbours shares only one (or a few) of them. */
  links: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
  linkBandwidthBytesPerSecond: v.nullable(PositiveSchema),
});
