/** Paints the plan before a trial over the plan as it is. Dashes tell the kinds apart without colour. */
import { CANVAS_FONT } from './canvas-font.ts';
import type { SceneGhost } from './scene.ts';
import type { SceneColors } from './scene-colors.ts';

/** Dashes of the outline: short for what is gone, long for what was changed, none for what is new. */
export const GHOST_DASHES: Readonly<Record<SceneGhost['kind'], readonly number[]>> = {
  removed: [3, 4],
  changed: [9, 5],
  added: [],
};

/** Paints the outlines of a frame's ghosts. */
export function paintGhosts(
  context: CanvasRenderingContext2D,
  ghosts: readonly SceneGhost[],
  colors: SceneColors,
): void {
  if (ghosts.length === 0) return;
  context.lineWidth = 2;
  for (const { kind, points, isClosed } of ghosts) {
    context.strokeStyle = kind === 'removed' ? colors.muted : colors.accent;
    context.setLineDash(GHOST_DASHES[kind] as number[]);
    context.beginPath();
    for (let at = 0; at + 1 < points.length; at += 2) {
      if (at === 0) context.moveTo(points[0] ?? 0, points[1] ?? 0);
      else context.lineTo(points[at] ?? 0, points[at + 1] ?? 0);
    }
    if (isClosed) context.closePath();
    context.stroke();
  }
  context.setLineDash([]);
}

/** Paints the words on ghosts, above all else. */
export function paintGhostWords(
  context: CanvasRenderingContext2D,
  ghosts: readonly SceneGhost[],
  colors: SceneColors,
): void {
  context.font = `500 12px ${CANVAS_FONT}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.lineWidth = 1;
  for (const { kind, label } of ghosts) {
    if (label === null) continue;
    const { x, y, width, height } = label.plate;
    context.fillStyle = colors.plate;
    context.strokeStyle = kind === 'removed' ? colors.muted : colors.accent;
    context.beginPath();
    context.roundRect(x, y, width, height, 4);
    context.fill();
    context.stroke();
    context.fillStyle = colors.text;
    context.fillText(label.text, x + 5, y + height / 2 + 0.5);
  }
}
