/** Which kind of block may lie inside which. Containers go from large to small; leaves may lie in any container. */
import type { BlockKind, Drawing } from '../plan-document.ts';

const CONTAINER_RANK: Partial<Record<BlockKind, number>> = { site: 0, hall: 1, row: 2, rack: 3, node: 4 };

/** Deepest nesting of blocks that a plan may have. */
export const MAX_DEPTH = 12;

/** Whether blocks of this kind can hold others. */
export function isContainer(kind: BlockKind): boolean {
  return CONTAINER_RANK[kind] !== undefined;
}

/** Whether a block of `child` may lie directly inside one of `parent`; `null` is the top level, which takes all. */
export function mayNest(child: BlockKind, parent: BlockKind | null): boolean {
  if (parent === null) return true;
  const outer = CONTAINER_RANK[parent];
  if (outer === undefined) return false;
  const inner = CONTAINER_RANK[child];
  return inner === undefined || inner > outer;
}

/** Whether a block may be put into `parentId` without a cycle, a wrong kind or a missing parent. */
export function mayMoveInto(drawing: Drawing, id: string, parentId: string | null): boolean {
  const block = drawing.blocks[id];
  if (block === undefined) return false;
  if (parentId === null) return true;
  const parent = drawing.blocks[parentId];
  if (parent === undefined || !mayNest(block.kind, parent.kind)) return false;
  let ancestor: string | null = parentId;
  for (let depth = 0; ancestor !== null && depth <= MAX_DEPTH; depth++) {
    if (ancestor === id) return false;
    ancestor = drawing.blocks[ancestor]?.parent ?? null;
  }
  return true;
}
