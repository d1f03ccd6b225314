/** Where blocks lie on the canvas. Canvas units; positions in the plan are relative to the parent's top-left corner. */
import type { Block, Drawing } from '../plan-document.ts';
import { ancestorsOf } from './block-tree.ts';

/** A point, canvas units. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle by its top-left corner, canvas units. */
export interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

/** Top-left corner of the inside of a block (`null` = the canvas itself) in canvas coordinates. */
export function originOf(drawing: Drawing, id: string | null): Point {
  if (id === null) return { x: 0, y: 0 };
  let x = drawing.blocks[id]?.x ?? 0;
  let y = drawing.blocks[id]?.y ?? 0;
  for (const ancestor of ancestorsOf(drawing, id)) {
    x += drawing.blocks[ancestor]?.x ?? 0;
    y += drawing.blocks[ancestor]?.y ?? 0;
  }
  return { x, y };
}

/** A block's rectangle in canvas coordinates; undefined for an unknown id. */
export function absoluteRectangle(drawing: Drawing, id: string): Rectangle | undefined {
  const block = drawing.blocks[id];
  if (block === undefined) return undefined;
  return { ...originOf(drawing, id), width: block.width, height: block.height };
}

/** Smallest rectangle around all of them; undefined when there are none. */
export function boundsOf(rectangles: Iterable<Rectangle>): Rectangle | undefined {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const { x, y, width, height } of rectangles) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return right < left ? undefined : { x: left, y: top, width: right - left, height: bottom - top };
}

/** Bounds of everything drawn (or of the given blocks) in canvas coordinates; undefined for nothing. */
export function drawingBounds(
  drawing: Drawing,
  ids: Iterable<string> = Object.keys(drawing.blocks),
): Rectangle | undefined {
  const rectangles: Rectangle[] = [];
  for (const id of ids) {
    const rectangle = absoluteRectangle(drawing, id);
    if (rectangle !== undefined) rectangles.push(rectangle);
  }
  return boundsOf(rectangles);
}

/** Bounds of a block's direct children, relative to the block's own corner; undefined when it is empty. */
export function contentBounds(drawing: Drawing, id: string): Rectangle | undefined {
  return boundsOf(Object.values(drawing.blocks).filter((block: Block) => block.parent === id));
}

/** The range that coordinates of a plan may have, canvas units. */
const COORDINATE_LIMIT = 1e6;

/** To hundredths of a canvas unit: finer than any screen shows, and short in a link. Never −0. */
function round(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}

/** A coordinate inside what a plan may hold, to hundredths; what is not a number becomes 0. */
export function clampCoordinate(value: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.min(COORDINATE_LIMIT, Math.max(-COORDINATE_LIMIT, round(value)));
}

/** A width or height inside what a plan may hold, to hundredths. */
export function clampExtent(value: number): number {
  if (Number.isNaN(value)) return 1;
  return Math.min(COORDINATE_LIMIT, Math.max(1, round(value)));
}
