/** Where to look: fit, zoom steps, zoom to what is selected. All give a new viewport. */
import {
  fitRectangle,
  type ScreenSize,
  toCanvas,
  type Viewport,
  visibleRectangle,
  zoomAround,
} from '../domain/canvas/viewport.ts';
import { absoluteRectangle, boundsOf, drawingBounds, type Point } from '../domain/plan/drawing/block-geometry.ts';
import type { Drawing } from '../domain/plan/plan-document.ts';

/** One step of the zoom buttons and keys. */
const ZOOM_STEP = 1.25;

/** Shows the whole drawing; an empty one at 100 % with the origin in the middle. */
export function fitDrawing(drawing: Drawing, size: ScreenSize): Viewport {
  const bounds = drawingBounds(drawing);
  if (bounds === undefined) return { x: size.width / 2, y: size.height / 2, zoom: 1 };
  return fitRectangle(bounds, size, Math.min(48, size.width / 24, size.height / 24));
}

/** Shows the selected blocks, and both ends of selected links; undefined when nothing is selected. */
export function zoomToSelection(
  drawing: Drawing,
  selection: readonly string[],
  size: ScreenSize,
): Viewport | undefined {
  const ids = selection.flatMap((id) => {
    const link = drawing.links[id];
    return link === undefined ? [id] : [link.from, link.to];
  });
  const bounds = boundsOf(ids.flatMap((id) => absoluteRectangle(drawing, id) ?? []));
  return bounds === undefined ? undefined : fitRectangle(bounds, size, Math.min(64, size.width / 10), 6);
}

/** One step closer, around a point of the screen (its middle when none is given). */
export function zoomIn(viewport: Viewport, size: ScreenSize, anchor?: Point): Viewport {
  return zoomAround(viewport, anchor ?? { x: size.width / 2, y: size.height / 2 }, viewport.zoom * ZOOM_STEP);
}

/** One step back. */
export function zoomOut(viewport: Viewport, size: ScreenSize, anchor?: Point): Viewport {
  return zoomAround(viewport, anchor ?? { x: size.width / 2, y: size.height / 2 }, viewport.zoom / ZOOM_STEP);
}

/** 100 % around the middle of the screen. */
export function zoomToActualSize(viewport: Viewport, size: ScreenSize): Viewport {
  return zoomAround(viewport, { x: size.width / 2, y: size.height / 2 }, 1);
}

/** Moves the view by the least that shows a block; the same viewport when it can be seen already. */
export function revealBlock(drawing: Drawing, id: string, viewport: Viewport, size: ScreenSize): Viewport {
  const link = drawing.links[id];
  const target = absoluteRectangle(drawing, link === undefined ? id : link.from);
  if (target === undefined || size.width === 0) return viewport;
  const shown = visibleRectangle(viewport, size);
  const margin = 24 / viewport.zoom;
  const shift = (start: number, extent: number, from: number, room: number) => {
    if (extent + 2 * margin > room) return start + extent / 2 - (from + room / 2);
    if (start - margin < from) return start - margin - from;
    if (start + extent + margin > from + room) return start + extent + margin - from - room;
    return 0;
  };
  const inside = target.x < shown.x + shown.width && target.x + target.width > shown.x;
  const below = target.y < shown.y + shown.height && target.y + target.height > shown.y;
  const large = target.width + 2 * margin > shown.width || target.height + 2 * margin > shown.height;
  if (inside && below && large) return viewport;
  const dx = shift(target.x, target.width, shown.x, shown.width);
  const dy = shift(target.y, target.height, shown.y, shown.height);
  return dx === 0 && dy === 0
    ? viewport
    : { ...viewport, x: viewport.x - dx * viewport.zoom, y: viewport.y - dy * viewport.zoom };
}

/** The canvas point in the middle of the screen. */
export function viewCentre(viewport: Viewport, size: ScreenSize): Point {
  return toCanvas(viewport, { x: size.width / 2, y: size.height / 2 });
}
