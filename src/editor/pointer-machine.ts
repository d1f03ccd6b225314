/** The one way in for pointer events: decides what a press means, then hands on to the gesture that it became. */

import { panBy } from '../domain/canvas/viewport.ts';
import type { Point } from '../domain/plan/drawing/block-geometry.ts';
import { continueConnect, startConnect } from './connect-gesture.ts';
import { continueMarquee, startMarquee } from './marquee-gesture.ts';
import { continueMove, startMove } from './move-gesture.ts';
import { continueResize, startResize } from './resize-gesture.ts';
import {
  type EditorContext,
  IDLE,
  type PointerInput,
  type PressedState,
  type Step,
  stay,
  type ToolState,
} from './tool-state.ts';

/** How far the pointer must travel before a press is a drag, CSS pixels. */
const DRAG_DISTANCE = 4;

/** The next state, and what is to be done. */
export function reducePointer(state: ToolState, input: PointerInput, context: EditorContext): Step {
  switch (state.name) {
    case 'idle':
      return input.type === 'down' ? press(input, context) : stay(state);
    case 'pressed':
      return continuePress(state, input, context);
    case 'marquee':
      return continueMarquee(state, input, context);
    case 'moving':
      return continueMove(state, input, context);
    case 'resizing':
      return continueResize(state, input, context);
    case 'connecting':
      return continueConnect(state, input, context);
    case 'panning':
      return continuePan(state.last, input, context);
  }
}

function press(input: PointerInput & { type: 'down' }, context: EditorContext): Step {
  const { hit, screen, shift } = input;
  if (input.button === 1 || (input.button === 0 && (input.space || context.tool === 'hand'))) {
    return stay({ name: 'panning', last: screen });
  }
  if (input.button === 2) {
    // The menu is for what lies under the pointer, unless that is part of the selection.
    const id = hit.kind === 'none' ? null : hit.id;
    if (id === null) return { state: IDLE, effects: [{ type: 'select', ids: [] }] };
    return context.selection.includes(id) ? stay(IDLE) : { state: IDLE, effects: [{ type: 'select', ids: [id] }] };
  }
  if (hit.kind === 'port') return stay(startConnect(hit.id, hit.side, screen, context));
  if (hit.kind === 'handle') return stay(startResize(hit.id, hit.handle, screen, context));
  if (context.tool === 'connect' && hit.kind === 'block') return stay(startConnect(hit.id, null, screen, context));
  const pressed: PressedState = { name: 'pressed', screen, hit, shift, before: context.selection };
  const grabs = hit.kind === 'link' || (hit.kind === 'block' && hit.part === 'header');
  if (grabs && !shift && !context.selection.includes(hit.id)) {
    return { state: pressed, effects: [{ type: 'select', ids: [hit.id] }] };
  }
  return stay(pressed);
}

function continuePress(state: PressedState, input: PointerInput, context: EditorContext): Step {
  const { hit, shift, before } = state;
  if (input.type === 'cancel') return stay(IDLE);
  if (input.type === 'down') return stay(state);
  if (input.type === 'up') return click(state);
  const travelled = Math.hypot(input.screen.x - state.screen.x, input.screen.y - state.screen.y);
  if (travelled < DRAG_DISTANCE || hit.kind === 'link') return stay(state);
  if (hit.kind === 'block' && (hit.part === 'header' || context.selection.includes(hit.id))) {
    const ids = context.selection.includes(hit.id) ? context.selection : [...(shift ? before : []), hit.id];
    const moving = startMove(ids, state.screen, context);
    const step = continueMove(moving, input, context);
    return ids === context.selection ? step : { ...step, effects: [{ type: 'select', ids }, ...step.effects] };
  }
  const within = hit.kind === 'block' ? hit.id : null;
  return continueMarquee(startMarquee(state.screen, within, shift, before, context), input, context);
}

/** A press and release at one place. */
function click({ hit, shift, before }: PressedState): Step {
  if (hit.kind === 'none') return { state: IDLE, effects: shift ? [] : [{ type: 'select', ids: [] }] };
  if (!shift) return { state: IDLE, effects: [{ type: 'select', ids: [hit.id] }] };
  const ids = before.includes(hit.id) ? before.filter((id) => id !== hit.id) : [...before, hit.id];
  return { state: IDLE, effects: [{ type: 'select', ids }] };
}

function continuePan(last: Point, input: PointerInput, context: EditorContext): Step {
  if (input.type === 'cancel') return stay(IDLE);
  if (input.type === 'down') return stay({ name: 'panning', last });
  const viewport = panBy(context.viewport, input.screen.x - last.x, input.screen.y - last.y);
  return {
    state: input.type === 'up' ? IDLE : { name: 'panning', last: input.screen },
    effects: [{ type: 'viewport', viewport }],
  };
}
