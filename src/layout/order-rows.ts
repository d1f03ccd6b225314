/**
 * The order within the rows of a layered drawing. It starts from where things stand at present, swaps neighbours where that saves
 * crossings, and takes the library's own order only where that is much better: so a small edit moves little, and what has been
 * laid out once stays as it is.
 */
import { countCrossings, type RowLine } from './count-crossings.ts';

/** What lies in the rows: things with a place of their own, and the bends of lines that pass through. */
export interface RowGraph {
  /** Items of each row, from the top; `present` = place across at present, null for a bend. */
  readonly rows: readonly (readonly { readonly id: string; readonly present: number | null }[])[];
  /** Lines from one row to the next. */
  readonly lines: readonly { readonly upper: string; readonly lower: string; readonly weight: number }[];
}

/** Share of the crossings that the library's order may leave to be worth moving everything. */
const MUCH_BETTER = 0.75;

type Rows = readonly (readonly string[])[];

/** Ids of each row from left to right. `propose` asks the library for its order; it is asked only where lines cross. */
export function orderRows(graph: RowGraph, propose: () => Rows): Rows {
  const bends = new BendPlaces(graph);
  const present = graph.rows.map((row) =>
    row
      .flatMap(({ id, present }) => (present === null ? [] : [{ id, present }]))
      .sort((a, b) => a.present - b.present || (a.id < b.id ? -1 : 1))
      .map(({ id }) => id),
  );
  const kept = bends.untangle(bends.insert(present));
  const crossings = bends.count(kept);
  if (crossings === 0) return kept;
  const proposed = bends.untangle(bends.insert(bends.withoutBends(propose())));
  return bends.count(proposed) < MUCH_BETTER * crossings ? proposed : kept;
}

/** Puts bends between the things that have places; the same order of things always gives the same rows. */
class BendPlaces {
  private readonly isBend = new Set<string>();
  private readonly upward = new Map<string, { id: string; weight: number }[]>();
  private readonly downward = new Map<string, { id: string; weight: number }[]>();
  /** Chains of bends, each with the things at its two ends. */
  private readonly chains: { readonly from: string; readonly bends: readonly string[]; readonly to: string }[] = [];

  constructor(private readonly graph: RowGraph) {
    for (const row of graph.rows) for (const { id, present } of row) if (present === null) this.isBend.add(id);
    for (const { upper, lower, weight } of graph.lines) {
      listIn(this.downward, upper).push({ id: lower, weight });
      listIn(this.upward, lower).push({ id: upper, weight });
    }
    for (const { upper, lower } of graph.lines) {
      if (this.isBend.has(upper) || !this.isBend.has(lower)) continue;
      const bends: string[] = [];
      let at = lower;
      while (this.isBend.has(at)) {
        bends.push(at);
        at = this.downward.get(at)?.[0]?.id ?? '';
      }
      this.chains.push({ from: upper, bends, to: at });
    }
  }

  withoutBends(rows: Rows): Rows {
    return rows.map((row) => row.filter((id) => !this.isBend.has(id)));
  }

  /** Rows of things with the bends put in on straight lines between the ends of their chains. */
  insert(things: Rows): Rows {
    const shares = new Map<string, number>();
    for (const row of things) {
      for (const [at, id] of row.entries()) shares.set(id, (at + 0.5) / row.length);
    }
    for (const { from, bends, to } of this.chains) {
      const start = shares.get(from) ?? 0;
      const end = shares.get(to) ?? 0;
      for (const [at, id] of bends.entries()) shares.set(id, start + ((end - start) * (at + 1)) / (bends.length + 1));
    }
    return things.map((row, at) => {
      const passing = (this.graph.rows[at] ?? []).filter(({ present }) => present === null).map(({ id }) => id);
      return [...row, ...passing].sort((a, b) => (shares.get(a) ?? 0) - (shares.get(b) ?? 0));
    });
  }

  count(rows: Rows): number {
    const places = new Map<string, number>();
    notePlaces(rows, places);
    let crossings = 0;
    rows.forEach((row, at) => {
      const lines: RowLine[] = [];
      for (const id of row) {
        for (const { id: lower, weight } of this.downward.get(id) ?? []) {
          lines.push({ upper: places.get(id) ?? 0, lower: places.get(lower) ?? 0, weight });
        }
      }
      crossings += countCrossings(lines, rows[at + 1]?.length ?? 0);
    });
    return crossings;
  }

  /** Swaps neighbours as long as that saves crossings, bends put straight again after each round. */
  untangle(rows: Rows): Rows {
    let best = rows;
    let crossings = this.count(best);
    while (crossings > 0) {
      const next = this.insert(this.withoutBends(this.swapNeighbours(best)));
      const left = this.count(next);
      if (left >= crossings) break;
      best = next;
      crossings = left;
    }
    return best;
  }

  private swapNeighbours(rows: Rows): Rows {
    const next = rows.map((row) => [...row]);
    const places = new Map<string, number>();
    notePlaces(next, places);
    for (let round = 0; round < 8; round++) {
      let swapped = false;
      for (const row of next) {
        const ends = row.map((id) => [this.endsOf(this.upward, id, places), this.endsOf(this.downward, id, places)]);
        for (let at = 0; at + 1 < row.length; at++) {
          const [left = '', right = ''] = [row[at], row[at + 1]];
          const [leftEnds = [], rightEnds = []] = [ends[at], ends[at + 1]];
          if (leftEnds.reduce((sum, side, which) => sum + gainOf(side, rightEnds[which] ?? []), 0) <= 0) continue;
          [row[at], row[at + 1]] = [right, left];
          [ends[at], ends[at + 1]] = [rightEnds, leftEnds];
          places.set(right, at);
          places.set(left, at + 1);
          swapped = true;
        }
      }
      if (!swapped) break;
    }
    return next;
  }

  private endsOf(
    side: ReadonlyMap<string, readonly { readonly id: string; readonly weight: number }[]>,
    id: string,
    places: ReadonlyMap<string, number>,
  ): LineEnd[] {
    return (side.get(id) ?? [])
      .map((other) => ({ place: places.get(other.id) ?? 0, weight: other.weight }))
      .sort((a, b) => a.place - b.place);
  }
}

/** Where a line ends in a neighbouring row. */
interface LineEnd {
  readonly place: number;
  readonly weight: number;
}

/** Crossings saved by putting the owner of `right` before that of `left`; both from left to right. */
function gainOf(left: readonly LineEnd[], right: readonly LineEnd[]): number {
  const all = right.reduce((sum, end) => sum + end.weight, 0);
  let gain = 0;
  let before = 0;
  let beforeAt = 0;
  let upTo = 0;
  let upToAt = 0;
  for (const { place, weight } of left) {
    for (; (right[beforeAt]?.place ?? Number.POSITIVE_INFINITY) < place; beforeAt++)
      before += right[beforeAt]?.weight ?? 0;
    for (; (right[upToAt]?.place ?? Number.POSITIVE_INFINITY) <= place; upToAt++) upTo += right[upToAt]?.weight ?? 0;
    gain += weight * (before - (all - upTo));
  }
  return gain;
}

function notePlaces(rows: Rows, places: Map<string, number>): void {
  for (const row of rows) for (const [at, id] of row.entries()) places.set(id, at);
}

function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const list: T[] = [];
  lists.set(key, list);
  return list;
}
