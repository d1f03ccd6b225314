/**
 * Largest flow from a source to a sink, by shortest augmenting paths in layers (Dinic 1970), with capacities in bytes/s that may be infinite.
 * Graphs here have tens of vertices, since all that is alike was merged before.
 */

/** A share of a capacity below which an edge counts as full. */
const TINY = 1e-12;

/** Edges in pairs: edge `e ^ 1` is the same edge the other way. */
export class FlowNetwork {
  private readonly first: number[] = [];
  private readonly next: number[] = [];
  private readonly ends: number[] = [];
  private readonly whole: number[] = [];
  private left: number[] = [];
  private level: Int32Array = new Int32Array(0);

  constructor(readonly vertices: number) {
    this.first = new Array<number>(vertices).fill(-1);
  }

  /** Adds an edge with a capacity in each direction; gives its number. */
  join(from: number, to: number, forward: number, backward: number): number {
    const edge = this.ends.length;
    this.push(from, to, forward);
    this.push(to, from, backward);
    return edge;
  }

  /** Changes the capacity of an edge, one way. */
  resize(edge: number, capacity: number): void {
    this.whole[edge] = capacity;
  }

  /** Largest flow, bytes/s; infinite where nothing limits it. */
  run(source: number, sink: number): number {
    this.left = [...this.whole];
    const scale = Math.max(0, ...this.whole.filter(Number.isFinite));
    const tiny = scale * TINY;
    let flow = 0;
    while (this.layer(source, sink, tiny)) {
      const at = [...this.first];
      for (;;) {
        const pushed = this.augment(source, sink, Number.POSITIVE_INFINITY, at, tiny);
        if (pushed === Number.POSITIVE_INFINITY) return pushed;
        if (pushed <= tiny) break;
        flow += pushed;
      }
    }
    return flow;
  }

  /** Whether the source side of the least cut holds a vertex, after a run. */
  isReached(vertex: number): boolean {
    return (this.level[vertex] ?? -1) >= 0;
  }

  private push(from: number, to: number, capacity: number): void {
    this.ends.push(to);
    this.whole.push(capacity);
    this.next.push(this.first[from] ?? -1);
    this.first[from] = this.ends.length - 1;
  }

  private layer(source: number, sink: number, tiny: number): boolean {
    this.level = new Int32Array(this.vertices).fill(-1);
    this.level[source] = 0;
    const queue = [source];
    for (let head = 0; head < queue.length; head++) {
      const vertex = queue[head] ?? 0;
      for (let edge = this.first[vertex] ?? -1; edge >= 0; edge = this.next[edge] ?? -1) {
        const to = this.ends[edge] ?? 0;
        if ((this.left[edge] ?? 0) <= tiny || this.isReached(to)) continue;
        this.level[to] = (this.level[vertex] ?? 0) + 1;
        queue.push(to);
      }
    }
    return this.isReached(sink);
  }

  private augment(vertex: number, sink: number, limit: number, at: number[], tiny: number): number {
    if (vertex === sink) return limit;
    for (; (at[vertex] ?? -1) >= 0; at[vertex] = this.next[at[vertex] ?? 0] ?? -1) {
      const edge = at[vertex] ?? 0;
      const to = this.ends[edge] ?? 0;
      const room = this.left[edge] ?? 0;
      if (room <= tiny || this.level[to] !== (this.level[vertex] ?? 0) + 1) continue;
      const pushed = this.augment(to, sink, Math.min(limit, room), at, tiny);
      if (pushed <= tiny) continue;
      if (pushed === Number.POSITIVE_INFINITY) return pushed;
      this.left[edge] = room - pushed;
      this.left[edge ^ 1] = (this.left[edge ^ 1] ?? 0) + pushed;
      return pushed;
    }
    return 0;
  }
}
