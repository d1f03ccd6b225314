import { fitRectangle, zoomAround } from '../domain/canvas/viewport.ts';
import type { Rectangle } from '../domain/plan/drawing/block-geometry.ts';
import type { ActionContext } from './action.ts';

/** Zooms by a factor, or to a zoom, around the middle of the canvas. */
export function zoomBy({ sessionStore }: ActionContext, next: (zoom: number) => number): void {
  const { viewport, canvasSize, setViewport } = sessionStore.getState();
  const middle = { x: canvasSize.width / 2, y: canvasSize.height / 2 };
  setViewport(zoomAround(viewport, middle, next(viewport.zoom)));
}

/** Shows a rectangle of the drawing whole. */
export function showRectangle({ sessionStore }: ActionContext, rectangle: Rectangle | undefined): void {
  const { canvasSize, setViewport } = sessionStore.getState();
  if (rectangle !== undefined) setViewport(fitRectangle(rectangle, canvasSize));
}
