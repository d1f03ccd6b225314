import { useState } from 'react';
import { dispatch, dispatchAndSelect } from '../../actions/dispatch.ts';
import { connectBlocks } from '../../domain/plan/commands/connect-blocks.ts';
import { describeItems, kindWord, nameOf } from '../../domain/plan/describe-items.ts';
import { ancestorsOf } from '../../domain/plan/drawing/block-tree.ts';
import { mayNest } from '../../domain/plan/drawing/nesting-rules.ts';
import type { Drawing } from '../../domain/plan/plan-document.ts';
import type { BlockSource } from '../../editor/create-block.ts';
import { addBlockCommand, nestIntoFreePlace, possibleParents, repeatBlocks } from '../../editor/selection-commands.ts';
import { mayConnect, suggestLink } from '../../editor/suggest-link.ts';
import { viewCentre } from '../../editor/view-commands.ts';
import { formatWhole } from '../../render/block-facts.ts';
import { useCatalogIndex } from '../canvas/use-catalog-index.ts';
import { listPaletteEntries } from '../palette/palette-entries.ts';
import { useActions } from '../shell/action-context.ts';
import { Button } from '../theme/button.tsx';
import { Dialog } from '../theme/dialog.tsx';
import { type Choice, ChoiceList } from './choice-list.tsx';
import styles from './outline.module.css';

/** What a dialog about blocks asks for. */
export interface BlockDialogRequest {
  /** `connect`: link to another; `nest`: move into another; `add`: put a new one inside; `count`: repeat. */
  readonly kind: 'connect' | 'nest' | 'add' | 'count';
  /** Blocks that it is about; for `add` the container (none = top level). */
  readonly ids: readonly string[];
}

interface DialogProps {
  readonly ids: readonly string[];
  readonly onClose: () => void;
}

/** The dialog that was asked for; nothing when there is none. */
export function BlockDialogs({
  request,
  onClose,
}: {
  readonly request: BlockDialogRequest | null;
  readonly onClose: () => void;
}) {
  if (request === null) return null;
  const props = { ids: request.ids, onClose };
  if (request.kind === 'connect') return <ConnectDialog {...props} />;
  if (request.kind === 'nest') return <NestDialog {...props} />;
  if (request.kind === 'add') return <AddDialog {...props} />;
  return <CountDialog {...props} />;
}

function choiceOf(drawing: Drawing, id: string): Choice {
  const around = ancestorsOf(drawing, id).map((ancestor) => nameOf(drawing, ancestor));
  const kind = kindWord(drawing.blocks[id]?.kind ?? 'node');
  const count = drawing.blocks[id]?.count ?? 1;
  return {
    id,
    name: `${nameOf(drawing, id)}${count > 1 ? ` ×${formatWhole(count)}` : ''}`,
    detail: around.length === 0 ? kind : `${kind} in ${around.reverse().join(' › ')}`,
  };
}

function ConnectDialog({ ids, onClose }: DialogProps) {
  const context = useActions();
  const catalogIndex = useCatalogIndex();
  const { drawing } = context.documentStore.getState().plan;
  const from = ids[0] ?? '';
  const choices = Object.keys(drawing.blocks)
    .filter((id) => mayConnect(drawing, from, id))
    .map((id) => choiceOf(drawing, id));
  return (
    <Dialog title={`Connect ${nameOf(drawing, from)} to …`} onClose={onClose} size="small">
      <ChoiceList
        label="Blocks"
        choices={choices}
        empty="There is no other block that it could be linked to."
        onChoose={(to) => {
          const link = suggestLink(drawing, from, to, catalogIndex);
          if (link !== null) {
            dispatch(context, connectBlocks(link));
            context.sessionStore.getState().setSelection([link.id]);
          }
          onClose();
        }}
      />
    </Dialog>
  );
}

const TOP_LEVEL = '.top';

function NestDialog({ ids, onClose }: DialogProps) {
  const context = useActions();
  const { drawing } = context.documentStore.getState().plan;
  const choices = [
    { id: TOP_LEVEL, name: 'Top level', detail: 'outside of everything' },
    ...possibleParents(drawing, ids).map((id) => choiceOf(drawing, id)),
  ];
  return (
    <Dialog title={`Move ${describeItems(drawing, ids)} into …`} onClose={onClose} size="small">
      <ChoiceList
        label="Containers"
        choices={choices}
        empty="There is no container that may hold it."
        onChoose={(id) => {
          dispatch(context, nestIntoFreePlace(drawing, ids, id === TOP_LEVEL ? null : id));
          onClose();
        }}
      />
    </Dialog>
  );
}

function AddDialog({ ids, onClose }: DialogProps) {
  const context = useActions();
  const catalogIndex = useCatalogIndex();
  const { drawing } = context.documentStore.getState().plan;
  const [parent = null] = ids;
  const kind = parent === null ? null : (drawing.blocks[parent]?.kind ?? null);
  const entries = listPaletteEntries(catalogIndex, '').flatMap((section) =>
    section.entries.flatMap((entry) => {
      const { source } = entry;
      return source !== null && mayNest(source.kind, kind) ? [{ ...entry, source }] : [];
    }),
  );
  const add = (source: BlockSource) => {
    const { viewport, canvasSize } = context.sessionStore.getState();
    const { command } = addBlockCommand(drawing, source, parent, viewCentre(viewport, canvasSize));
    dispatchAndSelect(context, command);
  };
  return (
    <Dialog
      title={parent === null ? 'Add a block' : `Add a block inside ${nameOf(drawing, parent)}`}
      onClose={onClose}
      size="small"
    >
      <ChoiceList
        label="Kinds of block"
        choices={entries.map(({ id, name, detail }) => ({ id, name, detail }))}
        empty="Nothing can lie inside this block."
        onChoose={(id) => {
          const entry = entries.find((candidate) => candidate.id === id);
          if (entry !== undefined) add(entry.source);
          onClose();
        }}
      />
    </Dialog>
  );
}

function CountDialog({ ids, onClose }: DialogProps) {
  const context = useActions();
  const { drawing } = context.documentStore.getState().plan;
  const [text, setText] = useState(String(drawing.blocks[ids[0] ?? '']?.count ?? 1));
  const count = Number(text);
  const isValid = Number.isInteger(count) && count >= 1 && count <= 1_000_000;
  const apply = () => {
    const command = isValid ? repeatBlocks(ids, count) : undefined;
    if (command === undefined) return;
    dispatch(context, command);
    onClose();
  };
  return (
    <Dialog
      title={`Repeat ${describeItems(drawing, ids)}`}
      onClose={onClose}
      size="small"
      footer={
        <>
          <Button variant="plain" onPress={onClose}>
            Cancel
          </Button>
          <Button variant="primary" isDisabled={!isValid} onPress={apply}>
            Repeat
          </Button>
        </>
      }
    >
      <label className={styles.countLabel}>
        <span>How often it stands in each instance of what is around it, 1 to 1 000 000</span>
        <input
          className={styles.countInput}
          inputMode="numeric"
          value={text}
          aria-invalid={!isValid}
          autoFocus
          onFocus={(event) => event.target.select()}
          onChange={(event) => setText(event.target.value.trim())}
          onKeyDown={(event) => {
            if (event.key === 'Enter') apply();
          }}
        />
      </label>
    </Dialog>
  );
}
