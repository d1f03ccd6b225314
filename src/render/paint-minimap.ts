/** The whole drawing in a corner, with a frame around what is on screen. */
import type { PlacedDrawing } from '../domain/canvas/placed-drawing.ts';
import {
  fitRectangle,
  rectangleToScreen,
  type ScreenSize,
  type Viewport,
  visibleRectangle,
} from '../domain/canvas/viewport.ts';
import type { FigureTheme } from '../domain/figure/figure-theme.ts';
import { boundsOf } from '../domain/plan/drawing/block-geometry.ts';
import { sceneColors } from './scene-colors.ts';

/** Most rectangles painted; more cannot be told apart at this size. */
const MAX_RECTANGLES = 600;

/** The viewport of the minimap: the drawing, and what is on screen, whole. */
export function minimapViewport(
  placed: PlacedDrawing,
  viewport: Viewport,
  canvasSize: ScreenSize,
  size: ScreenSize,
): Viewport {
  const tops = placed.blocks.filter(({ depth }) => depth === 0);
  const bounds = boundsOf([...tops, visibleRectangle(viewport, canvasSize)]);
  return fitRectangle(bounds ?? { x: 0, y: 0, width: 1, height: 1 }, size, 6, 1);
}

/** Paints it; the context is scaled to CSS pixels. */
export function paintMinimap(
  context: CanvasRenderingContext2D,
  placed: PlacedDrawing,
  viewport: Viewport,
  canvasSize: ScreenSize,
  size: ScreenSize,
  theme: FigureTheme,
): void {
  const colors = sceneColors(theme);
  const map = minimapViewport(placed, viewport, canvasSize, size);
  context.clearRect(0, 0, size.width, size.height);
  let left = MAX_RECTANGLES;
  for (const block of placed.blocks) {
    const box = rectangleToScreen(map, block);
    if (box.width < 1.5 || box.height < 1.5) continue;
    if (left-- === 0) break;
    context.fillStyle = block.hasChildren ? colors.boxFill(block.depth, 'container') : colors.cells.group;
    context.fillRect(box.x, box.y, box.width, box.height);
    context.strokeStyle = colors.boxStroke;
    context.lineWidth = 0.5;
    context.strokeRect(box.x, box.y, box.width, box.height);
  }
  const shown = rectangleToScreen(map, visibleRectangle(viewport, canvasSize));
  context.strokeStyle = colors.accent;
  context.lineWidth = 1.5;
  context.strokeRect(shown.x, shown.y, shown.width, shown.height);
}
