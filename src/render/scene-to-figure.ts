/** The same scene as a picture made of marks, for export and the report. */
import type { FigureTheme } from '../domain/figure/figure-theme.ts';
import type { FigureMark } from '../domain/figure/vector-figure.ts';
import { iconPath } from './block-icons.ts';
import { levelStep, type OverlayColors, overlayColors } from './overlay-colors.ts';
import { GHOST_DASHES } from './paint-ghosts.ts';
import { CELL_TONES, type Scene, type SceneBox, type SceneGhost, type SceneLink } from './scene.ts';
import { type SceneColors, sceneColors } from './scene-colors.ts';
import { headHeight } from './trace-shapes.ts';

/** Share of the font size between the middle of a line and its baseline. */
const BASELINE_SHARE = 0.36;
const round = (value: number): number => Math.round(value * 100) / 100;

/** Turns a scene into marks, in painting order. */
export function sceneToMarks(scene: Scene, theme: FigureTheme): readonly FigureMark[] {
  const colors = sceneColors(theme);
  const overlay = overlayColors(theme);
  const marks: FigureMark[] = [
    { type: 'rect', x: 0, y: 0, width: scene.size.width, height: scene.size.height, fill: theme.background },
  ];
  for (const box of scene.boxes) if (box.tone === 'container') addBox(marks, scene, box, colors, overlay);
  for (const link of scene.links) addLink(marks, scene, link, colors, overlay);
  for (const box of scene.boxes) if (box.tone !== 'container') addBox(marks, scene, box, colors, overlay);
  // Plates lie below icons and words: they cover the line that crosses, never what stands on them.
  for (const { plate } of scene.labels) {
    if (plate === null) continue;
    marks.push({
      type: 'rect',
      x: round(plate.x),
      y: round(plate.y),
      width: round(plate.width),
      height: round(plate.height),
      radius: 4,
      fill: colors.plate,
    });
  }
  for (const icon of scene.icons) {
    marks.push({
      type: 'path',
      d: iconPath(icon.name, icon.x, icon.y, icon.size),
      stroke: icon.isStrong === true ? colors.text : colors.icon,
      strokeWidth: 1.3,
    });
  }
  for (const label of scene.labels) {
    marks.push({
      type: 'text',
      x: round(label.x),
      y: round(label.y + label.size * BASELINE_SHARE),
      text: label.text,
      size: round(label.size),
      weight: label.weight,
      fill: label.tone === 'text' ? colors.text : label.tone === 'muted' ? colors.muted : colors.count,
      anchor: label.anchor,
    });
  }
  for (const ghost of scene.ghosts) addGhost(marks, ghost, colors);
  return marks;
}

function addGhost(marks: FigureMark[], { kind, points, isClosed, label }: SceneGhost, colors: SceneColors): void {
  const stroke = kind === 'removed' ? colors.muted : colors.accent;
  const dash = GHOST_DASHES[kind];
  const d = `${roundedPath(points, 0)}${isClosed ? ' Z' : ''}`;
  marks.push({ type: 'path', d, stroke, strokeWidth: 2, ...(dash.length === 0 ? {} : { dash }) });
  if (label === null) return;
  const { x, y, width, height } = label.plate;
  const place = { x: round(x), y: round(y), width: round(width), height: round(height), radius: 4 };
  marks.push({ type: 'rect', ...place, fill: colors.plate, stroke, strokeWidth: 1 });
  marks.push({
    type: 'text',
    x: round(x + 5),
    y: round(y + height / 2 + 12 * BASELINE_SHARE),
    text: label.text,
    size: 12,
    weight: 500,
    fill: colors.text,
    anchor: 'start',
  });
}

function addLink(
  marks: FigureMark[],
  scene: Scene,
  link: SceneLink,
  colors: SceneColors,
  overlay: OverlayColors,
): void {
  const d = roundedPath(link.points, link.cornerRadius);
  const level = link.mark?.level ?? null;
  if (level === null) {
    const stroke = scene.marksLinks ? overlay.quiet : colors.links[link.tone];
    const dash = link.dash.length === 0 ? {} : { dash: link.dash };
    marks.push({ type: 'path', d, stroke, strokeWidth: round(link.lineWidth), ...dash });
    return;
  }
  const isAlarm = link.mark?.isAlarm === true;
  const edge = isAlarm ? 4 : 2;
  marks.push({
    type: 'path',
    d,
    stroke: isAlarm ? overlay.alarm : overlay.casing,
    strokeWidth: round(link.lineWidth + edge),
  });
  marks.push({
    type: 'path',
    d,
    stroke: overlay.scale[levelStep(level)] ?? overlay.casing,
    strokeWidth: round(link.lineWidth),
    ...(isAlarm ? { dash: [10, 4] } : {}),
  });
}

