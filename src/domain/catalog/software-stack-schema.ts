/** Software stacks: how well the programs that launch the kernels use them. Nothing here belongs to a piece of hardware. */
import * as v from 'valibot';
import { IdSchema, NonNegativeSchema, ProvenanceSchema } from './record-parts.ts';

export const SoftwareStackSchema = v.object({
  id: IdSchema,
  name: v.string(),
  description: v.string(),
  /**
   * Named numbers of the performance model; units stand in the names (`…Seconds`, `…Bytes`), the others are shares or
   * multiples. Every stack has the same names, so that stacks can be compared line by line.
   */
  factors: v.record(v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]*$/)), NonNegativeSchema),
  provenance: ProvenanceSchema,
});
