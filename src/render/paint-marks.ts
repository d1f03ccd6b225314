/** Paints what an overlay adds to the scene: places in groups, loads of links, and what is beyond its limit. */
import { LEAF_HEADER_HEIGHT } from '../domain/canvas/block-layout.ts';
import { levelStep, type OverlayColors } from './overlay-colors.ts';
import type { Scene, SceneBox, SceneLink } from './scene.ts';
import { headHeight, traceCell, traceLine } from './trace-shapes.ts';

const ALARM_DASH = [10, 4];
const NO_DASH: number[] = [];

/** Cells by the place of their accelerator, one path a colour over the whole frame. */
export function paintPlaces(context: CanvasRenderingContext2D, scene: Scene, marks: OverlayColors): void {
  const { count, places } = scene.cells;
  if (places === null) return;
  for (let color = 1; color <= marks.places.length; color++) {
    context.fillStyle = marks.places[color - 1] ?? '';
    context.beginPath();
    for (let cell = 0; cell < count; cell++) if (places[cell] === color) traceCell(context, scene, cell);
    context.fill();
  }
}

/** Hatching over what is beyond its limit, and dashes around it. */
export function paintAlarms(context: CanvasRenderingContext2D, scene: Scene, marks: OverlayColors): void {
  let pattern: CanvasPattern | null = null;
  for (const box of scene.boxes) {
    if (box.mark?.isAlarm !== true || box.width < 6 || box.height < 6) continue;
    pattern ??= hatchPattern(context, marks.alarm);
    const { top, height } = hatchedPart(box, scene.viewport.zoom);
    if (pattern !== null && height > 0) {
      context.fillStyle = pattern;
      context.globalAlpha = 0.45;
      context.fillRect(box.x, box.y + top, box.width, height);
      context.globalAlpha = 1;
    }
    context.strokeStyle = marks.alarm;
    context.lineWidth = 2;
    context.setLineDash([6, 3]);
    context.strokeRect(box.x, box.y, box.width, box.height);
    context.setLineDash([]);
  }
}

/** Where a box is hatched: below its words, so that they stay readable. */
function hatchedPart(box: SceneBox, zoom: number): { readonly top: number; readonly height: number } {
  if (box.tone === 'container') return { top: headHeight(box, zoom), height: Math.min(8, 6 * zoom) };
  const top = Math.min(box.height, Math.max(LEAF_HEADER_HEIGHT * zoom, box.width < 30 ? 0 : 18));
  return { top, height: box.height - top };
}

const hatches = new Map<string, CanvasPattern | null>();

function hatchPattern(context: CanvasRenderingContext2D, color: string): CanvasPattern | null {
  const known = hatches.get(color);
  if (known !== undefined) return known;
  const tile = document.createElement('canvas');
  tile.width = 8;
  tile.height = 8;
  const pen = tile.getContext('2d');
  if (pen !== null) {
    pen.strokeStyle = color;
    pen.lineWidth = 1.5;
    pen.beginPath();
    for (const shift of [-8, 0, 8]) {
      pen.moveTo(shift - 1, 9);
      pen.lineTo(shift + 9, -1);
    }
    pen.stroke();
  }
  const pattern = context.createPattern(tile, 'repeat');
  hatches.set(color, pattern);
  return pattern;
}

/** A link by its load: an edge keeps pale ones apart from the canvas; a bottleneck is dashed in the colour of alarm. */
export function paintMarkedLink(
  context: CanvasRenderingContext2D,
  link: SceneLink,
  level: number,
  marks: OverlayColors,
): void {
  context.strokeStyle = link.mark?.isAlarm === true ? marks.alarm : marks.casing;
  context.lineWidth = link.lineWidth + (link.mark?.isAlarm === true ? 4 : 2);
  traceLine(context, link.points, link.cornerRadius);
  context.stroke();
  context.strokeStyle = marks.scale[levelStep(level)] ?? '';
  context.lineWidth = link.lineWidth;
  context.setLineDash(link.mark?.isAlarm === true ? ALARM_DASH : NO_DASH);
  context.stroke();
  context.setLineDash(NO_DASH);
}
