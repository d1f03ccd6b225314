/** The blocks of a drawing as a tree. */
import type { Block, Drawing } from '../plan-document.ts';

/** Reading order of siblings: top to bottom, left to right, then by id. */
function compareSiblings(a: Block, b: Block): number {
  return a.y - b.y || a.x - b.x || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Children by parent id (`null` = top level), siblings in reading order. Blocks whose parent is missing count as top level. */
export function groupByParent(drawing: Drawing): Map<string | null, Block[]> {
  const groups = new Map<string | null, Block[]>();
  for (const block of Object.values(drawing.blocks)) {
    const parent = block.parent !== null && drawing.blocks[block.parent] !== undefined ? block.parent : null;
    const siblings = groups.get(parent);
    if (siblings === undefined) groups.set(parent, [block]);
    else siblings.push(block);
  }
  for (const siblings of groups.values()) siblings.sort(compareSiblings);
  return groups;
}

/** Direct children in reading order. */
export function childrenOf(drawing: Drawing, parent: string | null): Block[] {
  return Object.values(drawing.blocks)
    .filter((block) => block.parent === parent)
    .sort(compareSiblings);
}

/** The given blocks and everything inside them. Unknown ids are left out. */
export function withDescendants(drawing: Drawing, ids: Iterable<string>): Set<string> {
  const inside = new Set<string>();
  for (const id of ids) if (drawing.blocks[id] !== undefined) inside.add(id);
  if (inside.size === 0) return inside;
  const childIds = new Map<string, string[]>();
  for (const block of Object.values(drawing.blocks)) {
    if (block.parent === null) continue;
    const siblings = childIds.get(block.parent);
    if (siblings === undefined) childIds.set(block.parent, [block.id]);
    else siblings.push(block.id);
  }
  // A set grows while it is walked, so this reaches every level.
  for (const id of inside) for (const child of childIds.get(id) ?? []) inside.add(child);
  return inside;
}

/** Ancestors from the parent outwards. Stops at a missing block or at a cycle. */
export function ancestorsOf(drawing: Drawing, id: string): string[] {
  const ancestors: string[] = [];
  const seen = new Set([id]);
  let current = drawing.blocks[id]?.parent ?? null;
  while (current !== null && !seen.has(current) && drawing.blocks[current] !== undefined) {
    ancestors.push(current);
    seen.add(current);
    current = drawing.blocks[current]?.parent ?? null;
  }
  return ancestors;
}

/** Those of the ids that are blocks and have no ancestor among the ids: what moves when all of them are dragged. */
export function topmostOf(drawing: Drawing, ids: Iterable<string>): string[] {
  const chosen = new Set<string>();
  for (const id of ids) if (drawing.blocks[id] !== undefined) chosen.add(id);
  return [...chosen].filter((id) => !ancestorsOf(drawing, id).some((ancestor) => chosen.has(ancestor)));
}

/** Instances of a block in the whole drawing: its count times the counts of everything around it. */
export function countBlockInstances(drawing: Drawing, id: string): number {
  let instances = drawing.blocks[id]?.count ?? 0;
  for (const ancestor of ancestorsOf(drawing, id)) instances *= drawing.blocks[ancestor]?.count ?? 1;
  return instances;
}
