import { useMemo, useState } from 'react';
import { runAction } from '../../actions/run-action.ts';
import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import { replaceNetwork } from '../../domain/plan/commands/replace-network.ts';
import { createDefaultRequest, listSwitches } from '../../domain/topology/generate/default-request.ts';
import type { FabricRequest } from '../../domain/topology/generate/fabric-request.ts';
import { findOffers } from '../../domain/topology/generate/find-offers.ts';
import { generateFabric } from '../../domain/topology/generate/generate-fabric.ts';
import { useDispatchOrTell } from '../inspector/use-dispatch.ts';
import { useCatalog } from '../results/estimate-context.ts';
import { findAction, useActions } from '../shell/action-context.ts';
import type { DialogComponentProps } from '../shell/dialog-props.ts';
import { Button } from '../theme/button.tsx';
import { Dialog } from '../theme/dialog.tsx';
import { useDocument, useSession } from '../use-stores.ts';
import { changeRequest } from './change-request.ts';
import { FabricForm } from './fabric-form.tsx';
import { FabricPreview, FabricProblem } from './fabric-preview.tsx';
import styles from './generate.module.css';

const TITLE = 'Generate a network';

/** Makes a network from a few numbers and puts it in place of what is drawn. */
export function GenerateDialog({ onClose }: DialogComponentProps) {
  const catalog = useCatalog();
  const drawing = useDocument((state) => state.plan.drawing);
  const selection = useSession((state) => state.selection);
  const start = useMemo(
    () => (catalog === null ? null : createDefaultRequest(drawing, selection, catalog)),
    [catalog, drawing, selection],
  );
  if (catalog === null || start === null) {
    return (
      <Dialog title={TITLE} onClose={onClose}>
        <p>The catalogue is not there yet.</p>
      </Dialog>
    );
  }
  return <GenerateForm catalog={catalog} start={start} onClose={onClose} />;
}

function GenerateForm({
  catalog,
  start,
  onClose,
}: DialogComponentProps & { readonly catalog: CatalogIndex; readonly start: FabricRequest }) {
  const [request, setRequest] = useState(start);
  const hasBlocks = useDocument((state) => Object.keys(state.plan.drawing.blocks).length > 0);
  const actions = useActions();
  const setSelection = useSession((state) => state.setSelection);
  const dispatch = useDispatchOrTell();
  const fabric = useMemo(() => generateFabric(request, catalog.catalog.cables), [request, catalog]);
  const offers = useMemo(
    () => ('refusal' in fabric ? findOffers(request, listSwitches(catalog)) : []),
    [fabric, request, catalog],
  );
  const take = (change: Partial<FabricRequest>): void => setRequest(changeRequest(request, change));
  const draw = (): void => {
    if ('refusal' in fabric) return;
    setSelection([]);
    dispatch(replaceNetwork(fabric.drawing));
    runAction(findAction('zoom-fit'), actions);
    onClose();
  };
  return (
    <Dialog
      title={TITLE}
      size="large"
      onClose={onClose}
      footer={
        <>
          <p className={styles.consequence}>
            {hasBlocks
              ? 'Takes the place of all that is drawn but storage, whose links go; undo brings it back.'
              : null}
          </p>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isDisabled={'refusal' in fabric} onPress={draw}>
            {hasBlocks ? 'Replace the drawing' : 'Draw'}
          </Button>
        </>
      }
    >
      <div className={styles.columns}>
        <FabricForm request={request} catalog={catalog} onChange={setRequest} />
        {'refusal' in fabric ? (
          <FabricProblem refusal={fabric.refusal} offers={offers} onTake={take} />
        ) : (
          <FabricPreview fabric={fabric} onTake={take} />
        )}
      </div>
    </Dialog>
  );
}
