/** Which part of the drawing is on screen: canvas point (0, 0) lies at (x, y) CSS pixels; `zoom` = CSS pixels per canvas unit. */
import type { Point, Rectangle } from '../plan/drawing/block-geometry.ts';

/** What is on screen. */
export interface Viewport extends Point {
  readonly zoom: number;
}

/** Width and height of the canvas on screen, CSS pixels. */
export interface ScreenSize {
  readonly width: number;
  readonly height: number;
}

/** Smallest zoom: a campus of thousands of racks on a phone. */
const MIN_ZOOM = 0.02;
/** Largest zoom: one accelerator out of a hundred thousand fills the screen. */
const MAX_ZOOM = 64;

/** A zoom inside the limits. */
function clampZoom(zoom: number): number {
  return Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
}

/** Canvas units → CSS pixels. */
export function toScreen(viewport: Viewport, point: Point): Point {
  return { x: point.x * viewport.zoom + viewport.x, y: point.y * viewport.zoom + viewport.y };
}

/** CSS pixels → canvas units. */
export function toCanvas(viewport: Viewport, point: Point): Point {
  return { x: (point.x - viewport.x) / viewport.zoom, y: (point.y - viewport.y) / viewport.zoom };
}

/** A rectangle in canvas units → CSS pixels. */
export function rectangleToScreen(viewport: Viewport, rectangle: Rectangle): Rectangle {
  return {
    ...toScreen(viewport, rectangle),
    width: rectangle.width * viewport.zoom,
    height: rectangle.height * viewport.zoom,
  };
}

/** What the screen shows, in canvas units. */
export function visibleRectangle(viewport: Viewport, size: ScreenSize): Rectangle {
  return {
    ...toCanvas(viewport, { x: 0, y: 0 }),
    width: size.width / viewport.zoom,
    height: size.height / viewport.zoom,
  };
}

/** Moves the drawing under the screen by CSS pixels: positive = the drawing moves right and down. */
export function panBy(viewport: Viewport, dx: number, dy: number): Viewport {
  return { ...viewport, x: viewport.x + dx, y: viewport.y + dy };
}

/** Zooms so that the canvas point under `anchor` (CSS pixels) stays where it is. */
export function zoomAround(viewport: Viewport, anchor: Point, zoom: number): Viewport {
  const next = clampZoom(zoom);
  const fixed = toCanvas(viewport, anchor);
  return { x: anchor.x - fixed.x * next, y: anchor.y - fixed.y * next, zoom: next };
}

/** The viewport that shows a rectangle whole and centred, with a margin in CSS pixels, no closer than `closest`. */
export function fitRectangle(rectangle: Rectangle, size: ScreenSize, margin = 40, closest = 1.5): Viewport {
  const width = Math.max(1, size.width - 2 * margin);
  const height = Math.max(1, size.height - 2 * margin);
  const zoom = clampZoom(
    Math.min(closest, width / Math.max(1, rectangle.width), height / Math.max(1, rectangle.height)),
  );
  return {
    x: size.width / 2 - (rectangle.x + rectangle.width / 2) * zoom,
    y: size.height / 2 - (rectangle.y + rectangle.height / 2) * zoom,
    zoom,
  };
}
