import { ChevronDown, ChevronRight, MoreHorizontal, Plus, Spline } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { dispatch } from '../../actions/dispatch.ts';
import { type DrawingOverlay, findMark } from '../../domain/overlay/drawing-overlay.ts';
import { renameBlock } from '../../domain/plan/commands/rename-block.ts';
import type { Point } from '../../domain/plan/drawing/block-geometry.ts';
import { ancestorsOf } from '../../domain/plan/drawing/block-tree.ts';
import type { Drawing } from '../../domain/plan/plan-document.ts';
import { compareDrawings, type DrawingDifference } from '../../domain/what-if/compare-drawings.ts';
import { describeOne } from '../../editor/describe-selection.ts';
import { revealBlock } from '../../editor/view-commands.ts';
import { CanvasMenu } from '../canvas/canvas-menu.tsx';
import { useCatalogIndex } from '../canvas/use-catalog-index.ts';
import { useOverlay } from '../overlay/overlay-context.ts';
import { KindIcon } from '../palette/kind-icon.tsx';
import { useActions } from '../shell/action-context.ts';
import { IconButton } from '../theme/button.tsx';
import { classNames } from '../theme/class-names.ts';
import { useDocument, useSession, useWhatIf } from '../use-stores.ts';
import { type BlockDialogRequest, BlockDialogs } from './block-dialogs.tsx';
import { addPlace, handleOutlineKey, type OutlineControls } from './handle-outline-key.ts';
import styles from './outline.module.css';
import { listOutlineRows, type OutlineRow } from './outline-rows.ts';

const ROW_HEIGHT = 28;
/** Rows kept above and below what is on screen. */
const OVERSCAN = 8;

