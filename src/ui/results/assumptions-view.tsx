import { RotateCcw } from 'lucide-react';
import { useMemo } from 'react';
import {
  type ChoiceField,
  listAssumptionGroups,
  type NumberField,
} from '../../domain/assumptions/list-assumption-groups.ts';
import { setAssumption, setAssumptionChoice } from '../../domain/plan/commands/set-assumption.ts';
import { countBillOfMaterials } from '../../domain/topology/bill-of-materials.ts';
import { QuantityField } from '../inspector/quantity-field.tsx';
import { SourceMark } from '../inspector/source-mark.tsx';
import { useDispatch, useDispatchOrTell } from '../inspector/use-dispatch.ts';
import { Button } from '../theme/button.tsx';
import { SelectField } from '../theme/select-field.tsx';
import { useDocument } from '../use-stores.ts';
import styles from './assumptions-view.module.css';
import { useCatalog } from './estimate-context.ts';

/** All that is assumed beyond the drawing, with defaults, sources and the way back to them. */
export function AssumptionsView() {
  const catalog = useCatalog();
  const plan = useDocument((state) => state.plan);
  const groups = useMemo(
    () => (catalog === null ? [] : listAssumptionGroups(plan, catalog, countBillOfMaterials(plan.drawing, catalog))),
    [plan, catalog],
  );
  return (
    <div className={styles.view}>
      {groups.map((group) => (
        <section key={group.key} className={styles.group} aria-label={group.label}>
          <h3 className={styles.heading}>{group.label}</h3>
          {group.fields.map((field) =>
            field.kind === 'choice' ? (
              <Choice key={field.key} field={field} />
            ) : (
              <Amount key={field.key} field={field} />
            ),
          )}
        </section>
      ))}
    </div>
  );
}

function Choice({ field }: { readonly field: ChoiceField }) {
  const dispatch = useDispatchOrTell();
  return (
    <SelectField
      label={field.label}
      isWide
      value={field.chosenId}
      options={field.options.map((option) => ({ id: option.id, label: option.label, note: option.source }))}
      onChange={(id) => dispatch(setAssumptionChoice(field.key, id))}
      mark={
        <SourceMark
          label={field.label}
          isInForce={field.isDefault}
          source={writeSource(field)}
          meaning={field.meaning}
        />
      }
      note={
        field.isDefault ? null : (
          <Button variant="plain" icon={RotateCcw} onPress={() => dispatch(setAssumptionChoice(field.key, null))}>
            Back to the default
          </Button>
        )
      }
    />
  );
}

function Amount({ field }: { readonly field: NumberField }) {
  const dispatch = useDispatch();
  const dispatchOrTell = useDispatchOrTell();
  return (
    <QuantityField
      label={field.label}
      isWide
      dimension={field.dimension}
      {...(field.dimension === null ? { unit: field.unit } : {})}
      value={field.value}
      placeholder={field.words === '' ? 'not known' : field.words}
      minimum={field.min}
      maximum={field.max}
      steps="relative"
      onChange={(value, gesture) => dispatch(setAssumption(field.key, value, gesture))}
      standard={{
        isInForce: field.isDefault,
        source: writeSource(field),
        meaning: field.meaning,
        onReset: () => dispatchOrTell(setAssumption(field.key, null)),
      }}
    />
  );
}

function writeSource({ source, isChecked }: ChoiceField | NumberField): string {
  return isChecked === false ? `${source} (an estimate)` : source;
}
