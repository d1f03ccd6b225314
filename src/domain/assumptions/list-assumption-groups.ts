/** The assumptions as a form shows them: by chapter, with the values in force, units, default marks and sources. */
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import type { BillOfMaterials } from '../topology/bill-of-materials.ts';
import type { Dimension } from '../units/dimensions.ts';
import { ASSUMPTIONS, CHOICES } from './all-assumptions.ts';
import { createAssumptionContext } from './assumption-context.ts';
import { ASSUMPTION_GROUPS, type AssumptionGroupKey, type ChoiceOption } from './assumption-types.ts';
import { resolveAssumption } from './resolve-assumption.ts';
import { resolveChoice } from './resolve-choice.ts';

/** A field with a number. Writes go through `setAssumption(key, value)`; `null` restores the default. */
export interface NumberField {
  readonly kind: 'number';
  readonly key: string;
  readonly label: string;
  readonly meaning: string;
  readonly dimension: Dimension | null;
  /** Unit that `value`, `min` and `max` are in. */
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  /** Null where the default is a rule; `words` says which. */
  readonly value: number | null;
  readonly words: string;
  readonly defaultValue: number | null;
  readonly isDefault: boolean;
  readonly source: string;
  /** False = an estimate that nobody read in a source; null = it follows from the plan. */
  readonly isChecked: boolean | null;
}

/** A field with a choice. Writes go through `setAssumptionChoice(key, id)`; `null` restores the default. */
export interface ChoiceField {
  readonly kind: 'choice';
  readonly key: string;
  readonly label: string;
  readonly meaning: string;
  readonly options: readonly ChoiceOption[];
  readonly chosenId: string;
  readonly isDefault: boolean;
  readonly source: string;
  readonly isChecked: boolean | null;
}

/** One chapter of the form: choices first, since they move the numbers' defaults. */
export interface AssumptionGroup {
  readonly key: AssumptionGroupKey;
  readonly label: string;
  readonly fields: readonly (ChoiceField | NumberField)[];
}

/** Lists all chapters for a plan. */
export function listAssumptionGroups(
  plan: PlanDocument,
  catalog: CatalogIndex,
  bill: BillOfMaterials,
  acceleratorsUsed?: number,
): readonly AssumptionGroup[] {
  const context = createAssumptionContext(plan, catalog, bill, acceleratorsUsed);
  return ASSUMPTION_GROUPS.map(([key, label]) => {
    const choices = CHOICES.filter(({ group }) => group === key).map((definition): ChoiceField => {
      const { option, isDefault } = resolveChoice(definition, context);
      return {
        kind: 'choice',
        key: definition.key,
        label: definition.label,
        meaning: definition.meaning,
        options: definition.optionsFor(context),
        chosenId: option.id,
        isDefault,
        source: option.source,
        isChecked: option.isChecked,
      };
    });
    const numbers = ASSUMPTIONS.filter(({ group }) => group === key).map((definition): NumberField => {
      const { value, words, defaultValue, isDefault, source, isChecked } = resolveAssumption(definition, context);
      return {
        kind: 'number',
        key: definition.key,
        label: definition.label,
        meaning: definition.meaning,
        dimension: definition.dimension,
        unit: definition.unit,
        min: definition.min,
        max: definition.max,
        value,
        words: words ?? '',
        defaultValue,
        isDefault,
        source,
        isChecked,
      };
    });
    return { key, label, fields: [...choices, ...numbers] };
  });
}
