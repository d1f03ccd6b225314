/** Lays the drawing out anew, off the page's thread, and moves the blocks in one step. */
import { placeBlocks } from '../domain/plan/commands/place-blocks.ts';
import type { Rectangle } from '../domain/plan/drawing/block-geometry.ts';
import type { Drawing } from '../domain/plan/plan-document.ts';
import { fitDrawing } from '../editor/view-commands.ts';
import type { ActionContext } from './action.ts';
import { dispatch } from './dispatch.ts';

/** A layout that takes longer says that it is under way, and can be ended. */
const SLOW_MILLISECONDS = 400;

/** The layout that is under way; a newer one takes its place. */
let underWay: AbortController | null = null;

/**
 * Tidies the whole drawing up, or with `within` what lies in these containers. Says how many blocks moved. A drawing that is changed
 * while it is being laid out is laid out again; throws, in words, where it cannot be laid out.
 */
export async function tidyUp(context: ActionContext, within: readonly string[] | null, label: string): Promise<void> {
  const { documentStore, sessionStore, services } = context;
  const { addToast, removeToast, announce } = sessionStore.getState();
  underWay?.abort();
  const controller = new AbortController();
  underWay = controller;
  let toast: string | null = null;
  const timer = setTimeout(() => {
    toast = addToast({
      tone: 'info',
      message: 'Working out where the blocks go …',
      action: { label: 'Stop', run: () => controller.abort() },
    });
  }, SLOW_MILLISECONDS);
  try {
    const { planId } = documentStore.getState();
    for (;;) {
      const { drawing } = documentStore.getState().plan;
      const result = await services.layOut(drawing, within, controller.signal);
      if (controller.signal.aborted || documentStore.getState().planId !== planId) return;
      if (!result.ok) throw new Error(describeLayoutError(result.error));
      if (documentStore.getState().plan.drawing !== drawing) continue;
      const moved = countMoved(drawing, result.value);
      if (moved === 0) {
        announce('Nothing moved: it is tidy already.');
        addToast({ tone: 'info', message: 'It is tidy already: nothing moved.' });
        return;
      }
      if (!dispatch(context, placeBlocks(result.value, label))) return;
      if (within === null) {
        const { canvasSize, setViewport } = sessionStore.getState();
        setViewport(fitDrawing(documentStore.getState().plan.drawing, canvasSize));
      }
      const total = Object.keys(drawing.blocks).length;
      announce(`${label}: ${moved} of ${total} ${total === 1 ? 'block' : 'blocks'} moved.`);
      return;
    }
  } finally {
    clearTimeout(timer);
    if (toast !== null) removeToast(toast);
    if (underWay === controller) underWay = null;
  }
}

function countMoved({ blocks }: Drawing, rectangles: ReadonlyMap<string, Rectangle>): number {
  let moved = 0;
  for (const [id, { x, y, width, height }] of rectangles) {
    const block = blocks[id];
    if (block === undefined) continue;
    if (block.x !== x || block.y !== y || block.width !== width || block.height !== height) moved++;
  }
  return moved;
}

function describeLayoutError({ code, params }: { readonly code: string; readonly params: object }): string {
  const { message, seconds } = params as { readonly message?: unknown; readonly seconds?: unknown };
  const detail = typeof message === 'string' && message !== '' ? ` (${message})` : '';
  if (code === 'drawing-too-large')
    return 'laid out, the drawing would be too large for the canvas. Nothing was moved.';
  if (code === 'layout-timeout') return `it took longer than ${String(seconds)} seconds. Nothing was moved.`;
  return `the layout stopped working${detail}. Nothing was moved.`;
}
