/** Keeps labels apart: a label is placed only where no earlier one lies. A coarse grid keeps the test cheap. */
import type { Rectangle } from '../domain/plan/drawing/block-geometry.ts';

const CELL_PIXELS = 96;
/** Cells of a row, to make one number of two: far more than any screen has. */
const ROW_CELLS = 1 << 16;

/** Remembers where labels lie. */
export interface LabelPlacer {
  /** Whether nothing lies there. */
  readonly isFree: (rectangle: Rectangle) => boolean;
  /** Takes the place and says true, or says false when something lies there already. */
  readonly take: (rectangle: Rectangle) => boolean;
  /** Takes the place whatever lies there, to keep later labels away from it. */
  readonly block: (rectangle: Rectangle) => void;
}

/** Starts with an empty frame. */
export function createLabelPlacer(): LabelPlacer {
  const grid = new Map<number, Rectangle[]>();
  const visit = (rectangle: Rectangle, see: (key: number) => boolean): boolean => {
    const x1 = Math.floor((rectangle.x + rectangle.width) / CELL_PIXELS);
    const y1 = Math.floor((rectangle.y + rectangle.height) / CELL_PIXELS);
    for (let x = Math.floor(rectangle.x / CELL_PIXELS); x <= x1; x++) {
      for (let y = Math.floor(rectangle.y / CELL_PIXELS); y <= y1; y++) {
        if (see(y * ROW_CELLS + x)) return true;
      }
    }
    return false;
  };
  const overlaps = (a: Rectangle, b: Rectangle): boolean =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  const block = (rectangle: Rectangle): void => {
    visit(rectangle, (key) => {
      const list = grid.get(key);
      if (list === undefined) grid.set(key, [rectangle]);
      else list.push(rectangle);
      return false;
    });
  };
  const isFree = (rectangle: Rectangle): boolean =>
    !visit(rectangle, (key) => grid.get(key)?.some((other) => overlaps(other, rectangle)) ?? false);
  const take = (rectangle: Rectangle): boolean => {
    if (!isFree(rectangle)) return false;
    block(rectangle);
    return true;
  };
  return { isFree, take, block };
}
