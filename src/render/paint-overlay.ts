/** Paints what changes while the hand is on the mouse: selection, handles, ports, guides, marquee. On a canvas of its own. */
import type { ResizeHandle } from '../domain/canvas/hit.ts';
import type { ScreenSize } from '../domain/canvas/viewport.ts';
import type { FigureTheme } from '../domain/figure/figure-theme.ts';
import type { Point, Rectangle } from '../domain/plan/drawing/block-geometry.ts';
import { CANVAS_FONT } from './canvas-font.ts';
import { handlePoint } from './hit-test.ts';
import { sceneColors } from './scene-colors.ts';
import { traceLine } from './trace-shapes.ts';

/** A line that shows what something is lined up with, CSS pixels. */
export interface OverlayGuide {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** A distance between two edges, with its words. */
export interface OverlayDistance extends OverlayGuide {
  readonly label: string;
}

/** Everything above the scene, CSS pixels. */
export interface Overlay {
  readonly selected: readonly Rectangle[];
  /** Lines of selected links. */
  readonly selectedLines: readonly (readonly number[])[];
  /** Words on links: marked lines do not run through them. */
  readonly keptClear: readonly Rectangle[];
  readonly hovered: Rectangle | null;
  readonly hoveredLine: readonly number[] | null;
  /** Block that would take what is dragged. */
  readonly dropTarget: Rectangle | null;
  readonly handles: { readonly box: Rectangle; readonly shown: readonly ResizeHandle[] } | null;
  readonly ports: readonly Point[];
  readonly activePort: Point | null;
  readonly marquee: Rectangle | null;
  readonly connecting: { readonly from: Point; readonly to: Point; readonly allowed: boolean } | null;
  /** Outline of a block about to be placed. */
  readonly ghost: { readonly rectangle: Rectangle; readonly label: string } | null;
  readonly guides: readonly OverlayGuide[];
  readonly distances: readonly OverlayDistance[];
}

/** Nothing at all. */
export const EMPTY_OVERLAY: Overlay = {
  selected: [],
  selectedLines: [],
  keptClear: [],
  hovered: null,
  hoveredLine: null,
  dropTarget: null,
  handles: null,
  ports: [],
  activePort: null,
  marquee: null,
  connecting: null,
  ghost: null,
  guides: [],
  distances: [],
};

/** Canvases on which nothing is painted: to touch one is to have it copied to the screen again, with every frame of a pan. */
const clear = new WeakSet<CanvasRenderingContext2D>();

function isEmptyOverlay(overlay: Overlay): boolean {
  const { keptClear: _, ...painted } = overlay;
  return Object.values(painted).every((part) => part === null || (Array.isArray(part) && part.length === 0));
}

/** Clears the canvas and paints the overlay. */
export function paintOverlay(
  context: CanvasRenderingContext2D,
  overlay: Overlay,
  theme: FigureTheme,
  size: ScreenSize,
): void {
  const isEmpty = isEmptyOverlay(overlay);
  if (isEmpty && clear.has(context)) return;
  if (isEmpty) clear.add(context);
  else clear.delete(context);
  const colors = sceneColors(theme);
  context.clearRect(0, 0, size.width, size.height);
  const outline = (box: Rectangle, color: string, width: number, grow: number) => {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.beginPath();
    context.roundRect(box.x - grow, box.y - grow, box.width + 2 * grow, box.height + 2 * grow, 6 + grow);
    context.stroke();
  };
  if (overlay.dropTarget !== null) {
    context.fillStyle = `${colors.accent}1f`;
    context.beginPath();
    context.roundRect(
      overlay.dropTarget.x,
      overlay.dropTarget.y,
      overlay.dropTarget.width,
      overlay.dropTarget.height,
      6,
    );
    context.fill();
    context.setLineDash([6, 4]);
    outline(overlay.dropTarget, colors.accent, 2, 0);
    context.setLineDash([]);
  }
  if (overlay.hovered !== null) outline(overlay.hovered, `${colors.accent}99`, 1.5, 0.5);
  context.lineJoin = 'round';
  // A clip around hundreds of words takes longer than the whole rest: only where a line may run through them.
  if (overlay.hoveredLine !== null || overlay.selectedLines.length > 0)
    paintMarkedLines(context, overlay, size, colors.accent);
  for (const box of overlay.selected) outline(box, colors.accent, 2, 1);
  paintGuides(context, overlay, colors.accent, colors.plate);
  if (overlay.ghost !== null) {
    const { rectangle, label } = overlay.ghost;
    context.fillStyle = `${colors.accent}1f`;
    context.fillRect(rectangle.x, rectangle.y, rectangle.width, rectangle.height);
    context.setLineDash([6, 4]);
    outline(rectangle, colors.accent, 1.5, 0);
    context.setLineDash([]);
    context.font = `500 12px ${CANVAS_FONT}`;
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.fillStyle = colors.text;
    context.fillText(label, rectangle.x + 8, rectangle.y + 14);
  }
  if (overlay.handles !== null) {
    context.lineWidth = 1.5;
    for (const handle of overlay.handles.shown) {
      const at = handlePoint(overlay.handles.box, handle);
      context.fillStyle = colors.plate;
      context.strokeStyle = colors.accent;
      context.beginPath();
      context.roundRect(at.x - 4, at.y - 4, 8, 8, 2);
      context.fill();
      context.stroke();
    }
  }
  for (const port of overlay.ports) paintPort(context, port, 4.5, colors.plate, colors.accent);
  if (overlay.activePort !== null) paintPort(context, overlay.activePort, 7, colors.accent, colors.accent);
  if (overlay.connecting !== null) {
    const { from, to, allowed } = overlay.connecting;
    context.strokeStyle = allowed ? colors.accent : colors.danger;
    context.lineWidth = 2;
    context.setLineDash([6, 4]);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
    context.setLineDash([]);
    paintPort(context, to, 4, context.strokeStyle, context.strokeStyle);
  }
  if (overlay.marquee !== null) {
    const { x, y, width, height } = overlay.marquee;
    context.fillStyle = `${colors.accent}1a`;
    context.strokeStyle = colors.accent;
    context.lineWidth = 1;
    context.fillRect(x, y, width, height);
    context.strokeRect(x + 0.5, y + 0.5, width, height);
  }
}

function paintPort(
  context: CanvasRenderingContext2D,
  at: Point,
  radius: number,
  fill: string | CanvasGradient | CanvasPattern,
  stroke: string | CanvasGradient | CanvasPattern,
): void {
  context.fillStyle = fill;
  context.strokeStyle = stroke;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(at.x, at.y, radius, 0, Math.PI * 2);
  context.fill();
  context.stroke();
}

function paintGuides(context: CanvasRenderingContext2D, overlay: Overlay, color: string, plate: string): void {
  context.strokeStyle = color;
  context.lineWidth = 1;
  for (const { x1, y1, x2, y2 } of [...overlay.guides, ...overlay.distances]) {
    context.beginPath();
    context.moveTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
    context.lineTo(Math.round(x2) + 0.5, Math.round(y2) + 0.5);
    context.stroke();
  }
  context.font = `500 12px ${CANVAS_FONT}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const { x1, y1, x2, y2, label } of overlay.distances) {
    const width = context.measureText(label).width + 8;
    const x = (x1 + x2) / 2;
    const y = (y1 + y2) / 2;
    context.fillStyle = color;
    context.beginPath();
    context.roundRect(x - width / 2, y - 9, width, 18, 4);
    context.fill();
    context.fillStyle = plate;
    context.fillText(label, x, y + 0.5);
  }
}

function paintMarkedLines(context: CanvasRenderingContext2D, overlay: Overlay, size: ScreenSize, color: string): void {
  context.save();
  context.beginPath();
  context.rect(0, 0, size.width, size.height);
  for (const { x, y, width, height } of overlay.keptClear) context.rect(x, y, width, height);
  context.clip('evenodd');
  for (const [line, width] of [
    ...(overlay.hoveredLine === null ? [] : ([[overlay.hoveredLine, 3]] as const)),
    ...overlay.selectedLines.map((line) => [line, 3.5] as const),
  ]) {
    context.strokeStyle = color;
    context.lineWidth = width;
    traceLine(context, line, 8);
    context.stroke();
  }
  context.restore();
}
