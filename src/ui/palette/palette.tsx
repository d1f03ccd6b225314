import { LayoutTemplate, Search, Spline, X } from 'lucide-react';
import { type PointerEvent as ReactPointerEvent, useMemo, useRef, useState } from 'react';
import {
  Button as AriaButton,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  SearchField,
  Text,
} from 'react-aria-components';
import { dispatch, dispatchAndSelect } from '../../actions/dispatch.ts';
import { connectBlocks } from '../../domain/plan/commands/connect-blocks.ts';
import type { BlockSource } from '../../editor/create-block.ts';
import { addBlockCommand, chooseParent, selectedBlocks } from '../../editor/selection-commands.ts';
import { suggestLink } from '../../editor/suggest-link.ts';
import { revealBlock, viewCentre } from '../../editor/view-commands.ts';
import { tellPaletteDrag } from '../canvas/palette-drag.ts';
import { useCatalogIndex } from '../canvas/use-catalog-index.ts';
import { useActions } from '../shell/action-context.ts';
import { Button } from '../theme/button.tsx';
import { classNames } from '../theme/class-names.ts';
import { useSession } from '../use-stores.ts';
import { KindIcon } from './kind-icon.tsx';
import styles from './palette.module.css';
import { listPaletteEntries, type PaletteEntry } from './palette-entries.ts';
import { PALETTE_SEARCH_ID } from './palette-search-id.ts';

/** How far the pointer must travel before a press is a drag, CSS pixels. */
const DRAG_DISTANCE = 5;

/** What can be drawn: drag onto the canvas, or press Enter to add it into the selection or the middle of the view. */
export function Palette() {
  const actions = useActions();
  const catalogIndex = useCatalogIndex();
  const setOpenDialog = useSession((state) => state.setOpenDialog);
  const [text, setText] = useState('');
  const sections = useMemo(() => listPaletteEntries(catalogIndex, text), [catalogIndex, text]);
  const dragged = useRef(false);
  const listRef = useRef<HTMLDivElement>(null);

  const add = (source: BlockSource) => {
    const { drawing } = actions.documentStore.getState().plan;
    const { selection, viewport, canvasSize, setViewport } = actions.sessionStore.getState();
    const parent = chooseParent(drawing, selection, source.kind);
    const { block, command } = addBlockCommand(drawing, source, parent, viewCentre(viewport, canvasSize));
    dispatchAndSelect(actions, command);
    const after = actions.documentStore.getState().plan.drawing;
    setViewport(revealBlock(after, block.id, viewport, canvasSize));
  };
  const join = (linkId: string) => {
    const { drawing } = actions.documentStore.getState().plan;
    const { selection, setSelection, addToast } = actions.sessionStore.getState();
    const [from, to] = selectedBlocks(drawing, selection);
    const link = from === undefined || to === undefined ? null : suggestLink(drawing, from, to, catalogIndex);
    if (link === null) {
      addToast({ tone: 'info', message: 'Select two blocks to join with this link, neither inside the other.' });
      return;
    }
    dispatch(actions, connectBlocks({ ...link, catalogId: linkId }));
    setSelection([link.id]);
  };
  const run = (id: string) => {
    // A drag that ends over the palette is not a press.
    if (dragged.current) return;
    const entry = sections.flatMap(({ entries }) => entries).find((candidate) => candidate.id === id);
    if (entry?.source != null) add(entry.source);
    else if (entry?.linkId != null) join(entry.linkId);
  };
  return (
    <div className={styles.palette}>
      <div className={styles.head}>
        <SearchField
          aria-label="Search blocks and catalogue"
          className={classNames(styles.search)}
          value={text}
          onChange={setText}
        >
          <Search size={14} aria-hidden className={styles.searchIcon} />
          <Input
            id={PALETTE_SEARCH_ID}
            className={classNames(styles.searchInput)}
            placeholder="Search to add"
            onKeyDown={(event) => {
              if (event.key === 'ArrowDown') {
                event.preventDefault();
                listRef.current?.querySelector<HTMLElement>('[role="option"]')?.focus();
              }
              if (event.key !== 'Enter' || text.trim() === '') return;
              const best = sections[0]?.entries[0];
              if (best !== undefined) run(best.id);
            }}
          />
          <AriaButton className={classNames(styles.clear)} aria-label="Clear search">
            <X size={14} aria-hidden />
          </AriaButton>
        </SearchField>
        <Button icon={LayoutTemplate} variant="plain" onPress={() => setOpenDialog('start')}>
          Templates
        </Button>
      </div>
      <ListBox
        ref={listRef}
        aria-label="Blocks to add"
        className={classNames(styles.list)}
        selectionMode="none"
        items={sections}
        onAction={(key) => run(String(key))}
        renderEmptyState={() => <p className={styles.nothing}>Nothing in the catalogue is called that.</p>}
      >
        {(section) => (
          <ListBoxSection id={section.id} className={classNames(styles.section)}>
            <Header className={classNames(styles.sectionTitle)}>{section.title}</Header>
            {section.entries.map((entry) => (
              <PaletteItem
                key={entry.id}
                entry={entry}
                onDragged={(isDragged) => {
                  dragged.current = isDragged;
                }}
              />
            ))}
          </ListBoxSection>
        )}
      </ListBox>
    </div>
  );
}

function PaletteItem({
  entry,
  onDragged,
}: {
  readonly entry: PaletteEntry;
  readonly onDragged: (is: boolean) => void;
}) {
  const { source } = entry;
  return (
    <ListBoxItem id={entry.id} textValue={entry.name} className={classNames(styles.item)}>
      <div
        className={styles.itemBody}
        onPointerDown={(event) => {
          onDragged(false);
          if (source !== null && event.button === 0 && event.pointerType !== 'touch')
            followDrag(event, source, onDragged);
        }}
      >
        {source === null ? (
          <Spline size={14} aria-hidden className={styles.linkIcon} />
        ) : (
          <KindIcon kind={source.kind} />
        )}
        <Text slot="label" className={classNames(styles.name)}>
          {entry.name}
        </Text>
        <Text slot="description" className={classNames(styles.detail)}>
          {entry.detail}
        </Text>
      </div>
    </ListBoxItem>
  );
}

/** Follows the pointer through the window and tells the canvas. */
function followDrag(start: ReactPointerEvent, source: BlockSource, onDragged: (is: boolean) => void): void {
  let isDrag = false;
  const move = (event: PointerEvent) => {
    const travelled = Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY);
    if (!isDrag && travelled < DRAG_DISTANCE) return;
    isDrag = true;
    onDragged(true);
    document.body.style.cursor = 'copy';
    tellPaletteDrag({ source, clientX: event.clientX, clientY: event.clientY });
  };
  const end = (event: PointerEvent | KeyboardEvent) => {
    if (event instanceof KeyboardEvent && event.key !== 'Escape') return;
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', end, true);
    window.removeEventListener('pointercancel', end);
    window.removeEventListener('keydown', end, true);
    document.body.style.cursor = '';
    if (!isDrag) return;
    if (event instanceof PointerEvent && event.type === 'pointerup') {
      tellPaletteDrag({ source, clientX: event.clientX, clientY: event.clientY }, true);
    } else tellPaletteDrag(null);
  };
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', end, true);
  window.addEventListener('pointercancel', end);
  window.addEventListener('keydown', end, true);
}