function addBox(marks: FigureMark[], scene: Scene, box: SceneBox, colors: SceneColors, overlay: OverlayColors): void {
  const level = box.mark?.level ?? null;
  const step = level === null ? -1 : levelStep(level);
  const isContainer = box.tone === 'container';
  const ground = colors.boxFill(box.depth, box.tone);
  const place = { width: round(box.width), height: round(box.height), radius: round(box.radius) };
  for (let card = box.stack; card >= 1; card--) {
    const shift = card * box.stackStep;
    marks.push({
      type: 'rect',
      x: round(box.x + shift),
      y: round(box.y + shift),
      ...place,
      fill: colors.stackFill,
      stroke: colors.boxStroke,
      strokeWidth: 1,
    });
  }
  marks.push({
    type: 'rect',
    x: round(box.x),
    y: round(box.y),
    ...place,
    fill: isContainer ? ground : (overlay.scale[step] ?? ground),
    stroke: colors.boxStroke,
    strokeWidth: 1,
  });
  const head = round(Math.max(0, headHeight(box, scene.viewport.zoom)));
  if (isContainer && step >= 0) {
    marks.push({
      type: 'rect',
      x: round(box.x + 1),
      y: round(box.y + 1),
      width: round(Math.max(0, box.width - 2)),
      height: head,
      radius: round(box.radius),
      fill: overlay.scale[step] ?? ground,
    });
  }
  const { rects, tones, places } = scene.cells;
  for (let cell = box.cellsFrom; cell < box.cellsTo; cell++) {
    const [x = 0, y = 0, width = 0, height = 0] = rects.subarray(cell * 4, cell * 4 + 4);
    marks.push({
      type: 'rect',
      x: round(x),
      y: round(y),
      width: round(width),
      height: round(height),
      radius: round(Math.min(3, width / 8, height / 8)),
      fill: cellFill(cell),
    });
  }
  if (box.mark?.isAlarm === true) {
    marks.push({
      type: 'rect',
      x: round(box.x),
      y: round(box.y),
      ...place,
      stroke: overlay.alarm,
      strokeWidth: 2,
      dash: [6, 3],
    });
  }

  function cellFill(cell: number): string {
    const tone = CELL_TONES[tones[cell] ?? 0] ?? 'instance';
    const color = places?.[cell] ?? 0;
    if (color > 0) return overlay.places[color - 1] ?? colors.cells[tone];
    const keepsColor =
      isContainer || tone === 'failed' || tone === 'degraded' || tone === 'instance' || tone === 'host';
    return keepsColor ? colors.cells[tone] : (overlay.inside[step] ?? colors.cells[tone]);
  }
}

/** Path data through the corners, rounded where the line turns; absolute commands. */
function roundedPath(points: readonly number[], radius: number): string {
  let path = `M${round(points[0] ?? 0)} ${round(points[1] ?? 0)}`;
  for (let at = 2; at + 3 < points.length; at += 2) {
    const x = points[at] ?? 0;
    const y = points[at + 1] ?? 0;
    const before = { x: (points[at - 2] ?? 0) - x, y: (points[at - 1] ?? 0) - y };
    const after = { x: (points[at + 2] ?? 0) - x, y: (points[at + 3] ?? 0) - y };
    const lengthBefore = Math.hypot(before.x, before.y);
    const lengthAfter = Math.hypot(after.x, after.y);
    const cut = Math.min(radius, lengthBefore / 2, lengthAfter / 2);
    if (cut < 0.5) {
      path += ` L${round(x)} ${round(y)}`;
      continue;
    }
    path += ` L${round(x + (before.x / lengthBefore) * cut)} ${round(y + (before.y / lengthBefore) * cut)}`;
    path += ` Q${round(x)} ${round(y)} ${round(x + (after.x / lengthAfter) * cut)} ${round(y + (after.y / lengthAfter) * cut)}`;
  }
  return `${path} L${round(points.at(-2) ?? 0)} ${round(points.at(-1) ?? 0)}`;
}
