import type { AssumptionContext, AssumptionDefinition, SourcedNumber } from './assumption-types.ts';

/** An assumption with the number in force. */
export interface ResolvedAssumption extends SourcedNumber {
  readonly isDefault: boolean;
  /** What would hold without the plan's own number. */
  readonly defaultValue: number | null;
}

/** The plan's number, kept between the assumption's limits, or the default. */
export function resolveAssumption(definition: AssumptionDefinition, context: AssumptionContext): ResolvedAssumption {
  const standard = definition.defaultFor(context);
  const own = context.plan.assumptions.overrides[definition.key];
  if (own === undefined || !Number.isFinite(own)) {
    return { ...standard, isDefault: true, defaultValue: standard.value };
  }
  const value = Math.min(Math.max(own, definition.min), definition.max);
  return { value, source: 'set in this plan', isChecked: null, isDefault: false, defaultValue: standard.value };
}

/** The number in force; 0 where the default is a rule. */
export function numberInForce(definition: AssumptionDefinition, context: AssumptionContext): number {
  return resolveAssumption(definition, context).value ?? 0;
}
