/** Chooses what one frame shows: culls through the index, folds what is small, opens what is large, and keeps to the budget. */

import { BLOCK_RADIUS, CONTAINER_HEADER_HEIGHT, LEAF_HEADER_HEIGHT } from '../domain/canvas/block-layout.ts';
import type { PlacedBlock, PlacedDrawing } from '../domain/canvas/placed-drawing.ts';
import type { ScreenSize, Viewport } from '../domain/canvas/viewport.ts';
import { rectangleToScreen } from '../domain/canvas/viewport.ts';
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import type { DrawingOverlay } from '../domain/overlay/drawing-overlay.ts';
import type { Rectangle } from '../domain/plan/drawing/block-geometry.ts';
import { type BlockFacts, describeBlock, formatWhole } from './block-facts.ts';
import { type BuiltCells, buildCells, type CellOwner } from './build-cells.ts';
import { buildGhosts, type GhostInput } from './build-ghosts.ts';
import { buildLinks, labelLinks } from './build-links.ts';
import { chooseBlocks } from './choose-blocks.ts';
import type { DrawingIndex } from './drawing-index.ts';
import { isFolded } from './fold.ts';
import { type LabelledBox, labelBox, labelCells, labelKeyFigure, type Wording } from './label-boxes.ts';
import { createLabelPlacer, type LabelPlacer } from './label-placer.ts';
import { PRIMITIVE_BUDGET, type Scene, type SceneBox, type SceneLink } from './scene.ts';
import { estimateTextWidth, type MeasureText } from './text-width.ts';

const MAX_LINKS = 600;
const MAX_LABELLED = 400;

/** What a scene is made from. */
export interface SceneInput {
  readonly index: DrawingIndex;
  /** null while the catalogue loads: names show, key figures do not. */
  readonly catalogIndex: CatalogIndex | null;
  readonly viewport: Viewport;
  readonly size: ScreenSize;
  readonly measure?: MeasureText;
  /** What is laid over the drawing; absent or null = nothing. */
  readonly overlay?: DrawingOverlay | null;
  /** The plan before a trial; absent or null = there is none. */
  readonly ghosts?: GhostInput | null;
  /** false: a picture without words, and nothing folded: for thumbnails of small drawings. */
  readonly words?: boolean;
}

/** Builds the scene of one frame. */
export function buildScene(input: SceneInput): Scene {
  const { index, catalogIndex, viewport, size, measure = estimateTextWidth, words = true, overlay = null } = input;
  const ghosts = input.ghosts == null ? [] : buildGhosts(input.ghosts, index, viewport, size, measure);
  const { zoom } = viewport;
  const { blocks: visible, patches } = chooseBlocks(index, viewport, size, words);
  const totals = countInside(index.placed, catalogIndex);
  const labelled: LabelledBox[] = [];
  const owners: CellOwner[] = [];
  const ownerOf = new Map<string, number>();
  for (const placed of visible) {
    const box = toBox(placed, viewport, words, overlay);
    const facts = describeBlock(placed.block, catalogIndex);
    const inside = placed.hasChildren ? (totals.get(placed.block.id) ?? 0) : 0;
    const usual = inside > 0 ? `${formatWhole(inside)} accelerators` : facts.keyFigure;
    const keyFigure = box.mark === undefined || box.mark.short === '' ? usual : box.mark.short;
    labelled.push({ box, placed, facts, keyFigure });
    const isStrip = placed.hasChildren;
    if (isStrip && (placed.block.count === 1 || box.tone === 'folded' || zoom < 0.5)) continue;
    ownerOf.set(placed.block.id, owners.length);
    const body = isStrip ? stripOf(box, zoom) : bodyOf(box, zoom, words);
    owners.push({ block: placed.block, facts, body, isStrip });
  }
  const stacks = labelled.reduce((sum, { box }) => sum + box.stack, 0);
  const { links, routed } = buildLinks(index, catalogIndex, viewport, size, {
    most: MAX_LINKS,
    folds: words,
    overlay,
  });
  const room =
    PRIMITIVE_BUDGET - labelled.length - stacks - patches.length - links.length - ghosts.length * 3 - MAX_LABELLED * 4;
  const cells = buildCells(owners, size, Math.max(0, room), overlay?.places ?? null);
  const wording: Wording = { labels: [], icons: [], placer: createLabelPlacer(), measure };
  const largest = labelled.length <= MAX_LABELLED ? labelled : largestOf(labelled, MAX_LABELLED);
  if (words) {
    const lines = blockLines(links);
    for (const entry of largest) labelBox(wording, entry, zoom, lines);
    for (const entry of largest) labelKeyFigure(wording, entry, zoom, lines);
    labelCells(wording, cells.named, MAX_LABELLED, overlay?.places ?? null);
    if (links.length > 0) keepLabelsOff(labelled, wording.placer, zoom);
    const onLinks = labelLinks(routed, catalogIndex, viewport, wording.placer, measure, overlay);
    wording.labels.push(...onLinks.labels);
    wording.icons.push(...onLinks.icons);
  }
  const boxes = [...labelled.map(({ box }) => withCells(box, ownerOf, cells)), ...patches.map(toPatch)];
  const plates = wording.labels.reduce((sum, label) => sum + (label.plate === null ? 0 : 1), 0);
  return {
    size,
    viewport,
    boxes,
    cells: cells.batch,
    links,
    icons: wording.icons,
    labels: wording.labels,
    marksLinks: overlay !== null && overlay.byLink.size > 0,
    ghosts,
    primitives:
      ghosts.length * 3 +
      boxes.length +
      stacks +
      cells.batch.count +
      links.length +
      wording.icons.length +
      wording.labels.length +
      plates,
  };
}

