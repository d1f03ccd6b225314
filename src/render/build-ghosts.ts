/** The plan as it was, as a ghost over the plan as it is: what was removed and changed since, and what is new. */
import type { PlacedBlock } from '../domain/canvas/placed-drawing.ts';
import { rectangleToScreen, type ScreenSize, toScreen, type Viewport } from '../domain/canvas/viewport.ts';
import type { DrawingDifference } from '../domain/what-if/compare-drawings.ts';
import type { DrawingIndex } from './drawing-index.ts';
import { createLabelPlacer } from './label-placer.ts';
import type { RoutedLink } from './route-links.ts';
import type { SceneGhost } from './scene.ts';
import { fitText, type MeasureText } from './text-width.ts';

/** Most ghosts in a frame. */
const MOST = 200;
const LABEL_HEIGHT = 18;
const LABEL_ROOM = 260;

/** What ghosts are made from. */
export interface GhostInput {
  readonly before: DrawingIndex;
  readonly difference: DrawingDifference;
}

/** Ghosts on screen. */
export function buildGhosts(
  { before, difference }: GhostInput,
  now: DrawingIndex,
  viewport: Viewport,
  size: ScreenSize,
  measure: MeasureText,
): readonly SceneGhost[] {
  const ghosts: SceneGhost[] = [];
  const placer = createLabelPlacer();
  const add = (kind: SceneGhost['kind'], index: DrawingIndex, id: string, words: string): void => {
    if (ghosts.length >= MOST) return;
    const placed = index.placed.byId.get(id);
    const line = placed === undefined ? index.links.find(({ link }) => link.id === id) : undefined;
    const ghost = placed === undefined ? lineGhost(line, viewport) : boxGhost(placed, viewport);
    if (ghost === null || !isOnScreen(ghost, size)) return;
    const text = fitText(words, 12, 500, LABEL_ROOM, measure);
    const width = measure(text, 12, 500) + 10;
    const plate = { x: ghost.labelX, y: ghost.labelY - LABEL_HEIGHT / 2, width, height: LABEL_HEIGHT };
    const hasRoom = text !== '' && placer.take(plate);
    ghosts.push({ kind, points: ghost.points, isClosed: ghost.isClosed, label: hasRoom ? { text, plate } : null });
  };
  for (const [id, name] of difference.removed) {
    const block = before.placed.byId.get(id)?.block;
    // What went with its container is inside the ghost of that.
    if (block?.parent != null && difference.removed.has(block.parent)) continue;
    const link = before.placed.drawing.links[id];
    if (link !== undefined && (difference.removed.has(link.from) || difference.removed.has(link.to))) {
      add('removed', before, id, '');
    } else add('removed', before, id, `removed: ${name}`);
  }
  for (const [id, words] of difference.changed) add('changed', now, id, words);
  for (const id of difference.added.keys()) add('added', now, id, 'new');
  return ghosts;
}

interface Outline {
  readonly points: readonly number[];
  readonly isClosed: boolean;
  readonly labelX: number;
  readonly labelY: number;
}

function boxGhost(placed: PlacedBlock, viewport: Viewport): Outline {
  const { x, y, width, height } = rectangleToScreen(viewport, placed);
  const [left, top, right, bottom] = [x - 3, y - 3, x + width + 3, y + height + 3];
  return {
    points: [left, top, right, top, right, bottom, left, bottom],
    isClosed: true,
    labelX: left,
    labelY: top - LABEL_HEIGHT / 2,
  };
}

function lineGhost(routed: RoutedLink | undefined, viewport: Viewport): Outline | null {
  if (routed === undefined) return null;
  const points: number[] = [];
  for (let at = 0; at < routed.points.length; at += 2) {
    const { x, y } = toScreen(viewport, { x: routed.points[at] ?? 0, y: routed.points[at + 1] ?? 0 });
    points.push(x, y);
  }
  const middle = toScreen(viewport, routed.labelAt);
  return { points, isClosed: false, labelX: middle.x + 10, labelY: middle.y + LABEL_HEIGHT };
}

function isOnScreen({ points }: Outline, { width, height }: ScreenSize): boolean {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1, -1];
  for (let at = 0; at + 1 < points.length; at += 2) {
    const [x = 0, y = 0] = [points[at], points[at + 1]];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return left < width && top < height && right > 0 && bottom > 0;
}
