/** Chooses what one frame shows: culls through the index, folds what is small, opens what is large, and keeps to the budget. */

import { BLOCK_RADIUS, CONTAINER_HEADER_HEIGHT, LEAF_HEADER_HEIGHT } from '../domain/canvas/block-layout.ts';
import type { PlacedBlock, PlacedDrawing } from '../domain/canvas/placed-drawing.ts';
import type { ScreenSize, Viewport } from '../domain/canvas/viewport.ts';
import { rectangleToScreen, visibleRectangle } from '../domain/canvas/viewport.ts';
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import { type BlockFacts, describeBlock, formatWhole } from './block-facts.ts';
import { type BuiltCells, buildCells, type CellOwner } from './build-cells.ts';
import { buildLinks, labelLinks } from './build-links.ts';
import type { DrawingIndex } from './drawing-index.ts';
import { isFolded } from './fold.ts';
import { type LabelledBox, labelBox, labelCells, type Wording } from './label-boxes.ts';
import { createLabelPlacer, type LabelPlacer } from './label-placer.ts';
import { PRIMITIVE_BUDGET, type Scene, type SceneBox } from './scene.ts';
import { estimateTextWidth, type MeasureText } from './text-width.ts';

/** Most blocks in one frame; the rest of the budget is for cells, links and words. */
const MAX_BOXES = 1800;
const MAX_LINKS = 600;
const MAX_LABELLED = 400;
/** Blocks smaller than this on screen are left out, CSS pixels. */
const SMALLEST_BOX = 2;

/** What a scene is made from. */
export interface SceneInput {
  readonly index: DrawingIndex;
  /** null while the catalogue loads: names show, key figures do not. */
  readonly catalogIndex: CatalogIndex | null;
  readonly viewport: Viewport;
  readonly size: ScreenSize;
  readonly measure?: MeasureText;
}

/** Builds the scene of one frame. */
export function buildScene(input: SceneInput): Scene {
  const { index, catalogIndex, viewport, size, measure = estimateTextWidth } = input;
  const { zoom } = viewport;
  const visible = chooseBlocks(index, viewport, size);
  const totals = countInside(index.placed, catalogIndex);
  const labelled: LabelledBox[] = [];
  const owners: CellOwner[] = [];
  const ownerOf = new Map<string, number>();
  for (const placed of visible) {
    const box = toBox(placed, viewport);
    const facts = describeBlock(placed.block, catalogIndex);
    const inside = placed.hasChildren ? (totals.get(placed.block.id) ?? 0) : 0;
    const keyFigure = inside > 0 ? `${formatWhole(inside)} accelerators` : facts.keyFigure;
    labelled.push({ box, placed, facts, keyFigure });
    if (!placed.hasChildren) {
      ownerOf.set(placed.block.id, owners.length);
      owners.push({ block: placed.block, facts, body: bodyOf(box, zoom) });
    }
  }
  const { links, routed } = buildLinks(index, catalogIndex, viewport, size, MAX_LINKS);
  const room = PRIMITIVE_BUDGET - labelled.length * 2 - links.length - MAX_LABELLED * 3;
  const cells = buildCells(owners, size, Math.max(0, room));
  const wording: Wording = { labels: [], icons: [], placer: createLabelPlacer(), measure };
  const largest = labelled.length <= MAX_LABELLED ? labelled : largestOf(labelled, MAX_LABELLED);
  for (const entry of largest) labelBox(wording, entry, zoom);
  labelCells(wording, cells.named, MAX_LABELLED);
  if (links.length > 0) keepLabelsOff(labelled, wording.placer, zoom);
  wording.labels.push(...labelLinks(routed, catalogIndex, viewport, wording.placer, measure));
  const boxes = labelled.map(({ box }) => withCells(box, ownerOf, cells));
  const stacks = boxes.reduce((sum, box) => sum + box.stack, 0);
  const plates = wording.labels.reduce((sum, label) => sum + (label.plate === null ? 0 : 1), 0);
  return {
    size,
    viewport,
    boxes,
    cells: cells.batch,
    links,
    icons: wording.icons,
    labels: wording.labels,
    primitives:
      boxes.length + stacks + cells.batch.count + links.length + wording.icons.length + wording.labels.length + plates,
  };
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

/** Blocks on screen that are large enough and not hidden in a folded container; the largest when there are too many. */
function chooseBlocks(index: DrawingIndex, viewport: Viewport, size: ScreenSize): readonly PlacedBlock[] {
  const { placed } = index;
  const { zoom } = viewport;
  const margin = 12 / zoom;
  const area = visibleRectangle(viewport, size);
  const found = index.findBlocks({
    x: area.x - margin,
    y: area.y - margin,
    width: area.width + 2 * margin,
    height: area.height + 2 * margin,
  });
  const chosen: PlacedBlock[] = [];
  const hidden = new Set<string>();
  for (const at of found) {
    const block = placed.blocks[at];
    if (block === undefined) continue;
    const { parent } = block.block;
    if (parent !== null && hidden.has(parent)) {
      hidden.add(block.block.id);
      continue;
    }
    if (isFolded(block, zoom)) hidden.add(block.block.id);
    if (Math.max(block.width, block.height) * zoom >= SMALLEST_BOX) chosen.push(block);
  }
  if (chosen.length <= MAX_BOXES) return chosen;
  const areas = Float64Array.from(chosen, ({ width, height }) => width * height).sort();
  const smallest = areas[areas.length - MAX_BOXES] ?? 0;
  let left = MAX_BOXES;
  // Equal areas are common (a repeated block): the count, not only the size, must hold.
  return chosen.filter(({ width, height }) => width * height >= smallest && left-- > 0);
}

function toBox(placed: PlacedBlock, viewport: Viewport): SceneBox {
  const rectangle = rectangleToScreen(viewport, placed);
  const folded = isFolded(placed, viewport.zoom);
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
  };
}

function bodyOf(box: SceneBox, zoom: number) {
  const pad = Math.min(10 * zoom, box.width * 0.08);
  const header = Math.max(LEAF_HEADER_HEIGHT * zoom, box.height >= 60 ? 20 : box.height);
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
