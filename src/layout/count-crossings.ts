/** Counts how often lines between two rows cross. */

/** A line from a place in the upper row to one in the lower. */
export interface RowLine {
  readonly upper: number;
  readonly lower: number;
  readonly weight: number;
}

/** Crossings, each as the product of the two lines' weights. `places` = how many places the lower row has. */
export function countCrossings(lines: readonly RowLine[], places: number): number {
  const sorted = [...lines].sort((a, b) => a.upper - b.upper || a.lower - b.lower);
  // A binary indexed tree over the lower row: weight of the lines met so far that end at or before a place.
  const tree = new Float64Array(places + 1);
  let met = 0;
  let crossings = 0;
  for (const { lower, weight } of sorted) {
    let before = 0;
    for (let at = lower + 1; at > 0; at -= at & -at) before += tree[at] ?? 0;
    crossings += weight * (met - before);
    met += weight;
    for (let at = lower + 1; at <= places; at += at & -at) tree[at] = (tree[at] ?? 0) + weight;
  }
  return crossings;
}
