import { FileInput } from 'lucide-react';
import { useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import { runAction } from '../../actions/run-action.ts';
import { BLOCK_GAP } from '../../domain/canvas/block-layout.ts';
import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import { pasteFragment } from '../../domain/plan/commands/paste-fragment.ts';
import { replaceNetwork } from '../../domain/plan/commands/replace-network.ts';
import { drawingBounds } from '../../domain/plan/drawing/block-geometry.ts';
import type { Drawing, PlanCommand } from '../../domain/plan/plan-document.ts';
import { copyFragment } from '../../domain/plan/plan-fragment.ts';
import { joinTexts } from '../../domain/topology/exchange/import/recognize-format.ts';
import shared from '../generate/generate.module.css';
import { useDispatch } from '../inspector/use-dispatch.ts';
import { useCatalog } from '../results/estimate-context.ts';
import { findAction, useActions } from '../shell/action-context.ts';
import type { DialogComponentProps } from '../shell/dialog-props.ts';
import { Button } from '../theme/button.tsx';
import { Dialog } from '../theme/dialog.tsx';
import { SelectField } from '../theme/select-field.tsx';
import { useDocument, useSession } from '../use-stores.ts';
import styles from './exchange.module.css';
import { FormatField, ImportForm } from './import-form.tsx';
import { ImportPreview, ImportTrouble } from './import-preview.tsx';
import { useImport } from './use-import.ts';

const TITLE = 'Import a network';

/** Reads a network from another program's text and draws it. The text stays until another takes its place. */
export function ImportNetworkDialog({ onClose }: DialogComponentProps) {
  const catalog = useCatalog();
  if (catalog === null) {
    return (
      <Dialog title={TITLE} onClose={onClose}>
        <p>The catalogue is not there yet.</p>
      </Dialog>
    );
  }
  return <ImportDialog catalog={catalog} onClose={onClose} />;
}

function ImportDialog({ catalog, onClose }: DialogComponentProps & { readonly catalog: CatalogIndex }) {
  const actions = useActions();
  const { dialogInput } = actions;
  const { networkText } = useSyncExternalStore(dialogInput.cell.subscribe, dialogInput.cell.getState);
  const text = networkText ?? '';
  const drawing = useDocument((state) => state.plan.drawing);
  const setSelection = useSession((state) => state.setSelection);
  const dispatch = useDispatch();
  const [place, setPlace] = useState<'replace' | 'beside'>('replace');
  const [refusal, setRefusal] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const source = useImport(text, catalog, drawing);
  const { drawn, problem, network, choices } = source;
  const hasBlocks = Object.keys(drawing.blocks).length > 0;
  const draw = (): void => {
    if (drawn === null) return;
    const refused = dispatch(
      place === 'beside' && hasBlocks ? putBeside(drawn.drawing, drawing) : replaceNetwork(drawn.drawing, TITLE),
    );
    setRefusal(refused);
    if (refused !== null) return;
    setSelection([]);
    runAction(findAction('zoom-fit'), actions);
    onClose();
  };
  const isReplacing = hasBlocks && place === 'replace';
  return (
    <Dialog
      title={TITLE}
      size="large"
      onClose={onClose}
      footer={
        <>
          <p className={shared.consequence} role={refusal === null ? undefined : 'alert'}>
            {refusal ??
              (isReplacing
                ? 'Takes the place of all that is drawn but storage, whose links go; undo brings it back.'
                : null)}
          </p>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isDisabled={drawn === null || source.isBehind} onPress={draw}>
            {!hasBlocks ? 'Draw' : isReplacing ? 'Replace the drawing' : 'Draw beside'}
          </Button>
        </>
      }
    >
      <div className={styles.columns}>
        <div className={styles.form}>
          <TextField area={area} text={text} onChange={(next) => dialogInput.set({ networkText: next })} />
          <FormatField source={source} />
          {network === null || choices === null ? null : (
            <ImportForm {...{ network, choices, catalog }} onChoose={source.choose} />
          )}
          {hasBlocks ? (
            <SelectField
              label="Place"
              value={place}
              options={[
                { id: 'replace', label: 'Instead of the drawing' },
                { id: 'beside', label: 'Beside what is drawn' },
              ]}
              isWide
              onChange={setPlace}
            />
          ) : null}
        </div>
        {problem !== null ? (
          <ImportTrouble problem={problem} onShowLine={(line) => showLine(area.current, line)} />
        ) : drawn !== null ? (
          <ImportPreview drawn={drawn} catalog={catalog} />
        ) : (
          <p className={shared.muted}>
            Slurm topology.conf, containerlab YAML, NetBox-style CSV or YAML, or what nvidia-smi topo -m prints. Nothing
            leaves the browser, and nothing is drawn before you say so.
          </p>
        )}
      </div>
    </Dialog>
  );
}

function TextField({
  area,
  text,
  onChange,
}: {
  readonly area: React.RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly onChange: (text: string) => void;
}) {
  const id = useId();
  const { services } = useActions();
  // The dialog is about this text: what is typed or pasted goes there at once.
  useEffect(() => area.current?.focus(), [area]);
  return (
    <div className={styles.text}>
      <label htmlFor={id}>The network’s text: paste it, drop the file here, or choose it</label>
      <textarea
        ref={area}
        id={id}
        value={text}
        spellCheck={false}
        placeholder={
          'SwitchName=leaf1 Nodes=node[001-032]\nSwitchName=leaf2 Nodes=node[033-064]\nSwitchName=spine Switches=leaf[1-2]'
        }
        onChange={(event) => onChange(event.target.value)}
      />
      <div className={styles.buttons}>
        <Button
          icon={FileInput}
          onPress={async () => {
            const file = await services.pickFile('.conf,.yml,.yaml,.csv,.txt,text/*');
            if (file !== null) onChange(joinTexts(text, await file.text()));
          }}
        >
          Choose a file …
        </Button>
      </div>
    </div>
  );
}

/** Selects a line of the text and brings it into sight. */
function showLine(area: HTMLTextAreaElement | null, line: number): void {
  if (area === null) return;
  const lines = area.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  area.scrollTop = (area.scrollHeight / Math.max(1, lines.length)) * Math.max(0, line - 3);
}

function putBeside(network: Drawing, drawing: Drawing): PlanCommand {
  const bounds = drawingBounds(drawing);
  const tops = Object.values(network.blocks).filter(({ parent }) => parent === null);
  const fragment = copyFragment(
    network,
    tops.map(({ id }) => id),
  );
  const x = bounds === undefined || bounds === null ? 0 : bounds.x + bounds.width + 4 * BLOCK_GAP;
  return { ...pasteFragment(fragment, { x, y: bounds?.y ?? 0, parent: null }), label: TITLE };
}
