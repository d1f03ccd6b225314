/** What stands around a block moves aside when it grows, and what holds it grows with it. */
import { BLOCK_PADDING } from '../domain/canvas/block-layout.ts';
import type { Rectangle } from '../domain/plan/drawing/block-geometry.ts';
import type { Block, Drawing } from '../domain/plan/plan-document.ts';

/**
 * Moves siblings to the right of `before` by how much wider it became, and those below by how much taller; then the same one level
 * out. What did not overlap does not overlap afterwards. `rectangles` holds what has a new place already, and gets the rest.
 */
export function makeRoom(
  before: Rectangle & Pick<Block, 'id' | 'parent'>,
  after: Rectangle,
  drawing: Drawing,
  children: ReadonlyMap<string | null, readonly Block[]>,
  rectangles: Map<string, Rectangle>,
): void {
  const wider = Math.max(0, after.width - before.width);
  const taller = Math.max(0, after.height - before.height);
  if (wider === 0 && taller === 0) return;
  const siblings = children.get(before.parent) ?? [];
  const of = (block: Block): Rectangle => rectangles.get(block.id) ?? block;
  for (const sibling of siblings) {
    if (sibling.id === before.id) continue;
    const { x, y, width, height } = of(sibling);
    const dx = x >= before.x + before.width ? wider : 0;
    const dy = y >= before.y + before.height ? taller : 0;
    if (dx !== 0 || dy !== 0) rectangles.set(sibling.id, { x: x + dx, y: y + dy, width, height });
  }
  const parent = before.parent === null ? undefined : drawing.blocks[before.parent];
  if (parent === undefined) return;
  const outer = of(parent);
  let { width, height } = outer;
  for (const sibling of siblings) {
    const own = of(sibling);
    width = Math.max(width, own.x + own.width + BLOCK_PADDING);
    height = Math.max(height, own.y + own.height + BLOCK_PADDING);
  }
  const grown = { x: outer.x, y: outer.y, width, height };
  rectangles.set(parent.id, grown);
  makeRoom(
    { id: parent.id, parent: parent.parent, x: outer.x, y: outer.y, width: outer.width, height: outer.height },
    grown,
    drawing,
    children,
    rectangles,
  );
}
