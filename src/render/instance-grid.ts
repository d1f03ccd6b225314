/** How the instances of a block are laid out inside it: a grid whose cells come close to a wished shape. */
import type { Rectangle } from '../domain/plan/drawing/block-geometry.ts';

/** Columns and rows of a grid. */
export interface GridShape {
  readonly columns: number;
  readonly rows: number;
}

/** Chooses columns so that cells are near `aspect` (width ÷ height) and, where it costs little, no row stays part empty. */
export function chooseGrid(count: number, width: number, height: number, aspect: number): GridShape {
  if (count <= 1 || width <= 0 || height <= 0) return { columns: 1, rows: Math.max(1, count) };
  const ideal = Math.sqrt((count * width) / height / aspect);
  const clamp = (columns: number) => Math.min(count, Math.max(1, columns));
  let best = clamp(Math.round(ideal));
  let bestCost = Number.POSITIVE_INFINITY;
  const from = clamp(Math.floor(ideal * 0.6));
  const to = clamp(Math.ceil(ideal * 1.6));
  // More than a few hundred candidates only differ by fractions of a pixel.
  const stride = Math.max(1, Math.floor((to - from) / 400));
  for (let columns = from; columns <= to; columns += stride) {
    const rows = Math.ceil(count / columns);
    const shape = Math.abs(Math.log(width / columns / (height / rows) / aspect));
    const empty = (columns * rows - count) / (columns * rows);
    const cost = shape + 2 * empty;
    if (cost < bestCost - 1e-9) {
      bestCost = cost;
      best = columns;
    }
  }
  return { columns: best, rows: Math.ceil(count / best) };
}

/** Place of one cell. `gapShare` of each pitch stays free between cells. */
export function cellRectangle(grid: GridShape, area: Rectangle, index: number, gapShare: number): Rectangle {
  const pitchX = area.width / grid.columns;
  const pitchY = area.height / grid.rows;
  const gap = gapShare * Math.min(pitchX, pitchY);
  return {
    x: area.x + (index % grid.columns) * pitchX + gap / 2,
    y: area.y + Math.floor(index / grid.columns) * pitchY + gap / 2,
    width: pitchX - gap,
    height: pitchY - gap,
  };
}
