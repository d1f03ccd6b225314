/** Spatial index of a placed drawing: which blocks and links lie in a rectangle, at what a hundred thousand of them allow per frame. */
import Flatbush from 'flatbush';
import type { PlacedDrawing } from '../domain/canvas/placed-drawing.ts';
import type { Rectangle } from '../domain/plan/drawing/block-geometry.ts';
import { type RoutedLink, routeLinks } from './route-links.ts';

/** An index over one placed drawing. */
export interface DrawingIndex {
  readonly placed: PlacedDrawing;
  readonly links: readonly RoutedLink[];
  /** Positions in `placed.blocks` that touch the rectangle, in painting order. */
  readonly findBlocks: (area: Rectangle) => Uint32Array;
  /** Links whose bounds touch the rectangle. */
  readonly findLinks: (area: Rectangle) => readonly RoutedLink[];
}

const cache = new WeakMap<PlacedDrawing, DrawingIndex>();

/** Builds the index; kept per placed drawing. */
export function indexDrawing(placed: PlacedDrawing): DrawingIndex {
  const known = cache.get(placed);
  if (known !== undefined) return known;
  const links = routeLinks(placed);
  const blockTree = placed.blocks.length === 0 ? null : new Flatbush(placed.blocks.length);
  if (blockTree !== null) {
    for (const { x, y, width, height } of placed.blocks) blockTree.add(x, y, x + width, y + height);
    blockTree.finish();
  }
  const linkTree = links.length === 0 ? null : new Flatbush(links.length);
  if (linkTree !== null) {
    for (const { points } of links) {
      let left = Number.POSITIVE_INFINITY;
      let top = Number.POSITIVE_INFINITY;
      let right = Number.NEGATIVE_INFINITY;
      let bottom = Number.NEGATIVE_INFINITY;
      for (let at = 0; at < points.length; at += 2) {
        left = Math.min(left, points[at] ?? 0);
        right = Math.max(right, points[at] ?? 0);
        top = Math.min(top, points[at + 1] ?? 0);
        bottom = Math.max(bottom, points[at + 1] ?? 0);
      }
      linkTree.add(left, top, right, bottom);
    }
    linkTree.finish();
  }
  const search = (tree: Flatbush | null, area: Rectangle) =>
    tree === null ? [] : tree.search(area.x, area.y, area.x + area.width, area.y + area.height);
  const index: DrawingIndex = {
    placed,
    links,
    findBlocks: (area) => Uint32Array.from(search(blockTree, area)).sort(),
    findLinks: (area) =>
      search(linkTree, area)
        .sort((a, b) => a - b)
        .flatMap((at) => links[at] ?? []),
  };
  cache.set(placed, index);
  return index;
}
