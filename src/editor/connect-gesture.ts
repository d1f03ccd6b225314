/** Pulling a link from a block's port (or, with the connect tool, from anywhere on it) to another block. */
import type { BlockSide, Hit } from '../domain/canvas/hit.ts';
import { toCanvas } from '../domain/canvas/viewport.ts';
import { connectBlocks } from '../domain/plan/commands/connect-blocks.ts';
import { nameOf } from '../domain/plan/describe-items.ts';
import type { Point } from '../domain/plan/drawing/block-geometry.ts';
import { mayConnect, suggestLink } from './suggest-link.ts';
import { type ConnectingState, type EditorContext, IDLE, type PointerInput, type Step, stay } from './tool-state.ts';

/** Starts a link at a block. */
export function startConnect(
  from: string,
  side: BlockSide | null,
  screen: Point,
  context: EditorContext,
): ConnectingState {
  return { name: 'connecting', from, side, to: toCanvas(context.viewport, screen), target: null };
}

function blockOf(hit: Hit): string | null {
  return hit.kind === 'block' || hit.kind === 'port' || hit.kind === 'handle' ? hit.id : null;
}

/** Follows the pointer; on release over a block that may be linked, connects. */
export function continueConnect(state: ConnectingState, input: PointerInput, context: EditorContext): Step {
  if (input.type === 'cancel') return { state: IDLE, effects: [{ type: 'announce', text: 'Link cancelled.' }] };
  if (input.type === 'down') return stay(state);
  const { drawing } = context.placed;
  const under = blockOf(input.hit);
  const target = under !== null && mayConnect(drawing, state.from, under) ? under : null;
  const to = toCanvas(context.viewport, input.screen);
  if (input.type === 'move') return stay({ ...state, to, target });
  if (target === null) {
    if (under === null || under === state.from) return stay(IDLE);
    const text = `${nameOf(drawing, state.from)} cannot be linked to ${nameOf(drawing, under)}: one lies inside the other.`;
    return { state: IDLE, effects: [{ type: 'announce', text }] };
  }
  const link = suggestLink(drawing, state.from, target, context.catalogIndex);
  if (link === null) return stay(IDLE);
  return {
    state: IDLE,
    effects: [
      { type: 'dispatch', command: connectBlocks(link) },
      { type: 'select', ids: [link.id] },
    ],
  };
}
