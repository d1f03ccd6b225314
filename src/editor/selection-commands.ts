/** What menus, keys, canvas and outline do with a selection; pure functions over plan and selection. */
import { BLOCK_PADDING, GRID_STEP } from '../domain/canvas/block-layout.ts';
import { addBlock } from '../domain/plan/commands/add-block.ts';
import { moveBlocks } from '../domain/plan/commands/move-blocks.ts';
import { nestBlocks } from '../domain/plan/commands/nest-blocks.ts';
import { setCount } from '../domain/plan/commands/set-count.ts';
import type { Point } from '../domain/plan/drawing/block-geometry.ts';
import { ancestorsOf, childrenOf, topmostOf } from '../domain/plan/drawing/block-tree.ts';
import { isFacilityUnit, mayMoveInto, mayNest } from '../domain/plan/drawing/nesting-rules.ts';
import type { Block, BlockKind, Drawing, PlanCommand, PlanDocument } from '../domain/plan/plan-document.ts';
import { type BlockSource, createBlock, findFreePlace } from './create-block.ts';
import { inOneStep } from './move-gesture.ts';

/** A direction of the arrow keys. */
export type Direction = 'left' | 'right' | 'up' | 'down';

const STEPS: Readonly<Record<Direction, Point>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

/** The selected ids that are blocks. */
export function selectedBlocks(drawing: Drawing, selection: readonly string[]): readonly string[] {
  return selection.filter((id) => drawing.blocks[id] !== undefined);
}

/** Everything that "select all" means: the siblings of what is selected, or the whole top level with its links. */
export function selectAll(drawing: Drawing, selection: readonly string[]): readonly string[] {
  const parents = new Set(selectedBlocks(drawing, selection).map((id) => drawing.blocks[id]?.parent ?? null));
  const [parent = null] = parents;
  if (parents.size === 1 && parent !== null) {
    const siblings = childrenOf(drawing, parent).map((block) => block.id);
    if (siblings.some((id) => !selection.includes(id))) return siblings;
  }
  return [...childrenOf(drawing, null).map((block) => block.id), ...Object.keys(drawing.links)];
}

/** Moves by one grid step, or another distance in canvas units; the same keys in a row are one undo step. */
export function nudgeBlocks(ids: readonly string[], direction: Direction, distance = GRID_STEP): PlanCommand {
  const step = STEPS[direction];
  return moveBlocks(ids, step.x * distance, step.y * distance, `nudge:${ids.join()}`);
}

/** The block before or after the first selected one, in reading order through the whole tree. */
export function nextBlock(drawing: Drawing, selection: readonly string[], backwards = false): string | null {
  const order: string[] = [];
  const visit = (parent: string | null) => {
    for (const block of childrenOf(drawing, parent)) {
      order.push(block.id);
      visit(block.id);
    }
  };
  visit(null);
  if (order.length === 0) return null;
  const at = order.findIndex((id) => selection.includes(id));
  if (at === -1) return (backwards ? order.at(-1) : order[0]) ?? null;
  return order[at + (backwards ? -1 : 1)] ?? null;
}

/** The blocks that something may be put into, in reading order; the top level is always possible and not listed. */
export function possibleParents(drawing: Drawing, ids: readonly string[]): readonly string[] {
  const tops = topmostOf(drawing, ids);
  return Object.keys(drawing.blocks).filter((parent) => tops.every((id) => mayMoveInto(drawing, id, parent)));
}

/** Puts blocks into a container at free places inside it, and makes the container large enough. */
export function nestIntoFreePlace(drawing: Drawing, ids: readonly string[], parent: string | null): PlanCommand {
  const tops = topmostOf(drawing, ids).filter((id) => drawing.blocks[id]?.parent !== parent);
  const nest = nestBlocks(tops, parent);
  return {
    ...nest,
    recipe: (draft) => {
      for (const id of tops) {
        if (!mayMoveInto(draft.drawing, id, parent)) continue;
        const block = draft.drawing.blocks[id];
        if (block === undefined) continue;
        const place = findFreePlace(draft.drawing, parent, block);
        nestBlocks([id], parent).recipe(draft);
        block.x = place.x;
        block.y = place.y;
      }
      growAround(draft, parent);
    },
  };
}

