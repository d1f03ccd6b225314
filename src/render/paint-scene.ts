/** Paints a scene on a Canvas 2D context that is already scaled to CSS pixels. */
import { GRID_STEP } from '../domain/canvas/block-layout.ts';
import { toCanvas, toScreen } from '../domain/canvas/viewport.ts';
import type { FigureTheme } from '../domain/figure/figure-theme.ts';
import { iconUnitPath } from './block-icons.ts';
import { CANVAS_FONT } from './canvas-font.ts';
import { levelStep, type OverlayColors, overlayColors } from './overlay-colors.ts';
import { paintGhosts, paintGhostWords } from './paint-ghosts.ts';
import { paintAlarms, paintMarkedLink, paintPlaces } from './paint-marks.ts';
import { CELL_TONES, type CellTone, type Scene, type SceneBox, type SceneLink } from './scene.ts';
import { type SceneColors, sceneColors } from './scene-colors.ts';
import type { MeasureText } from './text-width.ts';
import { headHeight, traceCell, traceLine } from './trace-shapes.ts';

/** Paints the whole frame, background first. */
export function paintScene(context: CanvasRenderingContext2D, scene: Scene, theme: FigureTheme, showGrid = true): void {
  const colors = sceneColors(theme);
  const marks = overlayColors(theme);
  context.fillStyle = colors.canvas;
  context.fillRect(0, 0, scene.size.width, scene.size.height);
  if (showGrid) paintDots(context, scene, colors);
  for (const box of scene.boxes) if (box.tone === 'container') paintBox(context, scene, box, colors, marks);
  for (const link of scene.links) {
    if (link.mark?.level != null) paintMarkedLink(context, link, link.mark.level, marks);
    else paintLink(context, link, scene.marksLinks ? marks.quiet : colors.links[link.tone]);
  }
  for (const box of scene.boxes) if (box.tone !== 'container') paintBox(context, scene, box, colors, marks);
  if (scene.cells.places !== null) paintPlaces(context, scene, marks);
  paintAlarms(context, scene, marks);
  paintGhosts(context, scene.ghosts, colors);
  paintPlates(context, scene, colors);
  paintIcons(context, scene, colors);
  paintLabels(context, scene, colors);
  paintGhostWords(context, scene.ghosts, colors);
}

function paintDots(context: CanvasRenderingContext2D, scene: Scene, colors: SceneColors): void {
  const { viewport, size } = scene;
  let step = GRID_STEP * 3;
  while (step * viewport.zoom < 18) step *= 2;
  while (step * viewport.zoom > 48) step /= 2;
  const corner = toCanvas(viewport, { x: 0, y: 0 });
  const first = toScreen(viewport, { x: Math.floor(corner.x / step) * step, y: Math.floor(corner.y / step) * step });
  const pitch = step * viewport.zoom;
  context.fillStyle = colors.dot;
  // One by one: a path of thousands of dots takes a software rasterizer far longer than as many rectangles.
  for (let y = first.y; y < size.height + pitch; y += pitch) {
    for (let x = first.x; x < size.width + pitch; x += pitch) {
      context.fillRect(Math.round(x) - 0.5, Math.round(y) - 0.5, 1.25, 1.25);
    }
  }
}

function paintBox(
  context: CanvasRenderingContext2D,
  scene: Scene,
  box: SceneBox,
  colors: SceneColors,
  marks: OverlayColors,
): void {
  context.lineWidth = 1;
  context.strokeStyle = colors.boxStroke;
  for (let card = box.stack; card >= 1; card--) {
    const shift = card * box.stackStep;
    context.fillStyle = colors.stackFill;
    paintCard(context, box.x + shift, box.y + shift, box);
  }
  const level = box.mark?.level ?? null;
  const ground = level === null ? undefined : marks.scale[levelStep(level)];
  const isContainer = box.tone === 'container';
  context.fillStyle = ground === undefined || isContainer ? colors.boxFill(box.depth, box.tone) : ground;
  if (box.width < 6 || box.height < 6) {
    context.fillRect(box.x, box.y, box.width, box.height);
    return;
  }
  paintCard(context, box.x, box.y, box);
  if (ground !== undefined && isContainer) {
    // What lies inside has colours of its own: a container is coloured at its head.
    context.fillStyle = ground;
    context.beginPath();
    context.roundRect(box.x + 1, box.y + 1, box.width - 2, headHeight(box, scene.viewport.zoom), box.radius);
    context.fill();
  }
  paintCells(context, scene, box, colors, isContainer || level === null ? undefined : marks.inside[levelStep(level)]);
}

/** Corners rounder than this are drawn round; plain rectangles cost a software rasterizer a fraction. CSS pixels. */
const LEAST_ROUND = 2.5;

function paintCard(context: CanvasRenderingContext2D, x: number, y: number, { width, height, radius }: SceneBox): void {
  if (radius < LEAST_ROUND) {
    context.fillRect(x, y, width, height);
    context.strokeRect(x, y, width, height);
    return;
  }
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
  context.fill();
  context.stroke();
}

