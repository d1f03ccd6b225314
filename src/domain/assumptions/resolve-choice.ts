import type { AssumptionContext, ChoiceDefinition, ChoiceOption } from './assumption-types.ts';

/** A choice with the option in force. */
export interface ResolvedChoice {
  readonly option: ChoiceOption;
  readonly isDefault: boolean;
}

/** The option that the plan chose, or the default where it chose none or one that does not exist (any more). */
export function resolveChoice(definition: ChoiceDefinition, context: AssumptionContext): ResolvedChoice {
  const options = definition.optionsFor(context);
  const chosen = context.plan.assumptions.choices[definition.key];
  const option = chosen === undefined ? undefined : options.find(({ id }) => id === chosen);
  if (option !== undefined) return { option, isDefault: false };
  const defaultId = definition.defaultFor(context);
  const fallback = options.find(({ id }) => id === defaultId) ?? options[0];
  if (fallback === undefined) throw new Error(`the choice "${definition.key}" has no options`);
  return { option: fallback, isDefault: true };
}

/** Id of the option in force. */
export function chosenId(definition: ChoiceDefinition, context: AssumptionContext): string {
  return resolveChoice(definition, context).option.id;
}