/** The drawing as a tree, with the selection of the canvas; everything that the canvas can do, by keyboard. */
export function Outline() {
  const actions = useActions();
  const catalogIndex = useCatalogIndex();
  const overlay = useOverlay();
  const before = useWhatIf((state) => state.before?.drawing ?? null);
  const drawing = useDocument((state) => state.plan.drawing);
  const selection = useSession((state) => state.selection);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<string | null>(null);
  const [anchor, setAnchor] = useState<string | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const [dialog, setDialog] = useState<BlockDialogRequest | null>(null);
  const [menuAt, setMenuAt] = useState<Point | null>(null);
  const treeRef = useRef<HTMLDivElement>(null);
  const frameRef = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState({ top: 0, height: 400 });
  const prefix = useId();
  const rows = useMemo(() => listOutlineRows(drawing, folded, catalogIndex), [drawing, folded, catalogIndex]);
  const difference = useMemo(
    () => (before === null ? null : compareDrawings(before, drawing, catalogIndex)),
    [before, drawing, catalogIndex],
  );
  const selected = useMemo(() => new Set(selection), [selection]);
  const activeId =
    active !== null && rows.some((row) => row.id === active)
      ? active
      : (rows.find((row) => selected.has(row.id))?.id ?? rows[0]?.id ?? null);

  useEffect(() => {
    const tree = treeRef.current;
    if (tree === null) return;
    const read = () => setScroll({ top: tree.scrollTop, height: tree.clientHeight });
    read();
    const observer = new ResizeObserver(read);
    observer.observe(tree);
    return () => observer.disconnect();
  }, []);

  // What is selected elsewhere is unfolded and scrolled to.
  const [first] = selection;
  useEffect(() => {
    if (first === undefined) return;
    const inside = drawing.links[first]?.from ?? first;
    const around = [...ancestorsOf(drawing, inside), ...(inside === first ? [] : [inside])];
    setFolded((before) =>
      around.some((id) => before.has(id)) ? new Set([...before].filter((id) => !around.includes(id))) : before,
    );
    setActive(first);
  }, [first, drawing]);
  useEffect(() => {
    const tree = treeRef.current;
    const at = rows.findIndex((row) => row.id === activeId);
    if (tree === null || at === -1) return;
    const top = at * ROW_HEIGHT;
    if (top < tree.scrollTop) tree.scrollTop = top;
    else if (top + ROW_HEIGHT > tree.scrollTop + tree.clientHeight)
      tree.scrollTop = top + ROW_HEIGHT - tree.clientHeight;
  }, [activeId, rows]);

  const show = (id: string) => {
    const { viewport, canvasSize, setViewport } = actions.sessionStore.getState();
    setViewport(revealBlock(drawing, id, viewport, canvasSize));
  };
  const choose = (row: OutlineRow, how: 'only' | 'range' | 'toggle') => {
    const { setSelection, toggleSelection } = actions.sessionStore.getState();
    setActive(row.id);
    if (how === 'toggle') toggleSelection([row.id]);
    else if (how === 'range') {
      const from = rows.findIndex(({ id }) => id === (anchor ?? activeId));
      const to = rows.indexOf(row);
      setSelection(rows.slice(Math.min(from, to), Math.max(from, to) + 1).map(({ id }) => id));
    } else setSelection([row.id]);
    if (how !== 'range') setAnchor(row.id);
    show(row.id);
  };
  const setOpen = (id: string, isOpen: boolean) => {
    setFolded((before) => {
      const next = new Set(before);
      if (isOpen) next.delete(id);
      else next.add(id);
      return next;
    });
  };
  const openMenu = (at?: Point) => {
    const index = rows.findIndex((row) => row.id === activeId);
    setMenuAt(at ?? { x: 48, y: 32 + (index + 1) * ROW_HEIGHT - scroll.top });
  };
  const controls: OutlineControls = {
    rows,
    activeId,
    goTo: (row, select) => {
      if (row === undefined) return;
      if (select === 'none') setActive(row.id);
      else choose(row, select);
    },
    setOpen,
    rename: setRenaming,
    openDialog: setDialog,
    openMenu: () => openMenu(),
    toggle: (id) => {
      const row = rows.find((candidate) => candidate.id === id);
      if (row !== undefined) choose(row, 'toggle');
    },
    rowsOnScreen: Math.max(1, Math.floor(scroll.height / ROW_HEIGHT) - 1),
  };
  const from = Math.max(0, Math.floor(scroll.top / ROW_HEIGHT) - OVERSCAN);
  const to = Math.min(rows.length, Math.ceil((scroll.top + scroll.height) / ROW_HEIGHT) + OVERSCAN);
  const shown = rows.slice(from, to);
  const activeIsShown = shown.some((row) => row.id === activeId);
  const refocus = () => treeRef.current?.focus({ preventScroll: true });
  const activeBlock = rows.find((row) => row.id === activeId && selected.has(row.id))?.block ?? null;
  const place = addPlace(drawing, activeBlock?.id ?? null);
  const container = drawing.blocks[place[0] ?? ''] ?? null;

  return (
    <div ref={frameRef} className={styles.outline}>
      <div className={styles.head}>
        <h2 className={styles.title}>Outline</h2>
        <IconButton
          label={container === null ? 'Add a block' : `Add a block inside ${container.name || container.kind}`}
          icon={Plus}
          shortcut="Insert"
          onPress={() => setDialog({ kind: 'add', ids: place })}
        />
        <IconButton
          label="What can be done"
          icon={MoreHorizontal}
          shortcut="Shift+F10"
          onPress={() => openMenu({ x: 120, y: 32 })}
        />
      </div>
      {rows.length === 0 ? <p className={styles.nothing}>What you draw is listed here as a tree.</p> : null}
      <div
        ref={treeRef}
        className={styles.tree}
        role="tree"
        aria-label="Blocks and links of the drawing"
        aria-multiselectable="true"
        tabIndex={0}
        {...(activeId !== null && activeIsShown ? { 'aria-activedescendant': `${prefix}${activeId}` } : {})}
        onScroll={(event) =>
          setScroll({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })
        }
        onKeyDown={(event) => {
          if (event.target === event.currentTarget) handleOutlineKey(event, actions, controls);
        }}
        onContextMenu={(event) => {
          event.preventDefault();
          const box = frameRef.current?.getBoundingClientRect();
          openMenu({ x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) });
        }}
      >
        <div role="presentation" className={styles.rows} style={{ height: rows.length * ROW_HEIGHT }}>
          {shown.map((row, at) => (
            <div
              key={row.id}
              id={`${prefix}${row.id}`}
              className={classNames(
                styles.row,
                selected.has(row.id) && styles.selected,
                row.id === activeId && styles.active,
              )}
              style={{ top: (from + at) * ROW_HEIGHT, paddingInlineStart: 4 + (row.level - 1) * 14 }}
              role="treeitem"
              tabIndex={-1}
              aria-label={describeRow(drawing, overlay, difference, row.id)}
              aria-level={row.level}
              aria-posinset={row.position}
              aria-setsize={row.siblings}
              aria-selected={selected.has(row.id)}
              {...(row.isOpen === null ? {} : { 'aria-expanded': row.isOpen })}
              onMouseDown={(event) => {
                if (!(event.target instanceof Element) || event.target instanceof HTMLInputElement) return;
                event.preventDefault();
                if (event.target.closest('[data-twist]') !== null) {
                  setOpen(row.id, row.isOpen === false);
                  return;
                }
                refocus();
                if (event.button === 2 && selected.has(row.id)) return;
                choose(row, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only');
              }}
              onDoubleClick={() => row.block !== null && setRenaming(row.id)}
            >
              {row.isOpen === null ? (
                <span className={styles.twist} />
              ) : (
                <span className={styles.twist} data-twist>
                  {row.isOpen ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
                </span>
              )}
              {row.block === null ? (
                <Spline size={14} aria-hidden className={styles.icon} />
              ) : (
                <KindIcon kind={row.block.kind} />
              )}
              {renaming === row.id && row.block !== null ? (
                <RowRename
                  name={row.block.name}
                  onDone={(name) => {
                    setRenaming(null);
                    if (name !== null && name !== row.block?.name) dispatch(actions, renameBlock(row.id, name));
                    refocus();
                  }}
                />
              ) : (
                <>
                  <span className={classNames(styles.name, row.link !== null && styles.linkName)}>{row.name}</span>
                  <span className={styles.note} title={findMark(overlay, row.id)?.words}>
                    {[...orderWords(row, findMark(overlay, row.id)?.short), wordOf(difference, row.id)]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </>
              )}
            </div>
          ))}
        </div>
      </div>
      {menuAt === null ? null : (
        <CanvasMenu
          at={menuAt}
          onClose={() => {
            setMenuAt(null);
            refocus();
          }}
          onRename={setRenaming}
          onDialog={setDialog}
        />
      )}
      <BlockDialogs
        request={dialog}
        onClose={() => {
          setDialog(null);
          refocus();
        }}
      />
    </div>
  );
}

/** A row as it is said aloud: what it is, what the overlay says of it, and what is being tried with it. */
function describeRow(
  drawing: Drawing,
  overlay: DrawingOverlay | null,
  difference: DrawingDifference | null,
  id: string,
): string {
  const words = [findMark(overlay, id)?.words, difference?.changed.get(id), difference?.added.has(id) && 'new'];
  return [describeOne(drawing, id), ...words.filter(Boolean)].join(': ');
}

/** Whether a row is changed or new in what is being tried. */
function wordOf(difference: DrawingDifference | null, id: string): string {
  if (difference?.changed.has(id) === true) return 'changed';
  return difference?.added.has(id) === true ? 'new' : '';
}

/** The name of a row, edited in place. */
function RowRename({ name, onDone }: { readonly name: string; readonly onDone: (name: string | null) => void }) {
  const [draft, setDraft] = useState(name);
  const ref = useRef<HTMLInputElement>(null);
  const finished = useRef(false);
  useEffect(() => {
    ref.current?.focus();
    ref.current?.select();
  }, []);
  const finish = (result: string | null) => {
    if (finished.current) return;
    finished.current = true;
    onDone(result);
  };
  return (
    <input
      ref={ref}
      className={styles.rename}
      aria-label={`Name of ${name}`}
      maxLength={200}
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => finish(draft.trim())}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') finish(draft.trim());
        if (event.key === 'Escape') finish(null);
      }}
    />
  );
}

/** A link's load comes before its cables, since a narrow panel cuts the end; a block's number belongs to its name. */
function orderWords(row: OutlineRow, mark: string | undefined): readonly (string | undefined)[] {
  return row.link === null ? [row.note, mark] : [mark, row.note];
}
