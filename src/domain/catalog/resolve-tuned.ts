/** Puts tuned numbers in the places that refer to them. */
import type * as v from 'valibot';
import type { Accelerator, AcceleratorEntry, ResolvedFactor, SoftwareStack } from './catalog-types.ts';
import type { SoftwareStackEntrySchema, StackDefaultsSchema } from './software-stack-schema.ts';
import type { FactorSchema } from './tuned-number-schema.ts';

type Factor = v.InferOutput<typeof FactorSchema>;
/** Values of tuned numbers by id. */
export type TunedValues = ReadonlyMap<string, number>;

/** The number that a factor stands for; NaN when it refers to a tuned number that there is not. */
export function resolveFactor(factor: Factor, values: TunedValues): number {
  return typeof factor === 'number' ? factor : (values.get(factor.tuned) ?? Number.NaN);
}

/** A stack with all its factors as numbers. */
export function resolveStack(
  entry: v.InferOutput<typeof SoftwareStackEntrySchema>,
  defaults: v.InferOutput<typeof StackDefaultsSchema>,
  values: TunedValues,
): SoftwareStack {
  const factors: Record<string, number> = {};
  const tunedFactors: Record<string, string> = {};
  for (const [name, factor] of Object.entries({ ...defaults, ...entry.factors })) {
    factors[name] = resolveFactor(factor, values);
    if (typeof factor !== 'number') tunedFactors[name] = factor.tuned;
  }
  return { ...entry, factors, tunedFactors };
}

/** An accelerator with all its shares as numbers. */
export function resolveExecution(entry: AcceleratorEntry, values: TunedValues): Accelerator {
  const { sustained, sustainedNarrow = sustained, sustainedFp4 = sustainedNarrow, ...execution } = entry.execution;
  const resolve = (factor: Factor): ResolvedFactor => ({
    value: resolveFactor(factor, values),
    tuned: typeof factor === 'number' ? null : factor.tuned,
  });
  return {
    ...entry,
    execution: {
      ...execution,
      sustained: resolve(sustained),
      sustainedNarrow: resolve(sustainedNarrow),
      sustainedFp4: resolve(sustainedFp4),
    },
  };
}
