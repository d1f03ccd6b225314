import type { InputSource, InputSources } from '../estimate/compiled-scenario.ts';
import type { AssumptionContext, AssumptionDefinition, ChoiceDefinition } from './assumption-types.ts';
import { resolveAssumption } from './resolve-assumption.ts';
import { resolveChoice } from './resolve-choice.ts';

/** Reads what is in force and notes where it is from, by path in the scenario (`economy.power.facilityFactor`). */
export class AssumptionReader {
  private readonly found: Record<string, InputSource> = {};

  constructor(readonly context: AssumptionContext) {}

  get sources(): InputSources {
    return this.found;
  }

  /** The number in force; not a number where it is a rule. `path` is relative to `economy`. */
  take(path: string, definition: AssumptionDefinition): number {
    const { value, words, source, isDefault, isChecked, asOf } = resolveAssumption(definition, this.context);
    const shown = value ?? words ?? '';
    const { label, unit } = definition;
    this.found[`economy.${path}`] = {
      label,
      value: shown,
      unit,
      source,
      isDefault,
      isChecked,
      ...(asOf === undefined ? {} : { asOf }),
    };
    return value ?? Number.NaN;
  }

  /** The id of the choice in force. `path` is relative to `economy`. */
  choose(path: string, definition: ChoiceDefinition): string {
    const { option, isDefault } = resolveChoice(definition, this.context);
    const { label, source, isChecked } = option;
    this.found[`economy.${path}`] = { label: definition.label, value: label, unit: '', source, isDefault, isChecked };
    return option.id;
  }
}
