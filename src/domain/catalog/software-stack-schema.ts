/** Software stacks: how well the programs that launch the kernels use them. Nothing here belongs to a piece of hardware. */
import * as v from 'valibot';
import { IdSchema, NonNegativeSchema, ProvenanceSchema } from './record-parts.ts';
import { FactorSchema } from './tuned-number-schema.ts';

const factorName = v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]*$/));

const stackParts = {
  id: IdSchema,
  name: v.string(),
  description: v.string(),
  provenance: ProvenanceSchema,
};

/** A stack as its file writes it: only the factors that differ from the file's `defaults`. */
export const SoftwareStackEntrySchema = v.object({
  ...stackParts,
  factors: v.record(factorName, FactorSchema),
});

/** Factors of a stack that says nothing else. */
export const StackDefaultsSchema = v.record(factorName, FactorSchema);

export const SoftwareStackSchema = v.object({
  ...stackParts,
  /**
   * Named numbers of the performance model; units stand in the names (`…Seconds`, `…Bytes`), the others are shares or
   * multiples. Every stack has the same names, so that stacks can be compared line by line.
   */
  factors: v.record(factorName, NonNegativeSchema),
  /** Ids of the tuned numbers that some of the factors are, by factor. */
  tunedFactors: v.record(factorName, IdSchema),
});
