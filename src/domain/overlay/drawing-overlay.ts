/**
 * An overlay: what one question has as its answer for every drawn block and link, as words and as a place on a scale. The canvas, the
 * picture, the outline and the screen reader all take the same description.
 */
import type { OverlayId } from './overlay-choices.ts';

/** What an overlay says of one block or link. */
export interface OverlayMark {
  /** Place on the legend's scale, 0–1; null = words without a colour. */
  readonly level: number | null;
  /** On the drawing: `10.2 kW`. */
  readonly short: string;
  /** Said aloud and shown under the pointer, exact and with units; no full stop. */
  readonly words: string;
  /** Over a limit, or the bottleneck: hatched and outlined as well. */
  readonly isAlarm: boolean;
}

/** How to read the colours. */
export interface OverlayLegend {
  /** What the scale measures: `Power of one instance, at its peak`. */
  readonly measure: string;
  /** Words at the two ends of the scale; null = no scale (nothing is coloured, or places are). */
  readonly ends: readonly [low: string, high: string] | null;
  /** What hatching means; null = nothing is hatched. */
  readonly alarm: string | null;
  /** Places in a group, as they are lettered; empty = none. */
  readonly places: readonly string[];
}

/** Which place every accelerator has in its group; asked for single cells of the drawing, so nothing is listed. */
export interface CellPlaces {
  /** Place of an accelerator of a block's instance, from 0; -1 = it takes no part. */
  readonly placeOf: (blockId: string, instance: number, accelerator: number) => number;
  /**
   * Place that all accelerators from one to another share (`lastAccelerator` -1 = the last of its instance); -1 = they differ or take no
   * part.
   */
  readonly sharedPlace: (
    blockId: string,
    firstInstance: number,
    firstAccelerator: number,
    lastInstance: number,
    lastAccelerator: number,
  ) => number;
  /** What stands on a cell: `T3`. */
  readonly letter: (place: number) => string;
}

/** What is laid over the drawing. */
export interface DrawingOverlay {
  readonly id: OverlayId;
  readonly title: string;
  /** The answer in one or two sentences. */
  readonly summary: string;
  readonly legend: OverlayLegend;
  readonly byBlock: ReadonlyMap<string, OverlayMark>;
  readonly byLink: ReadonlyMap<string, OverlayMark>;
  /** For ranks: what single cells show; null otherwise. */
  readonly places: CellPlaces | null;
}

/** Colours in which places are told apart; places beyond start over, and their number tells. */
export const PLACE_COLORS = 8;

/** The mark of a block or link. */
export function findMark(overlay: DrawingOverlay | null, id: string): OverlayMark | undefined {
  return overlay === null ? undefined : (overlay.byBlock.get(id) ?? overlay.byLink.get(id));
}
