/** A palette entry on its way to the canvas: set by the palette while the pointer drags, read by the canvas for the ghost and the drop. */
import type { BlockSource } from '../../editor/create-block.ts';

/** What is dragged and where the pointer is, window coordinates. */
export interface PaletteDrag {
  readonly source: BlockSource;
  readonly clientX: number;
  readonly clientY: number;
}

/** Told about every step: a drag, its drop, or its end elsewhere (null). */
export type PaletteDragListener = (drag: PaletteDrag | null, isDrop: boolean) => void;

const listeners = new Set<PaletteDragListener>();

/** Listens until the function that it gives is called. */
export function listenToPaletteDrag(listener: PaletteDragListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells the canvas. */
export function tellPaletteDrag(drag: PaletteDrag | null, isDrop = false): void {
  for (const listener of listeners) listener(drag, isDrop);
}
