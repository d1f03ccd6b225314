import type { Drawing } from '../plan-document.ts';
import { countBlockInstances, withDescendants } from './block-tree.ts';

/**
 * Drops exceptions of instances and cables that are no more: those of the given blocks, of what lies inside them, and of the links
 * that leave any of these. For after a change of counts, of nesting or of links.
 */
export function trimExceptions(drawing: Drawing, ids: Iterable<string>): void {
  const inside = withDescendants(drawing, ids);
  for (const id of inside) {
    const block = drawing.blocks[id];
    if (block === undefined || block.exceptions.length === 0) continue;
    const instances = countBlockInstances(drawing, id);
    if (block.exceptions.some(({ index }) => index >= instances)) {
      block.exceptions = block.exceptions.filter(({ index }) => index < instances);
    }
  }
  for (const link of Object.values(drawing.links)) {
    if (link.exceptions.length === 0 || !inside.has(link.from)) continue;
    const instances = countBlockInstances(drawing, link.from);
    const isThere = ({ index, cable }: (typeof link.exceptions)[number]) =>
      index < instances && (cable ?? 0) < link.cablesPerInstance;
    if (!link.exceptions.every(isThere)) link.exceptions = link.exceptions.filter(isThere);
  }
}