const isException = (tone: CellTone | undefined): boolean => tone === 'failed' || tone === 'degraded';

/**
 * One path for each tone, so that a frame changes the fill colour a few times per box and not per cell. With `inside`, everything but
 * exceptions has that colour.
 */
function paintCells(
  context: CanvasRenderingContext2D,
  scene: Scene,
  box: SceneBox,
  colors: SceneColors,
  inside: string | undefined,
): void {
  const { tones } = scene.cells;
  for (let from = box.cellsFrom; from < box.cellsTo; ) {
    const tone = tones[from] ?? 0;
    let to = from + 1;
    while (to < box.cellsTo && tones[to] === tone) to++;
    const name = CELL_TONES[tone] ?? 'instance';
    // What opens around others keeps its own colour, else cells would melt into it.
    const isGround = name === 'instance' || name === 'host';
    context.fillStyle = inside === undefined || isException(name) || isGround ? colors.cells[name] : inside;
    context.beginPath();
    for (let cell = from; cell < to; cell++) traceCell(context, scene, cell);
    context.fill();
    from = to;
  }
}

function paintLink(context: CanvasRenderingContext2D, link: SceneLink, color: string): void {
  if (link.cornerRadius < LEAST_ROUND && link.dash.length === 0) {
    context.fillStyle = color;
    fillLine(context, link.points, link.lineWidth);
    return;
  }
  context.strokeStyle = color;
  context.lineWidth = link.lineWidth;
  context.setLineDash([...link.dash]);
  traceLine(context, link.points, link.cornerRadius);
  context.stroke();
  context.setLineDash([]);
}

/** A line without round corners, as one rectangle for each of its parts, which all run along an axis. */
function fillLine(context: CanvasRenderingContext2D, points: readonly number[], width: number): void {
  const half = width / 2;
  for (let at = 0; at + 3 < points.length; at += 2) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = points.slice(at, at + 4);
    // Half a width further at corners, so that parts meet in a square; the ends of the line stay where they are.
    const from = at === 0 ? 0 : half;
    const to = at + 5 < points.length ? half : 0;
    const isForward = x1 + y1 <= x2 + y2;
    const [before, after] = isForward ? [from, to] : [to, from];
    const [left, top] = [Math.min(x1, x2), Math.min(y1, y2)];
    if (Math.abs(x2 - x1) > Math.abs(y2 - y1)) {
      context.fillRect(left - before, y1 - half, Math.abs(x2 - x1) + before + after, width);
    } else context.fillRect(x1 - half, top - before, width, Math.abs(y2 - y1) + before + after);
  }
}

const iconPaths = new Map<string, Path2D>();

function paintIcons(context: CanvasRenderingContext2D, scene: Scene, colors: SceneColors): void {
  context.lineJoin = 'round';
  context.lineCap = 'round';
  for (const icon of scene.icons) {
    context.strokeStyle = icon.isStrong === true ? colors.text : colors.icon;
    let path = iconPaths.get(icon.name);
    if (path === undefined) {
      path = new Path2D(iconUnitPath(icon.name));
      iconPaths.set(icon.name, path);
    }
    const scale = icon.size / 16;
    context.save();
    context.translate(icon.x, icon.y);
    context.scale(scale, scale);
    context.lineWidth = 1.3 / scale;
    context.stroke(path);
    context.restore();
  }
  context.lineCap = 'butt';
}

/** Below icons and words: a plate covers the line that crosses, never what stands on it. */
function paintPlates(context: CanvasRenderingContext2D, scene: Scene, colors: SceneColors): void {
  context.fillStyle = colors.plate;
  for (const { plate } of scene.labels) {
    if (plate === null) continue;
    context.beginPath();
    context.roundRect(plate.x, plate.y, plate.width, plate.height, 4);
    context.fill();
  }
}

function paintLabels(context: CanvasRenderingContext2D, scene: Scene, colors: SceneColors): void {
  context.textBaseline = 'middle';
  for (const label of scene.labels) {
    context.font = `${label.weight} ${label.size}px ${CANVAS_FONT}`;
    context.textAlign = label.anchor === 'start' ? 'left' : label.anchor === 'end' ? 'right' : 'center';
    context.fillStyle = label.tone === 'text' ? colors.text : label.tone === 'muted' ? colors.muted : colors.count;
    context.fillText(label.text, label.x, label.y + 0.5);
  }
}

/** Measures text with a real font; widths are kept, since a frame asks for the same words again and again. */
export function createTextMeasurer(context: CanvasRenderingContext2D): MeasureText {
  const widths = new Map<string, number>();
  return (text, size, weight) => {
    const key = `${weight}:${text}`;
    let perPixel = widths.get(key);
    if (perPixel === undefined) {
      context.font = `${weight} 100px ${CANVAS_FONT}`;
      perPixel = context.measureText(text).width / 100;
      if (widths.size > 20_000) widths.clear();
      widths.set(key, perPixel);
    }
    return perPixel * size;
  };
}
