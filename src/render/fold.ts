/** When a container is too small on screen to look into. */
import type { PlacedBlock } from '../domain/canvas/placed-drawing.ts';

const FOLD_WIDTH = 72;
const FOLD_HEIGHT = 44;

/** Whether the block holds others that are not drawn at this zoom. */
export function isFolded(placed: PlacedBlock, zoom: number): boolean {
  return placed.hasChildren && (placed.width * zoom < FOLD_WIDTH || placed.height * zoom < FOLD_HEIGHT);
}