/** Where links run, to keep figures off them. */
function blockLines(links: readonly SceneLink[]): LabelPlacer {
  const lines = createLabelPlacer();
  for (const { points, lineWidth } of links) {
    const half = lineWidth / 2 + 3;
    for (let at = 0; at + 3 < points.length; at += 2) {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = points.slice(at, at + 4);
      lines.block({
        x: Math.max(-100, Math.min(x1, x2) - half),
        y: Math.max(-100, Math.min(y1, y2) - half),
        width: Math.min(6000, Math.abs(x2 - x1)) + 2 * half,
        height: Math.min(6000, Math.abs(y2 - y1)) + 2 * half,
      });
    }
  }
  return lines;
}

/** Words of links lie neither on cards nor on the edges and headers of containers. */
function keepLabelsOff(labelled: readonly LabelledBox[], placer: LabelPlacer, zoom: number): void {
  for (const { box } of labelled) {
    if (box.tone !== 'container') {
      placer.block(box);
      continue;
    }
    const { x, y, width, height } = box;
    placer.block({ x, y: y - 2, width, height: Math.max(16, CONTAINER_HEADER_HEIGHT * zoom) });
    placer.block({ x, y: y + height - 2, width, height: 4 + box.stack * box.stackStep });
  }
}

function toBox(placed: PlacedBlock, viewport: Viewport, folds: boolean, overlay: DrawingOverlay | null): SceneBox {
  const mark = overlay?.byBlock.get(placed.block.id);
  const rectangle = rectangleToScreen(viewport, placed);
  const folded = folds && isFolded(placed, viewport.zoom);
  const small = Math.min(rectangle.width, rectangle.height) < 16;
  return {
    id: placed.block.id,
    ...rectangle,
    radius: Math.min(
      BLOCK_RADIUS * Math.max(0.6, Math.min(2, viewport.zoom)),
      rectangle.width / 4,
      rectangle.height / 4,
    ),
    tone: folded ? 'folded' : placed.hasChildren ? 'container' : 'leaf',
    depth: placed.depth,
    stack: placed.block.count === 1 || small ? 0 : placed.block.count === 2 ? 1 : 2,
    stackStep: Math.min(6, Math.max(2, 4 * viewport.zoom)),
    cellsFrom: 0,
    cellsTo: 0,
    ...(mark === undefined ? {} : { mark }),
  };
}

/** Small blocks drawn together; nothing of its own to point at. */
function toPatch(area: Rectangle): SceneBox {
  return { id: '', ...area, radius: 1, tone: 'folded', depth: 0, stack: 0, stackStep: 0, cellsFrom: 0, cellsTo: 0 };
}

/** The foot of a container's head. */
function stripOf(box: SceneBox, zoom: number): Rectangle {
  const pad = 10 * zoom;
  const height = Math.min(8, Math.max(3, 3.5 * zoom));
  return { x: box.x + pad, y: box.y + 31 * zoom - height, width: box.width - 2 * pad, height };
}

function bodyOf(box: SceneBox, zoom: number, words: boolean) {
  const pad = Math.min(10 * zoom, box.width * 0.08);
  const head = LEAF_HEADER_HEIGHT * zoom;
  const header = !words || 26 * zoom >= 16 ? head : box.height >= 60 ? Math.max(head, 20) : box.height;
  return { x: box.x + pad, y: box.y + header, width: box.width - 2 * pad, height: box.height - header - pad };
}

function withCells(box: SceneBox, ownerOf: ReadonlyMap<string, number>, cells: BuiltCells): SceneBox {
  const range = cells.ranges[ownerOf.get(box.id) ?? -1];
  return range === undefined ? box : { ...box, cellsFrom: range[0], cellsTo: range[1] };
}

function largestOf(labelled: readonly LabelledBox[], limit: number): readonly LabelledBox[] {
  return [...labelled].sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height).slice(0, limit);
}

const totalsCache = new WeakMap<PlacedDrawing, WeakMap<object, ReadonlyMap<string, number>>>();
const NO_CATALOG = {};

/** Accelerators inside one instance of each container. */
function countInside(placed: PlacedDrawing, index: CatalogIndex | null): ReadonlyMap<string, number> {
  const key = index ?? NO_CATALOG;
  const known = totalsCache.get(placed)?.get(key);
  if (known !== undefined) return known;
  const totals = new Map<string, number>();
  const facts = new Map<string, BlockFacts>();
  for (const { block, hasChildren } of placed.blocks) {
    if (hasChildren) continue;
    const lookUp = `${block.kind}:${block.catalogId}`;
    let found = facts.get(lookUp);
    if (found === undefined) {
      found = describeBlock(block, index);
      facts.set(lookUp, found);
    }
    let here = found.acceleratorsPerInstance * block.count;
    if (here === 0) continue;
    for (let parent = block.parent; parent !== null; ) {
      totals.set(parent, (totals.get(parent) ?? 0) + here);
      const outer = placed.byId.get(parent)?.block;
      here *= outer?.count ?? 1;
      parent = outer?.parent ?? null;
    }
  }
  const perCatalog = totalsCache.get(placed) ?? new WeakMap<object, ReadonlyMap<string, number>>();
  perCatalog.set(key, totals);
  totalsCache.set(placed, perCatalog);
  return totals;
}
