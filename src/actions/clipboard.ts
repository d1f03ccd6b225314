/**
 * Copied blocks travel as text on the system's clipboard, so that they pass between tabs and plans. Where the browser
 * keeps its clipboard from the page, they stay in memory and pass within this tab.
 */

import { toCanvas } from '../domain/canvas/viewport.ts';
import type { PastePlace } from '../domain/plan/commands/paste-fragment.ts';
import { boundsOf } from '../domain/plan/drawing/block-geometry.ts';
import { copyFragment, type PlanFragment, parseFragment } from '../domain/plan/plan-fragment.ts';
import type { ActionContext } from './action.ts';

/** What was copied last in this tab. */
let remembered = '';

/** Copies blocks with everything inside. */
export async function copyBlocks(context: ActionContext, ids: readonly string[]): Promise<void> {
  remembered = JSON.stringify(copyFragment(context.documentStore.getState().plan.drawing, ids));
  await context.services.writeClipboard(remembered);
  context.sessionStore.getState().announce(ids.length === 1 ? 'Copied 1 block.' : `Copied ${ids.length} blocks.`);
}

/** The blocks on the clipboard; undefined when there are none. */
export async function readFragment({ services }: ActionContext): Promise<PlanFragment | undefined> {
  const text = await services.readClipboard();
  return (text === null ? undefined : parseFragment(text)) ?? parseFragment(remembered);
}

/** The middle of what is in sight, a little aside for each time that something lies there already. */
export function findPastePlace({ sessionStore, documentStore }: ActionContext, fragment: PlanFragment): PastePlace {
  const { viewport, canvasSize } = sessionStore.getState();
  const middle = toCanvas(viewport, { x: canvasSize.width / 2, y: canvasSize.height / 2 });
  const bounds = boundsOf(fragment.blocks.filter((block) => block.parent === null));
  const place = {
    x: Math.round(middle.x - (bounds?.width ?? 0) / 2),
    y: Math.round(middle.y - (bounds?.height ?? 0) / 2),
    parent: null,
  };
  const taken = Object.values(documentStore.getState().plan.drawing.blocks).filter((block) => block.parent === null);
  const step = 24;
  while (taken.some((block) => Math.abs(block.x - place.x) < step / 2 && Math.abs(block.y - place.y) < step / 2)) {
    place.x += step;
    place.y += step;
  }
  return place;
}
