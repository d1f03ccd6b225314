/** Which blocks a frame draws one by one, and which it draws as patches because thousands of small ones would cost too much. */
import type { PlacedBlock } from '../domain/canvas/placed-drawing.ts';
import type { ScreenSize, Viewport } from '../domain/canvas/viewport.ts';
import { visibleRectangle } from '../domain/canvas/viewport.ts';
import type { Rectangle } from '../domain/plan/drawing/block-geometry.ts';
import type { DrawingIndex } from './drawing-index.ts';
import { isFolded } from './fold.ts';

/** Most blocks drawn one by one. */
const MAX_BOXES = 1800;
/** About the most patches. */
const MAX_PATCHES = 2400;
/** Blocks smaller than this on screen are left out, CSS pixels. */
const SMALLEST_BOX = 2;

/** What was chosen. */
export interface ChosenBlocks {
  /** In painting order. */
  readonly blocks: readonly PlacedBlock[];
  /** Areas that small blocks cover together, CSS pixels. */
  readonly patches: readonly Rectangle[];
}

/** Takes what is on screen, large enough, and not hidden in a folded container. */
export function chooseBlocks(index: DrawingIndex, viewport: Viewport, size: ScreenSize, folds: boolean): ChosenBlocks {
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
  const seen = new Uint32Array(found.length);
  const areas = new Float64Array(found.length);
  const hidden = new Set<string>();
  let count = 0;
  for (const at of found) {
    const block = placed.blocks[at];
    if (block === undefined) continue;
    const { parent } = block.block;
    if (parent !== null && hidden.size > 0 && hidden.has(parent)) {
      hidden.add(block.block.id);
      continue;
    }
    if (folds && isFolded(block, zoom)) hidden.add(block.block.id);
    if (Math.max(block.width, block.height) * zoom < SMALLEST_BOX) continue;
    seen[count] = at;
    areas[count] = block.width * block.height;
    count++;
  }
  const pick = (positions: Uint32Array) =>
    Array.from(positions, (at) => placed.blocks[at]).filter((block) => block !== undefined);
  const all = seen.subarray(0, count);
  if (count <= MAX_BOXES) return { blocks: pick(all), patches: [] };
  const threshold = areas.slice(0, count).sort()[count - MAX_BOXES] ?? 0;
  // Strictly larger: of many equal ones either all are drawn or all become patches, never an arbitrary part.
  const large = all.filter((_, at) => (areas[at] ?? 0) > threshold);
  const small = all.filter((_, at) => (areas[at] ?? 0) <= threshold);
  return { blocks: pick(large), patches: mergeIntoPatches(placed.blocks, small, area, viewport) };
}

/**
 * One rectangle for all small blocks whose middles share a square. The squares lie fixed on the canvas, so that patches do not
 * crawl while the view moves.
 */
function mergeIntoPatches(
  placed: readonly PlacedBlock[],
  small: Uint32Array,
  area: Rectangle,
  viewport: Viewport,
): readonly Rectangle[] {
  const { zoom } = viewport;
  const side = 2 ** Math.ceil(Math.log2(Math.sqrt((area.width * area.height) / MAX_PATCHES)));
  const firstColumn = Math.floor(area.x / side) - 1;
  const firstRow = Math.floor(area.y / side) - 1;
  const columns = Math.ceil(area.width / side) + 3;
  const rows = Math.ceil(area.height / side) + 3;
  const lefts = new Float64Array(columns * rows).fill(Number.POSITIVE_INFINITY);
  const tops = new Float64Array(columns * rows).fill(Number.POSITIVE_INFINITY);
  const rights = new Float64Array(columns * rows).fill(Number.NEGATIVE_INFINITY);
  const bottoms = new Float64Array(columns * rows).fill(Number.NEGATIVE_INFINITY);
  for (const at of small) {
    const block = placed[at];
    if (block === undefined) continue;
    const column = Math.floor((block.x + block.width / 2) / side) - firstColumn;
    const row = Math.floor((block.y + block.height / 2) / side) - firstRow;
    if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
    const key = row * columns + column;
    lefts[key] = Math.min(lefts[key] ?? 0, block.x);
    tops[key] = Math.min(tops[key] ?? 0, block.y);
    rights[key] = Math.max(rights[key] ?? 0, block.x + block.width);
    bottoms[key] = Math.max(bottoms[key] ?? 0, block.y + block.height);
  }
  const patches: Rectangle[] = [];
  lefts.forEach((left, key) => {
    if (left === Number.POSITIVE_INFINITY) return;
    const top = tops[key] ?? 0;
    patches.push({
      x: left * zoom + viewport.x,
      y: top * zoom + viewport.y,
      width: ((rights[key] ?? left) - left) * zoom,
      height: ((bottoms[key] ?? top) - top) * zoom,
    });
  });
  return patches;
}
