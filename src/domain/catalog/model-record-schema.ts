/** Model architectures as the catalogue holds them: a shape, official counts and where they come from. */
import * as v from 'valibot';
import { ModelArchitectureSchema } from '../workload/model-architecture.ts';
import { IdSchema, PositiveSchema, ProvenanceSchema } from './record-parts.ts';

export const ModelRecordSchema = v.object({
  id: IdSchema,
  /** Family and size: `Llama 3.1 405B`. */
  name: v.string(),
  family: v.string(),
  kind: v.picklist(['llm', 'encoder', 'encoder-decoder', 'vit', 'dit', 'unet', 'recsys']),
  year: v.pipe(v.number(), v.integer()),
  /** Whether it can be a workload; only decoder-only transformers (dense, MoE, hybrid) can. */
  usable: v.boolean(),
  /** Why not; null when usable. */
  unusableReason: v.nullable(v.string()),
  /** The shape; null when not usable. */
  architecture: v.nullable(ModelArchitectureSchema),
  /** Parameters as the makers state them. */
  officialParameters: PositiveSchema,
  /** Active parameters per token as the makers state them (conventions differ); null = dense or not stated. */
  officialActiveParameters: v.nullable(PositiveSchema),
  /** Whether the official count is a rounded label. */
  officialIsRounded: v.boolean(),
  /** Why the count from the shape is allowed to differ by more than 1.5 %; null = it does not. */
  parameterCountException: v.nullable(v.string()),
  provenance: ProvenanceSchema,
});
