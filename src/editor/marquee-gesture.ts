/** Pulling a selection rectangle. */
import { toCanvas } from '../domain/canvas/viewport.ts';
import type { Point, Rectangle } from '../domain/plan/drawing/block-geometry.ts';
import { ancestorsOf } from '../domain/plan/drawing/block-tree.ts';
import { type EditorContext, IDLE, type MarqueeState, type PointerInput, type Step, stay } from './tool-state.ts';

/** Starts a rectangle; with `shift`, what was selected stays so. */
export function startMarquee(
  screen: Point,
  within: string | null,
  shift: boolean,
  before: readonly string[],
  context: EditorContext,
): MarqueeState {
  const from = toCanvas(context.viewport, screen);
  return { name: 'marquee', from, to: from, base: shift ? before : [], within };
}

/** The rectangle pulled so far, canvas units. */
export function marqueeRectangle({ from, to }: MarqueeState): Rectangle {
  return {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(to.x - from.x),
    height: Math.abs(to.y - from.y),
  };
}

/** Follows the pointer and selects what the rectangle holds. */
export function continueMarquee(state: MarqueeState, input: PointerInput, context: EditorContext): Step {
  if (input.type === 'cancel') return { state: IDLE, effects: [{ type: 'select', ids: state.base }] };
  if (input.type === 'down') return stay(state);
  const next = { ...state, to: toCanvas(context.viewport, input.screen) };
  const around = state.within === null ? [] : [state.within, ...ancestorsOf(context.placed.drawing, state.within)];
  const inside = context.blocksInside(marqueeRectangle(next)).filter((id) => !around.includes(id));
  const ids = [...new Set([...state.base, ...inside])];
  return { state: input.type === 'up' ? IDLE : next, effects: [{ type: 'select', ids }] };
}
