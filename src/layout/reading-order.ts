/** Reading order as the eye takes it: what stands about level is one row, whoever lies a little higher; rows from the top down. */
import type { Rectangle } from '../domain/plan/drawing/block-geometry.ts';

/** A rectangle with a name that settles ties. */
export interface NamedRectangle extends Rectangle {
  readonly id: string;
}

const compareIds = (a: NamedRectangle, b: NamedRectangle): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** From left to right by the middles. */
export function compareAcross(a: NamedRectangle, b: NamedRectangle): number {
  return a.x + a.width / 2 - (b.x + b.width / 2) || a.y - b.y || compareIds(a, b);
}

/** The rows, each from left to right. A row ends below the middle of the one that begins it. */
export function splitIntoRows<T extends NamedRectangle>(items: readonly T[]): readonly (readonly T[])[] {
  const byTop = [...items].sort((a, b) => a.y - b.y || compareAcross(a, b));
  const rows: T[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const item of byTop) {
    const row = rows.at(-1);
    if (row === undefined || item.y >= end) {
      rows.push([item]);
      end = item.y + item.height / 2;
    } else row.push(item);
  }
  return rows.map((row) => row.sort(compareAcross));
}
