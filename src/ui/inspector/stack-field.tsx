import { setStrategy } from '../../domain/plan/commands/set-strategy.ts';
import { useCatalog } from '../results/estimate-context.ts';
import { SelectField } from '../theme/select-field.tsx';
import { useDocument } from '../use-stores.ts';
import { ProvenanceNote } from './provenance-note.tsx';
import { useDispatchOrTell } from './use-dispatch.ts';

/** Which software runs the training: it carries the efficiency profile. */
export function StackField() {
  const catalog = useCatalog();
  const id = useDocument((state) => state.plan.strategy.softwareStackId);
  const dispatch = useDispatchOrTell();
  if (catalog === null) return null;
  const stacks = catalog.catalog.softwareStacks;
  const chosen = stacks.find((stack) => stack.id === id);
  return (
    <>
      <SelectField
        label="Software stack"
        value={id}
        options={stacks.map((stack) => ({ id: stack.id, label: stack.name, note: stack.description }))}
        onChange={(softwareStackId) => dispatch(setStrategy({ softwareStackId }))}
      />
      {chosen === undefined ? null : <ProvenanceNote provenance={chosen.provenance} />}
    </>
  );
}
