/** Drawings for tests of the layout, and what is wrong with a laid-out one. */

import { placeBlocks } from '../../domain/plan/commands/place-blocks.ts';
import { createEmptyPlan } from '../../domain/plan/create-empty-plan.ts';
import { absoluteRectangle, type Rectangle } from '../../domain/plan/drawing/block-geometry.ts';
import { groupByParent } from '../../domain/plan/drawing/block-tree.ts';
import type { Drawing } from '../../domain/plan/plan-document.ts';
import { createSeededRandom } from '../../domain/random/seeded-random.ts';
import { type BlockSketch, buildDrawing, type LinkSketch } from '../../domain/topology/build-drawing.ts';
import { layoutDrawing } from '../layout-drawing.ts';
import { findSiblingJoints } from '../sibling-joints.ts';
import { findTierHeights } from '../tier-heights.ts';

/** The drawing with new rectangles. */
export function withRectangles(drawing: Drawing, rectangles: ReadonlyMap<string, Rectangle>): Drawing {
  const plan = structuredClone({ ...createEmptyPlan(), drawing });
  placeBlocks(rectangles, 'Tidy up').recipe(plan);
  return plan.drawing;
}

/** The drawing laid out; throws where it does not fit on a canvas. */
export function layOut(drawing: Drawing, within: readonly string[] | null = null): Drawing {
  const rectangles = layoutDrawing(drawing, within);
  if (rectangles === undefined) throw new Error('It does not fit on a canvas.');
  return withRectangles(drawing, rectangles);
}

const overlap = (a: Rectangle, b: Rectangle): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Siblings that overlap and children that leave their parent, in words. */
export function findMisplaced(drawing: Drawing): string[] {
  const misplaced: string[] = [];
  for (const [parent, siblings] of groupByParent(drawing)) {
    siblings.forEach((block, at) => {
      for (const other of siblings.slice(at + 1)) {
        if (overlap(block, other)) misplaced.push(`${block.id} overlaps ${other.id}`);
      }
      const outer = parent === null ? undefined : drawing.blocks[parent];
      if (outer === undefined) return;
      const inside =
        block.x >= 0 && block.y >= 0 && block.x + block.width <= outer.width && block.y + block.height <= outer.height;
      if (!inside) misplaced.push(`${block.id} leaves ${outer.id}`);
    });
  }
  return misplaced;
}

/** Joined siblings of which the one nearer to the accelerators does not lie wholly below the other. Only for drawings without circles. */
export function findUpsideDown(drawing: Drawing): string[] {
  const wrong: string[] = [];
  for (const joints of findSiblingJoints(drawing, findTierHeights(drawing)).values()) {
    for (const { a, b, rise } of joints) {
      const [above, below] = rise > 0 ? [a, b] : [b, a];
      const upper = drawing.blocks[above];
      const lower = drawing.blocks[below];
      if (rise === 0 || upper === undefined || lower === undefined) continue;
      if (upper.y + upper.height > lower.y) wrong.push(`${above} is not above ${below}`);
    }
  }
  return wrong;
}

/** How far blocks have moved on the canvas, canvas units, for those that are in both. */
export function displacements(before: Drawing, after: Drawing): number[] {
  return Object.keys(before.blocks).flatMap((id) => {
    const from = absoluteRectangle(before, id);
    const to = absoluteRectangle(after, id);
    return from === undefined || to === undefined ? [] : [Math.hypot(to.x - from.x, to.y - from.y)];
  });
}

/** Racks of nodes under leaves, leaves under spines, each drawn on its own, thrown about the canvas. */
export function drawScatteredTree(seed: number, racks: number, nodesPerRack: number, spines: number): Drawing {
  const random = createSeededRandom(seed);
  const blocks: BlockSketch[] = [];
  const links: LinkSketch[] = [];
  const place = () => ({ x: random.whole(-3000, 3000), y: random.whole(-3000, 3000) });
  for (let spine = 0; spine < spines; spine++) blocks.push({ id: `s${spine}`, kind: 'switch', ...place() });
  for (let rack = 0; rack < racks; rack++) {
    blocks.push({ id: `r${rack}`, kind: 'rack', width: 300, height: 300, ...place() });
    blocks.push({ id: `leaf${rack}`, kind: 'switch', parent: `r${rack}`, ...place() });
    for (let node = 0; node < nodesPerRack; node++) {
      const id = `n${rack}.${node}`;
      blocks.push({ id, kind: 'node', parent: `r${rack}`, catalogId: 'dgx-h100', ...place() });
      links.push({ from: id, to: `leaf${rack}`, catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'single' });
    }
    for (let spine = 0; spine < spines; spine++) {
      if (spines > 2 && random.chance(0.4)) continue;
      links.push({
        from: `leaf${rack}`,
        to: `s${spine}`,
        catalogId: 'ib-ndr',
        cablesPerInstance: 4,
        pattern: 'single',
      });
    }
  }
  return buildDrawing(blocks, links);
}
