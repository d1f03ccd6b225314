import type { RasterTarget } from './rasterize-boxes.ts';
import { memoryStepAt } from './timeline-index.ts';
import type { TimelinePalette } from './timeline-palette.ts';
import { gapOnScreen, memoryScaleBytes, type TimelineViewState, visibleRanks } from './timeline-view-state.ts';

/** Draws each visible rank's memory as an area below its boxes; of several steps on one pixel the highest shows. */
export function rasterizeMemory(target: RasterTarget, view: TimelineViewState, palette: TimelinePalette): void {
  const { layout } = view;
  if (layout.memoryHeight <= 0) return;
  const [first, last] = visibleRanks(view);
  const heights = new Int32Array(target.width);
  for (let rank = first; rank <= last; rank++) {
    const y = rank * layout.pitch - view.scrollTop + layout.boxHeight + 1;
    const top = Math.round(y * target.ratio);
    const height = Math.round((y + layout.memoryHeight) * target.ratio) - top;
    const perByte = height / memoryScaleBytes(view);
    columnHeights(heights, view, rank, perByte);
    // Between the rounds that are drawn nothing is known of single moments.
    const gap = gapOnScreen(view);
    if (gap !== null) heights.fill(0, Math.round(gap.from * target.ratio), Math.round(gap.to * target.ratio));
    const capacity = Math.round(view.capacityBytes * perByte);
    for (let row = 0; row < height; row++) {
      if (top + row < 0 || top + row >= target.height) continue;
      fillRow(target, palette, heights, (top + row) * target.width, height - row, capacity);
    }
  }
}

/** The highest memory in each column of pixels, as pixels above the row's foot. */
function columnHeights(heights: Int32Array, view: TimelineViewState, rank: number, perByte: number): void {
  const { index, window } = view;
  const { seconds, bytes } = index.timeline.memory;
  const end = index.memoryFrom[rank + 1] ?? 0;
  const scale = heights.length / (window.to - window.from);
  const before = memoryStepAt(index, rank, window.from);
  let current = before < 0 ? 0 : Math.round((bytes[before] ?? 0) * perByte);
  let column = 0;
  let highest = current;
  for (let step = before < 0 ? (index.memoryFrom[rank] ?? 0) : before + 1; step < end; step++) {
    const at = Math.floor(((seconds[step] ?? 0) - window.from) * scale);
    if (at >= heights.length) break;
    if (at > column) {
      heights[column] = highest;
      heights.fill(current, column + 1, at);
      column = at;
      highest = current;
    }
    current = Math.round((bytes[step] ?? 0) * perByte);
    highest = Math.max(highest, current);
  }
  heights[column] = highest;
  heights.fill(current, column + 1);
}

/** One row of pixels: `level` = 1 at the foot. */
function fillRow(
  { pixels, width, ratio }: RasterTarget,
  palette: TimelinePalette,
  heights: Int32Array,
  start: number,
  level: number,
  capacity: number,
): void {
  const edge = Math.max(1, Math.round(ratio));
  const isCapacity = level > capacity - edge && level <= capacity;
  const dash = Math.round(4 * ratio);
  for (let x = 0; x < width; x++) {
    const height = heights[x] ?? 0;
    if (height >= level) {
      const isOver = level > capacity;
      pixels[start + x] = isOver ? palette.overflow : level > height - edge ? palette.memoryEdge : palette.memory;
    }
    // Over the area too, so that the line is seen where it matters.
    if (isCapacity && x % (2 * dash) < dash) pixels[start + x] = palette.capacity;
  }
}
