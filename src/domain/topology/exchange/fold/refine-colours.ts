/**
 * Which devices cannot be told apart by their cables: the coarsest colouring in which devices of one colour have equally many cables
 * of each kind to every other colour. By partition refinement with the smaller part first (Hopcroft; Paige and Tarjan 1987), so
 * that it takes E·log V steps whatever the network looks like.
 */

/** Cables of one kind as arrays: device `v` has the neighbours `target[start[v]]` up to `target[start[v + 1]]`, with weights. */
export interface Adjacency {
  readonly start: Int32Array;
  readonly target: Int32Array;
  readonly weight: Float64Array;
}

/** Builds the adjacency of undirected edges. */
export function buildAdjacency(
  size: number,
  edges: readonly { readonly from: number; readonly to: number; readonly weight: number }[],
): Adjacency {
  const start = new Int32Array(size + 1);
  for (const { from, to } of edges) {
    start[from + 1] = (start[from + 1] ?? 0) + 1;
    start[to + 1] = (start[to + 1] ?? 0) + 1;
  }
  for (let v = 0; v < size; v++) start[v + 1] = (start[v + 1] ?? 0) + (start[v] ?? 0);
  const next = start.slice(0, size);
  const target = new Int32Array(2 * edges.length);
  const weight = new Float64Array(2 * edges.length);
  const put = (from: number, to: number, value: number): void => {
    const at = next[from] ?? 0;
    target[at] = to;
    weight[at] = value;
    next[from] = at + 1;
  };
  for (const { from, to, weight: value } of edges) {
    put(from, to, value);
    put(to, from, value);
  }
  return { start, target, weight };
}

/**
 * Refines a colouring. `initial` = one colour a device, any numbers; `kinds` = the cables of each kind.
 * Gives colours from 0, or null when there are more than `mostColours`.
 */
export function refineColours(
  initial: readonly number[],
  kinds: readonly Adjacency[],
  mostColours: number,
): Int32Array | null {
  return new Refinement(initial, mostColours).run(kinds);
}

class Refinement {
  private readonly colour: Int32Array;
  /** Devices in the order of their colours; `place` is the way back. */
  private readonly order: Int32Array;
  private readonly place: Int32Array;
  private readonly begin: number[] = [];
  private readonly end: number[] = [];
  private readonly queue: number[] = [];
  private readonly isQueued: boolean[] = [];

  constructor(
    initial: readonly number[],
    private readonly mostColours: number,
  ) {
    const size = initial.length;
    this.colour = new Int32Array(size);
    this.order = Int32Array.from(initial.keys()).sort((a, b) => (initial[a] ?? 0) - (initial[b] ?? 0) || a - b);
    this.place = new Int32Array(size);
    for (let at = 0; at < size; at++) {
      const device = this.order[at] ?? 0;
      this.place[device] = at;
      if (at === 0 || initial[device] !== initial[this.order[at - 1] ?? 0]) this.addColour(at, at);
      const colour = this.begin.length - 1;
      this.colour[device] = colour;
      this.end[colour] = at + 1;
    }
  }

  run(kinds: readonly Adjacency[]): Int32Array | null {
    const sums = new Float64Array(this.colour.length);
    for (let next = 0; next < this.queue.length; next++) {
      if (this.begin.length > this.mostColours) return null;
      const splitter = this.queue[next] ?? 0;
      this.isQueued[splitter] = false;
      const members = this.order.slice(this.begin[splitter], this.end[splitter]);
      for (const kind of kinds) this.splitBy(members, kind, sums);
    }
    return this.begin.length > this.mostColours ? null : this.colour;
  }

  private addColour(begin: number, end: number): number {
    const colour = this.begin.length;
    this.begin.push(begin);
    this.end.push(end);
    this.queue.push(colour);
    this.isQueued.push(true);
    return colour;
  }

  /** Tells devices apart by how many cables they have to `members`. */
  private splitBy(members: Int32Array, { start, target, weight }: Adjacency, sums: Float64Array): void {
    const touched: number[] = [];
    for (const member of members) {
      for (let at = start[member] ?? 0; at < (start[member + 1] ?? 0); at++) {
        const device = target[at] ?? 0;
        if (sums[device] === 0) touched.push(device);
        sums[device] = (sums[device] ?? 0) + (weight[at] ?? 0);
      }
    }
    touched.sort((a, b) => (this.colour[a] ?? 0) - (this.colour[b] ?? 0) || (sums[a] ?? 0) - (sums[b] ?? 0) || a - b);
    for (let from = 0; from < touched.length; ) {
      const colour = this.colour[touched[from] ?? 0] ?? 0;
      let to = from;
      while (to < touched.length && this.colour[touched[to] ?? 0] === colour) to++;
      this.splitColour(colour, touched.slice(from, to), sums);
      from = to;
    }
    for (const device of touched) sums[device] = 0;
  }

  private splitColour(colour: number, touched: readonly number[], sums: Float64Array): void {
    const begin = this.begin[colour] ?? 0;
    const end = this.end[colour] ?? 0;
    const rest = end - begin - touched.length;
    const groups: number[][] = [];
    for (const device of touched) {
      const group = groups.at(-1);
      if (group !== undefined && sums[group[0] ?? 0] === sums[device]) group.push(device);
      else groups.push([device]);
    }
    if (groups.length === 1 && rest === 0) return;
    // The largest part keeps the colour; it needs no look of its own, since the whole had one or is still due for it.
    const largest = groups.reduce((best, group, at) => (group.length > (groups[best]?.length ?? 0) ? at : best), 0);
    const isRestKept = rest >= (groups[largest]?.length ?? 0);
    let edge = end;
    const ranges: (readonly [number, number])[] = [];
    for (const [at, group] of groups.entries()) {
      if (!isRestKept && at === largest) continue;
      const top = edge;
      for (const device of group) this.swapTo(device, --edge);
      ranges.push([edge, top]);
    }
    let keptBegin = begin;
    if (!isRestKept && rest > 0) {
      // What stays is the largest group: the untouched move to the front and get a colour of their own.
      const kept = groups[largest] ?? [];
      let back = edge;
      for (const device of kept) this.swapTo(device, --back);
      ranges.push([begin, back]);
      keptBegin = back;
    }
    this.begin[colour] = keptBegin;
    this.end[colour] = edge;
    for (const [from, to] of ranges) {
      const fresh = this.addColour(from, to);
      for (let at = from; at < to; at++) this.colour[this.order[at] ?? 0] = fresh;
    }
  }

  private swapTo(device: number, at: number): void {
    const from = this.place[device] ?? 0;
    const other = this.order[at] ?? 0;
    this.order[at] = device;
    this.order[from] = other;
    this.place[device] = at;
    this.place[other] = from;
  }
}
