/** Outlines of a scene's shapes, as paths of a Canvas 2D context. */
import { CONTAINER_HEADER_HEIGHT } from '../domain/canvas/block-layout.ts';
import type { Scene, SceneBox } from './scene.ts';

/** Height of a container's head on screen. */
export function headHeight(box: SceneBox, zoom: number): number {
  return Math.min(box.height - 2, CONTAINER_HEADER_HEIGHT * zoom - 2);
}

/** Adds one cell to the path. */
export function traceCell(context: CanvasRenderingContext2D, { cells: { rects } }: Scene, cell: number): void {
  const at = cell * 4;
  const width = rects[at + 2] ?? 0;
  const height = rects[at + 3] ?? 0;
  const small = width < 10 || height < 10;
  if (small) context.rect(rects[at] ?? 0, rects[at + 1] ?? 0, width, height);
  else context.roundRect(rects[at] ?? 0, rects[at + 1] ?? 0, width, height, Math.min(5, width / 8, height / 8));
}

/** Draws a line through the corners, rounded where it turns. */
export function traceLine(context: CanvasRenderingContext2D, points: readonly number[], radius: number): void {
  context.beginPath();
  context.moveTo(points[0] ?? 0, points[1] ?? 0);
  for (let at = 2; at + 3 < points.length; at += 2) {
    const [x = 0, y = 0, nextX = 0, nextY = 0] = points.slice(at, at + 4);
    const room = Math.min(
      Math.hypot(x - (points[at - 2] ?? 0), y - (points[at - 1] ?? 0)),
      Math.hypot(nextX - x, nextY - y),
    );
    context.arcTo(x, y, nextX, nextY, Math.min(radius, room / 2));
  }
  context.lineTo(points.at(-2) ?? 0, points.at(-1) ?? 0);
}
