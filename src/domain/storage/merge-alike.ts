/**
 * Merges the vertices of a graph that are alike, by colour refinement: two keep the same colour as long as edges of the same capacities lead
 * from them to the same colours. The largest flow through the merged graph is that through the whole one, since a linear program is
 * not changed by taking the average over such classes (Grohe, Kersting, Mladenov, Selman: Dimension Reduction via Colour Refinement, ESA 2014).
 */

/** Edges of an undirected graph. */
export interface Edges {
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** Capacity, the same both ways. */
  readonly capacity: readonly number[];
}

/** Class of each vertex, and how many there are. */
export interface Classes {
  readonly classOf: Int32Array;
  readonly count: number;
}

/** Refines first colours until nothing more tells vertices apart. `first` = what is known of each vertex, equal where alike. */
export function mergeAlike(first: readonly string[], edges: Edges): Classes {
  let colours = new Int32Array(first.length);
  const names = new Map<string, number>();
  first.forEach((name, vertex) => {
    colours[vertex] = numberOf(names, name);
  });
  let count = names.size;
  const kinds = new Map<number, number>();
  const kindOf = Int32Array.from(edges.capacity, (capacity) => numberOf(kinds, capacity));
  for (;;) {
    const finer = refine(colours, edges, kindOf);
    if (finer.count === count) return { classOf: colours, count };
    colours = finer.colours;
    count = finer.count;
  }
}

/** One round: the colour of a vertex and the multiset of what its edges lead to. Two sums of 32 mixed bits tell multisets apart. */
function refine(
  colours: Int32Array,
  { from, to }: Edges,
  kindOf: Int32Array,
): { colours: Int32Array<ArrayBuffer>; count: number } {
  const high = new Int32Array(colours.length);
  const low = new Int32Array(colours.length);
  const see = (vertex: number, other: number, kind: number): void => {
    const seen = mix(Math.imul((colours[other] ?? 0) + 1, 0x9e3779b1) ^ Math.imul(kind + 1, 0x85ebca6b));
    high[vertex] = ((high[vertex] ?? 0) + seen) | 0;
    low[vertex] = ((low[vertex] ?? 0) + mix(seen ^ 0x27d4eb2f)) | 0;
  };
  for (let edge = 0; edge < from.length; edge++) {
    const [a, b, kind] = [from[edge] ?? 0, to[edge] ?? 0, kindOf[edge] ?? 0];
    see(a, b, kind);
    see(b, a, kind);
  }
  const names = new Map<string, number>();
  const finer = new Int32Array(colours.length);
  for (let vertex = 0; vertex < colours.length; vertex++) {
    finer[vertex] = numberOf(names, `${colours[vertex]} ${high[vertex]} ${low[vertex]}`);
  }
  return { colours: finer, count: names.size };
}

/** Spreads the bits of a number (the finalizer of MurmurHash3). */
function mix(bits: number): number {
  let mixed = bits ^ (bits >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function numberOf<K>(known: Map<K, number>, key: K): number {
  const found = known.get(key);
  if (found !== undefined) return found;
  known.set(key, known.size);
  return known.size - 1;
}
