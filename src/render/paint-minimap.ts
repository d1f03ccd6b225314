/** The whole drawing in a corner, with a frame around what is on screen. */
import type { PlacedDrawing } from '../domain/canvas/placed-drawing.ts';
import { rectangleToScreen, type ScreenSize, type Viewport, visibleRectangle } from '../domain/canvas/viewport.ts';
import type { FigureTheme } from '../domain/figure/figure-theme.ts';
import { boundsOf } from '../domain/plan/drawing/block-geometry.ts';
import { sceneColors } from './scene-colors.ts';

/** About the most rectangles painted; more cannot be told apart at this size. */
const MAX_RECTANGLES = 600;
const MARGIN = 6;

/** The viewport of the minimap: the drawing, and what is on screen, whole. */
export function minimapViewport(
  placed: PlacedDrawing,
  viewport: Viewport,
  canvasSize: ScreenSize,
  size: ScreenSize,
): Viewport {
  const tops = placed.blocks.filter(({ depth }) => depth === 0);
  const shown = visibleRectangle(viewport, canvasSize);
  const bounds = boundsOf([...tops, shown]) ?? shown;
  // No smallest zoom here: whatever is drawn has to fit.
  const zoom = Math.min(1, (size.width - 2 * MARGIN) / bounds.width, (size.height - 2 * MARGIN) / bounds.height);
  return {
    x: size.width / 2 - (bounds.x + bounds.width / 2) * zoom,
    y: size.height / 2 - (bounds.y + bounds.height / 2) * zoom,
    zoom,
  };
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
  const large = placed.blocks.filter(({ width, height }) => Math.max(width, height) * map.zoom >= 1);
  // Of too many, every so manieth: the shape stays, only thinner.
  const stride = Math.ceil(large.length / MAX_RECTANGLES);
  for (let at = 0; at < large.length; at += stride) {
    const block = large[at];
    if (block === undefined) continue;
    const box = rectangleToScreen(map, block);
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
