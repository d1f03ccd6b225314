/** Keys of the outline: the whole of what the canvas can do, on a tree. */
import type { KeyboardEvent } from 'react';
import type { ActionContext } from '../../actions/action.ts';
import { dispatch } from '../../actions/dispatch.ts';
import type { Drawing, PlanCommand } from '../../domain/plan/plan-document.ts';
import {
  chooseParent,
  nestIntoPrevious,
  selectedBlocks,
  swapWithSibling,
  unnestCommand,
} from '../../editor/selection-commands.ts';
import type { BlockDialogRequest } from './block-dialogs.tsx';
import type { OutlineRow } from './outline-rows.ts';

/** What the tree does for the keys. */
export interface OutlineControls {
  readonly rows: readonly OutlineRow[];
  readonly activeId: string | null;
  /** Moves the active row; `select`: makes it the selection, adds up to it, or leaves the selection alone. */
  readonly goTo: (row: OutlineRow | undefined, select: 'only' | 'range' | 'none') => void;
  readonly setOpen: (id: string, isOpen: boolean) => void;
  readonly rename: (id: string) => void;
  readonly openDialog: (request: BlockDialogRequest) => void;
  readonly openMenu: () => void;
  readonly toggle: (id: string) => void;
  readonly rowsOnScreen: number;
}

/** Handles a key; marks the event as handled where it did. */
export function handleOutlineKey(
  event: KeyboardEvent<HTMLElement>,
  actions: ActionContext,
  tree: OutlineControls,
): void {
  const { rows } = tree;
  const at = rows.findIndex((row) => row.id === tree.activeId);
  const row = rows[at];
  const mod = event.ctrlKey || event.metaKey;
  const done = () => event.preventDefault();
  const { drawing } = actions.documentStore.getState().plan;
  const { selection, setSelection, announce } = actions.sessionStore.getState();
  const blocks = selectedBlocks(drawing, selection);
  if (event.altKey && !mod && event.key.startsWith('Arrow')) {
    done();
    const command = moveByKey(event.key, drawing, blocks);
    if (command === undefined) announce('It cannot move that way.');
    else dispatch(actions, command);
    return;
  }
  const select = event.shiftKey ? 'range' : mod ? 'none' : 'only';
  switch (event.key) {
    case 'ArrowDown':
      done();
      tree.goTo(rows[Math.min(rows.length - 1, at + 1)], select);
      return;
    case 'ArrowUp':
      done();
      tree.goTo(rows[Math.max(0, at - 1)], select);
      return;
    case 'PageDown':
      done();
      tree.goTo(rows[Math.min(rows.length - 1, at + tree.rowsOnScreen)], select);
      return;
    case 'PageUp':
      done();
      tree.goTo(rows[Math.max(0, at - tree.rowsOnScreen)], select);
      return;
    case 'Home':
      done();
      tree.goTo(rows[0], select);
      return;
    case 'End':
      done();
      tree.goTo(rows.at(-1), select);
      return;
    case 'ArrowRight':
      done();
      if (row?.isOpen === false) tree.setOpen(row.id, true);
      else if (row?.isOpen === true) tree.goTo(rows[at + 1], select);
      return;
    case 'ArrowLeft': {
      done();
      if (row?.isOpen === true) tree.setOpen(row.id, false);
      else if (row !== undefined) {
        const outer = rows.slice(0, at).findLast((candidate) => candidate.level < row.level);
        if (outer !== undefined) tree.goTo(outer, select);
      }
      return;
    }
    case ' ':
      done();
      if (row !== undefined) tree.toggle(row.id);
      return;
    case 'Enter':
    case 'F2':
      done();
      if (row?.block != null) tree.rename(row.id);
      return;
    case 'Insert':
      done();
      tree.openDialog({ kind: 'add', ids: addPlace(drawing, row?.block == null ? null : row.id) });
      return;
    case 'ContextMenu':
      done();
      tree.openMenu();
      return;
    case 'F10':
      if (event.shiftKey) {
        done();
        tree.openMenu();
      }
      return;
    case 'Escape':
      if (selection.length > 0) {
        done();
        setSelection([]);
        announce('Nothing selected.');
      }
      return;
    default:
      if (!mod && !event.altKey && event.key.length === 1) typeAhead(event, tree, at);
  }
}

/** The container that a new block goes into: the row's own block, or what is around it when it cannot hold any. */
export function addPlace(drawing: Drawing, id: string | null): readonly string[] {
  if (id === null) return [];
  const place = chooseParent(drawing, [id], 'accelerator');
  return place === null ? [] : [place];
}

function moveByKey(key: string, drawing: Drawing, blocks: readonly string[]): PlanCommand | undefined {
  const [first] = blocks;
  if (first === undefined) return undefined;
  if (key === 'ArrowLeft') return unnestCommand(drawing, blocks);
  if (key === 'ArrowRight') return nestIntoPrevious(drawing, blocks);
  return swapWithSibling(drawing, first, key === 'ArrowUp');
}

function typeAhead(event: KeyboardEvent<HTMLElement>, tree: OutlineControls, at: number): void {
  const letter = event.key.toLowerCase();
  if (!/[\p{L}\p{N}]/u.test(letter)) return;
  event.preventDefault();
  const order = [...tree.rows.slice(at + 1), ...tree.rows.slice(0, at + 1)];
  tree.goTo(
    order.find((row) => row.name.toLowerCase().startsWith(letter)),
    'only',
  );
}
