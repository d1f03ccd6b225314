/** Cloud regions, and how far apart they are. */
import * as v from 'valibot';
import { IdSchema, NonNegativeSchema, PositiveSchema, ProvenanceSchema } from './record-parts.ts';

export const RegionSchema = v.object({
  id: IdSchema,
  name: v.string(),
  /** ISO 3166 country code. */
  country: v.string(),
  continent: v.picklist(['NA', 'SA', 'EU', 'AS', 'IN', 'ME', 'AF', 'OC']),
  latitudeDegrees: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
  longitudeDegrees: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  sovereigntyZone: v.string(),
  sovereigntyRule: v.string(),
  /** Whether the EU treats the country as adequate for personal data. */
  euAdequacy: v.boolean(),
  /** The providers' own names for this place. */
  providers: v.array(v.object({ provider: v.string(), region: v.string() })),
  /** Yearly average, location based; null = unknown. */
  gridCarbon: v.nullable(v.object({ gramsPerKwh: NonNegativeSchema, provenance: ProvenanceSchema })),
  /** Price for large users; null = unknown. */
  electricity: v.nullable(v.object({ usdPerKwh: NonNegativeSchema, label: v.string(), provenance: ProvenanceSchema })),
  /** Prices of traffic that leaves, US dollars per GB (1e9 bytes). */
  egress: v.array(
    v.object({
      provider: v.string(),
      kind: v.picklist(['internet', 'inter-region', 'intra-continent', 'inter-continent']),
      usdPerGb: NonNegativeSchema,
      provenance: ProvenanceSchema,
    }),
  ),
  provenance: ProvenanceSchema,
});

/** Round-trip times between regions: measured pairs, and a distance model for the rest. */
export const RegionNetworkSchema = v.object({
  /** `[region a, region b, round-trip seconds]`, a < b or as measured; both directions are alike. */
  measuredRoundTrips: v.array(v.tuple([IdSchema, IdSchema, PositiveSchema])),
  /** round trip = `baseSeconds` + stretch(continents) × `secondsPerMetre` × great-circle distance. */
  distanceModel: v.object({
    baseSeconds: NonNegativeSchema,
    secondsPerMetre: PositiveSchema,
    defaultStretch: PositiveSchema,
    /** By continent pair in alphabetical order: `EU-NA`. */
    stretchByContinents: v.record(v.string(), PositiveSchema),
    /** Mean absolute relative error on the measured pairs. */
    meanAbsoluteError: PositiveSchema,
  }),
  sameZoneRoundTripSeconds: PositiveSchema,
  crossZoneRoundTripSeconds: PositiveSchema,
  provenance: ProvenanceSchema,
});
