/** Dragging blocks: snapping on the way, nesting and copying at the end, one command for the whole drag. */
import type { PlacedBlock, PlacedDrawing, RectangleOverrides } from '../domain/canvas/placed-drawing.ts';
import { toCanvas } from '../domain/canvas/viewport.ts';
import { duplicateItems } from '../domain/plan/commands/duplicate-items.ts';
import { moveBlocks } from '../domain/plan/commands/move-blocks.ts';
import { nestBlocks } from '../domain/plan/commands/nest-blocks.ts';
import { boundsOf, type Point, type Rectangle } from '../domain/plan/drawing/block-geometry.ts';
import { topmostOf } from '../domain/plan/drawing/block-tree.ts';
import type { PlanCommand } from '../domain/plan/plan-document.ts';
import { findDropTarget } from './drop-target.ts';
import { snapRectangle } from './snapping.ts';
import { type EditorContext, IDLE, type MovingState, type PointerInput, type Step, stay } from './tool-state.ts';

/** How near an edge must come to snap, CSS pixels. */
const SNAP_REACH = 6;
/** Neighbours that are looked at; a drawing of thousands of siblings must not slow the hand. */
const MAX_NEIGHBOURS = 300;

/** Starts to drag blocks from a point of the screen. */
export function startMove(ids: readonly string[], screen: Point, context: EditorContext): MovingState {
  const moved = topmostOf(context.placed.drawing, ids);
  return {
    name: 'moving',
    ids: moved,
    from: toCanvas(context.viewport, screen),
    offset: { x: 0, y: 0 },
    guides: [],
    distances: [],
    parent: context.placed.drawing.blocks[moved[0] ?? '']?.parent ?? null,
    changesParent: false,
    copies: false,
  };
}

/** Follows the pointer. */
export function continueMove(state: MovingState, input: PointerInput, context: EditorContext): Step {
  if (input.type === 'cancel') return { state: IDLE, effects: [{ type: 'announce', text: 'Move cancelled.' }] };
  if (input.type === 'down') return stay(state);
  const moved = follow(state, input, context);
  if (input.type === 'move') return stay(moved);
  return finishMove(moved);
}

function follow(
  state: MovingState,
  input: PointerInput & { type: 'move' | 'up' },
  context: EditorContext,
): MovingState {
  const { placed, viewport } = context;
  const point = toCanvas(viewport, input.screen);
  const raw = { x: point.x - state.from.x, y: point.y - state.from.y };
  const bounds = boundsOf(state.ids.flatMap((id) => placed.byId.get(id) ?? []));
  if (bounds === undefined) return state;
  const kinds = state.ids.flatMap((id) => placed.drawing.blocks[id]?.kind ?? []);
  const moved = new Set(state.ids);
  const parent = findDropTarget(placed, point, kinds, moved);
  const target: Rectangle = { ...bounds, x: bounds.x + raw.x, y: bounds.y + raw.y };
  const snap =
    input.mod === context.snap
      ? { dx: 0, dy: 0, guides: [], distances: [] }
      : snapRectangle(target, findNeighbours(placed, parent, moved, target), SNAP_REACH / viewport.zoom);
  return {
    ...state,
    offset: { x: raw.x + snap.dx, y: raw.y + snap.dy },
    guides: snap.guides,
    distances: snap.distances,
    parent,
    changesParent: state.ids.some((id) => placed.drawing.blocks[id]?.parent !== parent),
    copies: input.alt,
  };
}

/** Siblings at the place where something would be dropped, nearest first. */
export function findNeighbours(
  placed: PlacedDrawing,
  parent: string | null,
  moved: ReadonlySet<string>,
  near: Rectangle,
): readonly PlacedBlock[] {
  const siblings = placed.blocks.filter(({ block }) => block.parent === parent && !moved.has(block.id));
  if (siblings.length <= MAX_NEIGHBOURS) return siblings;
  const distance = (box: Rectangle) => Math.abs(box.x - near.x) + Math.abs(box.y - near.y);
  return siblings.sort((a, b) => distance(a) - distance(b)).slice(0, MAX_NEIGHBOURS);
}

function finishMove(state: MovingState): Step {
  const { ids, offset, parent, changesParent } = state;
  const still = Math.abs(offset.x) < 0.01 && Math.abs(offset.y) < 0.01;
  if (still && !changesParent) return stay(IDLE);
  if (state.copies) {
    return {
      state: IDLE,
      effects: [{ type: 'dispatch', command: duplicateItems(ids, offset.x, offset.y), select: 'added' }],
    };
  }
  const move = moveBlocks(ids, offset.x, offset.y);
  const command = changesParent ? inOneStep(nestBlocks(ids, parent), [move, nestBlocks(ids, parent)]) : move;
  return { state: IDLE, effects: [{ type: 'dispatch', command }] };
}

/** Several commands as one undo step, under the words of the first argument. */
export function inOneStep(words: PlanCommand, commands: readonly PlanCommand[]): PlanCommand {
  return {
    ...words,
    recipe: (draft) => {
      for (const command of commands) command.recipe(draft);
    },
  };
}

/** Where the dragged blocks are drawn for the moment. */
export function moveOverrides(state: MovingState, placed: PlacedDrawing): RectangleOverrides {
  const overrides = new Map<string, Rectangle>();
  for (const id of state.ids) {
    const block = placed.drawing.blocks[id];
    if (block === undefined) continue;
    const { x, y, width, height } = block;
    overrides.set(id, { x: x + state.offset.x, y: y + state.offset.y, width, height });
  }
  return overrides;
}
