/** Keys of the canvas that are not actions of the page: moving, cycling, renaming, backing out. */
import type { KeyboardEvent } from 'react';
import type { ActionContext } from '../../actions/action.ts';
import { dispatch } from '../../actions/dispatch.ts';
import { GRID_STEP } from '../../domain/canvas/block-layout.ts';
import { panBy } from '../../domain/canvas/viewport.ts';
import { describeOne } from '../../editor/describe-selection.ts';
import { type Direction, nextBlock, nudgeBlocks, selectedBlocks } from '../../editor/selection-commands.ts';
import { revealBlock } from '../../editor/view-commands.ts';
import type { CanvasController } from './canvas-controller.ts';

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
/** Steps of a move with Shift. */
const LARGE_STEP = 5;
/** Pixels that an arrow key moves the view when nothing is selected. */
const PAN_STEP = 60;

/** Handles a key; marks the event as handled where it did. */
export function handleCanvasKey(
  event: KeyboardEvent<HTMLElement>,
  actions: ActionContext,
  controller: CanvasController,
  ui: {
    readonly rename: (id: string) => void;
    readonly openMenu: () => void;
    /** What the overlay says of a block or link; '' = nothing. */
    readonly wordsOf: (id: string) => string;
  },
): void {
  const session = actions.sessionStore.getState();
  const { drawing } = actions.documentStore.getState().plan;
  const blocks = selectedBlocks(drawing, session.selection);
  const direction = ARROWS[event.key];
  if (direction !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    if (blocks.length > 0) {
      dispatch(actions, nudgeBlocks(blocks, direction, GRID_STEP * (event.shiftKey ? LARGE_STEP : 1)));
    } else {
      const x = direction === 'left' ? PAN_STEP : direction === 'right' ? -PAN_STEP : 0;
      const y = direction === 'up' ? PAN_STEP : direction === 'down' ? -PAN_STEP : 0;
      session.setViewport(panBy(session.viewport, x, y));
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  switch (event.key) {
    case ' ':
      event.preventDefault();
      controller.setSpace(true);
      return;
    case 'Tab': {
      // At either end, and with nothing selected, the focus goes on through the page.
      if (session.selection.length === 0) return;
      const next = nextBlock(drawing, session.selection, event.shiftKey);
      if (next === null) {
        session.setSelection([]);
        return;
      }
      event.preventDefault();
      selectByKey(actions, next, ui.wordsOf(next));
      return;
    }
    case 'Enter':
    case 'F2': {
      event.preventDefault();
      const [first] = blocks;
      if (first !== undefined) ui.rename(first);
      else {
        const next = nextBlock(drawing, []);
        if (next !== null) selectByKey(actions, next, ui.wordsOf(next));
      }
      return;
    }
    case 'ContextMenu':
      event.preventDefault();
      ui.openMenu();
      return;
    case 'F10':
      if (!event.shiftKey) return;
      event.preventDefault();
      ui.openMenu();
      return;
    case 'Escape':
      if (controller.cancel()) event.preventDefault();
      else if (session.tool !== 'select') {
        event.preventDefault();
        session.setTool('select');
      } else if (session.selection.length > 0) {
        event.preventDefault();
        session.setSelection([]);
        session.announce('Nothing selected.');
      }
  }
}

/** Selects, brings into view and says what it is. */
function selectByKey({ sessionStore, documentStore }: ActionContext, id: string, words: string): void {
  const { viewport, canvasSize, setSelection, setViewport, announce } = sessionStore.getState();
  const { drawing } = documentStore.getState().plan;
  setSelection([id]);
  setViewport(revealBlock(drawing, id, viewport, canvasSize));
  announce(words === '' ? describeOne(drawing, id) : `${describeOne(drawing, id)}. ${words}`);
}
