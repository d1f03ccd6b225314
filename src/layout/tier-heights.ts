/**
 * How far each end of a link is from the accelerators: 0 for what computes, 1 for switches joined to it, 2 for switches above
 * those, and so on. Counted along the links, so that no name or kind of switch has to say what tier it is.
 */
import type { Drawing } from '../domain/plan/plan-document.ts';

/** The height of every block that a link ends at; others are not listed. */
export function findTierHeights(drawing: Drawing): ReadonlyMap<string, number> {
  const neighbours = new Map<string, string[]>();
  const join = (from: string, to: string) => {
    const known = neighbours.get(from);
    if (known === undefined) neighbours.set(from, [to]);
    else known.push(to);
  };
  for (const { from, to } of Object.values(drawing.links)) {
    if (drawing.blocks[from] === undefined || drawing.blocks[to] === undefined || from === to) continue;
    join(from, to);
    join(to, from);
  }
  const heights = new Map<string, number>();
  const kindOf = (id: string) => drawing.blocks[id]?.kind;
  const ends = [...neighbours.keys()];
  spread(
    ends.filter((id) => kindOf(id) !== 'switch' && kindOf(id) !== 'storage'),
    heights,
    neighbours,
  );
  // Storage may hang on any tier: it says how high a switch lies only where nothing that computes does.
  for (const id of ends) if (kindOf(id) === 'storage') heights.delete(id);
  spread(
    ends.filter((id) => kindOf(id) === 'storage'),
    heights,
    neighbours,
  );
  for (const id of ends) if (!heights.has(id)) heights.set(id, 1);
  return heights;
}

/** Breadth first from the sources, which get 0; what has a height keeps it. */
function spread(
  sources: readonly string[],
  heights: Map<string, number>,
  neighbours: ReadonlyMap<string, readonly string[]>,
): void {
  for (const id of sources) heights.set(id, 0);
  const queue = [...sources];
  for (let at = 0; at < queue.length; at++) {
    const id = queue[at] ?? '';
    const next = (heights.get(id) ?? 0) + 1;
    for (const other of neighbours.get(id) ?? []) {
      if (heights.has(other)) continue;
      heights.set(other, next);
      queue.push(other);
    }
  }
}
