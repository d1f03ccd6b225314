/** Blocks that are joined to the very same others: racks under one set of leaves. Many of them stand in a grid, not in one endless row. */
import type { Point } from '../domain/plan/drawing/block-geometry.ts';
import { type NamedRectangle, splitIntoRows } from './reading-order.ts';

/** As many stand in one row, as a person would draw them. */
const LONGEST_ROW = 8;

/** Ids that belong into one grid; blocks that stand alone are groups of one. `neighbours` names, for each id, what it is joined to and how. */
export function groupAlike(
  ids: readonly string[],
  neighbours: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] {
  const alike = new Map<string, string[]>();
  for (const id of ids) {
    const key = [...(neighbours.get(id) ?? [])].sort().join(' ');
    const group = alike.get(key);
    if (group === undefined) alike.set(key, [id]);
    else group.push(id);
  }
  return [...alike.values()].flatMap((group) => (group.length > LONGEST_ROW ? [group] : group.map((id) => [id])));
}

/** Columns for so many: 8, 16, 32 …, so that one more seldom changes them. */
function columnsFor(count: number): number {
  let columns = LONGEST_ROW;
  while (columns * columns < count) columns *= 2;
  return columns;
}

/** Places inside a grid, in reading order of where the members stand at present. Sizes are those that they will have. */
export function placeInGrid(
  members: readonly (NamedRectangle & { readonly newWidth: number; readonly newHeight: number })[],
  gap: number,
): { readonly places: ReadonlyMap<string, Point>; readonly width: number; readonly height: number } {
  const columns = Math.min(members.length, columnsFor(members.length));
  const pitch = Math.max(...members.map((member) => member.newWidth)) + gap;
  const places = new Map<string, Point>();
  const ordered = splitIntoRows(members).flat();
  let y = 0;
  for (let from = 0; from < ordered.length; from += columns) {
    const row = ordered.slice(from, from + columns);
    row.forEach(({ id, newWidth }, column) => {
      places.set(id, { x: Math.round(column * pitch + (pitch - gap - newWidth) / 2), y });
    });
    y += Math.max(...row.map((member) => member.newHeight)) + gap;
  }
  return { places, width: columns * pitch - gap, height: y - gap };
}
