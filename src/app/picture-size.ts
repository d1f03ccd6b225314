import type { ScreenSize } from '../domain/canvas/viewport.ts';
import type { Rectangle } from '../domain/plan/drawing/block-geometry.ts';

/** Longest and shortest side of a picture, CSS pixels. */
const LONGEST_SIDE = 1600;
const SHORTEST_SIDE = 120;
/** How close a drawing is shown at most: larger pictures would only have wider margins. */
const CLOSEST = 1.5;
/** Room that the drawing leaves on each side, CSS pixels. */
const MARGIN = 24;

/** The size of a picture (CSS pixels) that a drawing within these bounds (canvas units) fills. */
export function pictureSize(bounds: Rectangle): ScreenSize {
  const room = LONGEST_SIDE - 2 * MARGIN;
  const scale = Math.min(CLOSEST, room / Math.max(1, bounds.width, bounds.height));
  const side = (length: number): number => Math.round(Math.max(SHORTEST_SIDE, length * scale + 2 * MARGIN));
  return { width: side(bounds.width), height: side(bounds.height) };
}
