/**
 * Which kind of block may lie inside which. Containers go from large to small and leaves may lie in any container, so a tree
 * that keeps the rule has no cycles and at most six levels. Power and cooling units lie in what a building is made of, not in a node.
 */
import type { BlockKind, Drawing } from '../plan-document.ts';

const CONTAINER_RANK: Partial<Record<BlockKind, number>> = { site: 0, hall: 1, row: 2, rack: 3, node: 4 };

/** Whether a block feeds or cools what lies around it: it has no ports, and no link may end at it. */
export function isFacilityUnit(kind: BlockKind): kind is 'power' | 'cooling' {
  return kind === 'power' || kind === 'cooling';
}

/** Whether a block of `child` may lie directly inside one of `parent`; `null` is the top level, which takes all. */
export function mayNest(child: BlockKind, parent: BlockKind | null): boolean {
  if (parent === null) return true;
  const outer = CONTAINER_RANK[parent];
  if (outer === undefined || (parent === 'node' && isFacilityUnit(child))) return false;
  const inner = CONTAINER_RANK[child];
  return inner === undefined || inner > outer;
}

/** Whether a block may be put into `parentId`: that one exists and is of a kind that holds it. */
export function mayMoveInto(drawing: Drawing, id: string, parentId: string | null): boolean {
  const block = drawing.blocks[id];
  if (block === undefined) return false;
  if (parentId === null) return true;
  const parent = drawing.blocks[parentId];
  return parent !== undefined && mayNest(block.kind, parent.kind);
}
