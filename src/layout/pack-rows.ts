/** Puts parts that nothing ties to each other into rows. */
import type { Point } from '../domain/plan/drawing/block-geometry.ts';
import { type NamedRectangle, splitIntoRows } from './reading-order.ts';

/** Room between parts, canvas units. */
export interface PackGaps {
  readonly across: number;
  readonly down: number;
}

/** Places, and the room that all take together. */
export interface PackedRows {
  readonly places: ReadonlyMap<string, Point>;
  readonly width: number;
  readonly height: number;
}

/** A part with its present place, and the size that it will have. */
export interface PackPart extends NamedRectangle {
  readonly newWidth: number;
  readonly newHeight: number;
}

/** Width ÷ height that a packing may have before its rows are broken anew, and the one aimed at then. */
const NARROWEST = 0.4;
const WIDEST = 4;
const WISHED = 1.6;

/**
 * Packs parts in their present rows and order. Where that comes out too narrow or too wide, rows are broken anew, in the same
 * order: parts stay where a person has put them, and a second packing changes nothing.
 */
export function packRows(parts: readonly PackPart[], gaps: PackGaps): PackedRows {
  const rows = splitIntoRows(parts);
  const kept = place(rows, gaps);
  const aspect = kept.width / Math.max(1, kept.height);
  if (parts.length < 3 || (aspect >= NARROWEST && aspect <= WIDEST)) return kept;
  return place(breakRows(rows.flat(), gaps), gaps);
}

function breakRows(parts: readonly PackPart[], gaps: PackGaps): PackPart[][] {
  const area = parts.reduce((sum, part) => sum + (part.newWidth + gaps.across) * (part.newHeight + gaps.down), 0);
  const room = Math.max(Math.sqrt(area * WISHED), ...parts.map((part) => part.newWidth));
  const rows: PackPart[][] = [];
  let width = Number.POSITIVE_INFINITY;
  for (const part of parts) {
    if (width + part.newWidth > room) {
      rows.push([]);
      width = 0;
    }
    rows.at(-1)?.push(part);
    width += part.newWidth + gaps.across;
  }
  return rows;
}

function place(rows: readonly (readonly PackPart[])[], gaps: PackGaps): PackedRows {
  const places = new Map<string, Point>();
  let width = 0;
  let y = 0;
  for (const row of rows) {
    let x = 0;
    for (const part of row) {
      places.set(part.id, { x, y });
      x += part.newWidth + gaps.across;
    }
    width = Math.max(width, x - gaps.across);
    y += Math.max(...row.map((part) => part.newHeight)) + gaps.down;
  }
  return { places, width, height: Math.max(0, y - gaps.down) };
}
