/** Dragging a resize handle: one command at the end. */
import { BLOCK_PADDING, minimumBlockSize } from '../domain/canvas/block-layout.ts';
import type { ResizeHandle } from '../domain/canvas/hit.ts';
import type { PlacedDrawing, RectangleOverrides } from '../domain/canvas/placed-drawing.ts';
import { toCanvas } from '../domain/canvas/viewport.ts';
import { resizeBlock } from '../domain/plan/commands/resize-block.ts';
import { contentBounds, type Point, type Rectangle } from '../domain/plan/drawing/block-geometry.ts';
import { findNeighbours } from './move-gesture.ts';
import { type SnapEdges, snapRectangle } from './snapping.ts';
import { type EditorContext, IDLE, type PointerInput, type ResizingState, type Step, stay } from './tool-state.ts';

const SNAP_REACH = 6;

/** Starts to drag a handle. */
export function startResize(id: string, handle: ResizeHandle, screen: Point, context: EditorContext): ResizingState {
  const block = context.placed.drawing.blocks[id];
  const rectangle =
    block === undefined
      ? { x: 0, y: 0, width: 1, height: 1 }
      : { x: block.x, y: block.y, width: block.width, height: block.height };
  return { name: 'resizing', id, handle, from: toCanvas(context.viewport, screen), rectangle, guides: [] };
}

/** Follows the pointer. */
export function continueResize(state: ResizingState, input: PointerInput, context: EditorContext): Step {
  if (input.type === 'cancel') return { state: IDLE, effects: [{ type: 'announce', text: 'Resize cancelled.' }] };
  if (input.type === 'down') return stay(state);
  const next = follow(state, input, context);
  if (input.type === 'move') return stay(next);
  const block = context.placed.drawing.blocks[state.id];
  const { x, y, width, height } = next.rectangle;
  const same = block?.x === x && block.y === y && block.width === width && block.height === height;
  if (block === undefined || same) return stay(IDLE);
  return { state: IDLE, effects: [{ type: 'dispatch', command: resizeBlock(state.id, next.rectangle) }] };
}

function follow(
  state: ResizingState,
  input: PointerInput & { type: 'move' | 'up' },
  context: EditorContext,
): ResizingState {
  const { placed, viewport } = context;
  const block = placed.drawing.blocks[state.id];
  const whole = placed.byId.get(state.id);
  if (block === undefined || whole === undefined) return state;
  const point = toCanvas(viewport, input.screen);
  const west = state.handle.includes('w');
  const east = state.handle.includes('e');
  const north = state.handle.startsWith('n');
  const south = state.handle.startsWith('s');
  let dx = point.x - state.from.x;
  let dy = point.y - state.from.y;
  const origin = { x: whole.x - block.x, y: whole.y - block.y };
  const edges: SnapEdges = {
    x: west ? ['start'] : east ? ['end'] : [],
    y: north ? ['start'] : south ? ['end'] : [],
  };
  let guides: ResizingState['guides'] = [];
  if (input.mod !== context.snap) {
    const wanted = apply(block, dx, dy, west, east, north, south);
    const absolute = { ...wanted, x: wanted.x + origin.x, y: wanted.y + origin.y };
    const neighbours = findNeighbours(placed, block.parent, new Set([state.id]), absolute);
    const snap = snapRectangle(absolute, neighbours, SNAP_REACH / viewport.zoom, edges);
    dx += snap.dx;
    dy += snap.dy;
    guides = snap.guides;
  }
  const rectangle = keepRoom(apply(block, dx, dy, west, east, north, south), state, placed);
  return { ...state, rectangle, guides };
}

function apply(
  block: Rectangle,
  dx: number,
  dy: number,
  west: boolean,
  east: boolean,
  north: boolean,
  south: boolean,
): Rectangle {
  return {
    x: block.x + (west ? dx : 0),
    y: block.y + (north ? dy : 0),
    width: block.width + (west ? -dx : east ? dx : 0),
    height: block.height + (north ? -dy : south ? dy : 0),
  };
}

/** Never smaller than readable, and never smaller than what lies inside. */
function keepRoom(wanted: Rectangle, state: ResizingState, placed: PlacedDrawing): Rectangle {
  const block = placed.drawing.blocks[state.id];
  if (block === undefined) return wanted;
  const least = minimumBlockSize(block.kind);
  const content = contentBounds(placed.drawing, state.id);
  let left = wanted.x;
  let top = wanted.y;
  let right = wanted.x + wanted.width;
  let bottom = wanted.y + wanted.height;
  if (state.handle.includes('w')) {
    left = Math.min(left, right - least.width);
    if (content !== undefined) left = Math.min(left, block.x + Math.max(0, content.x - BLOCK_PADDING / 2));
  } else {
    right = Math.max(right, left + least.width);
    if (content !== undefined) right = Math.max(right, block.x + content.x + content.width + BLOCK_PADDING / 2);
  }
  if (state.handle.startsWith('n')) {
    top = Math.min(top, bottom - least.height);
    if (content !== undefined) top = Math.min(top, block.y + Math.max(0, content.y - BLOCK_PADDING * 2));
  } else {
    bottom = Math.max(bottom, top + least.height);
    if (content !== undefined) bottom = Math.max(bottom, block.y + content.y + content.height + BLOCK_PADDING / 2);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Where the resized block and its content are drawn for the moment: the content stays where it is on the canvas. */
export function resizeOverrides(state: ResizingState, placed: PlacedDrawing): RectangleOverrides {
  const block = placed.drawing.blocks[state.id];
  const overrides = new Map<string, Rectangle>([[state.id, state.rectangle]]);
  if (block === undefined) return overrides;
  const dx = state.rectangle.x - block.x;
  const dy = state.rectangle.y - block.y;
  if (dx === 0 && dy === 0) return overrides;
  for (const child of Object.values(placed.drawing.blocks)) {
    if (child.parent !== state.id) continue;
    overrides.set(child.id, { x: child.x - dx, y: child.y - dy, width: child.width, height: child.height });
  }
  return overrides;
}