/** One level out of the container; undefined at the top level. */
export function unnestCommand(drawing: Drawing, ids: readonly string[]): PlanCommand | undefined {
  const tops = topmostOf(drawing, ids);
  const parent = drawing.blocks[tops[0] ?? '']?.parent ?? null;
  if (parent === null) return undefined;
  const same = tops.filter((id) => drawing.blocks[id]?.parent === parent);
  return nestIntoFreePlace(drawing, same, drawing.blocks[parent]?.parent ?? null);
}

/** Into the sibling before it, where that may hold it; undefined when there is none. */
export function nestIntoPrevious(drawing: Drawing, ids: readonly string[]): PlanCommand | undefined {
  const tops = topmostOf(drawing, ids);
  const first = drawing.blocks[tops[0] ?? ''];
  if (first === undefined) return undefined;
  const siblings = childrenOf(drawing, first.parent);
  const at = siblings.findIndex(({ id }) => id === first.id);
  const host = siblings
    .slice(0, at)
    .reverse()
    .find((sibling) => !tops.includes(sibling.id) && tops.every((id) => mayMoveInto(drawing, id, sibling.id)));
  return host === undefined ? undefined : nestIntoFreePlace(drawing, tops, host.id);
}

/** Swaps places with the sibling before or after it in reading order; undefined at the end of the line. */
export function swapWithSibling(drawing: Drawing, id: string, backwards: boolean): PlanCommand | undefined {
  const block = drawing.blocks[id];
  if (block === undefined) return undefined;
  const siblings = childrenOf(drawing, block.parent);
  const at = siblings.findIndex((sibling) => sibling.id === id);
  const other = siblings[at + (backwards ? -1 : 1)];
  if (other === undefined) return undefined;
  return inOneStep(moveBlocks([id], 0, 0), [
    moveBlocks([id], other.x - block.x, other.y - block.y),
    moveBlocks([other.id], block.x - other.x, block.y - other.y),
  ]);
}

/** Where a block of a kind goes when it is added by key or click: into the selected container, beside a selected block, or outside. */
export function chooseParent(drawing: Drawing, selection: readonly string[], kind: BlockKind): string | null {
  const selected = selectedBlocks(drawing, selection)[0];
  if (selected === undefined) return null;
  for (const id of [selected, ...ancestorsOf(drawing, selected)]) {
    const block = drawing.blocks[id];
    // A system of the catalogue brings all that it computes with, but not what feeds and cools it.
    const complete = !isFacilityUnit(kind) && block?.catalogId != null && childrenOf(drawing, id).length === 0;
    if (block !== undefined && !complete && mayNest(kind, block.kind)) return id;
  }
  return null;
}

/** Adds a block at a free place of its parent, and makes the parents large enough. `near` is used at an empty top level. */
export function addBlockCommand(
  drawing: Drawing,
  source: BlockSource,
  parent: string | null,
  near: Point,
): { readonly block: Block; readonly command: PlanCommand } {
  const sketch = createBlock(drawing, source, parent, { x: 0, y: 0 });
  const empty = parent === null && childrenOf(drawing, null).length === 0;
  const snap = (value: number) => Math.round(value / GRID_STEP) * GRID_STEP;
  const place = empty
    ? { x: snap(near.x - sketch.width / 2), y: snap(near.y - sketch.height / 2) }
    : findFreePlace(drawing, parent, sketch);
  const block = { ...sketch, ...place };
  const add = addBlock(block);
  return {
    block,
    command: {
      ...add,
      recipe: (draft) => {
        add.recipe(draft);
        growAround(draft, parent);
      },
    },
  };
}

/** Repeats every selected block ×count, in one step. */
export function repeatBlocks(ids: readonly string[], count: number): PlanCommand | undefined {
  const [first, ...rest] = ids.map((id) => setCount(id, count));
  if (first === undefined) return undefined;
  return rest.length === 0
    ? first
    : inOneStep({ ...first, label: `Repeat ${ids.length} blocks ×${count}` }, [first, ...rest]);
}

/** Makes a container, and those around it, large enough for what they hold; never smaller. */
export function growAround(draft: Pick<PlanDocument, 'drawing'>, parent: string | null): void {
  const { drawing } = draft;
  for (let id = parent; id !== null; ) {
    const outer: Block | undefined = drawing.blocks[id];
    if (outer === undefined) return;
    for (const child of childrenOf(drawing, id)) {
      outer.width = Math.max(outer.width, child.x + child.width + BLOCK_PADDING);
      outer.height = Math.max(outer.height, child.y + child.height + BLOCK_PADDING);
    }
    id = outer.parent;
  }
}
