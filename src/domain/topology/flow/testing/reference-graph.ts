/** Vertices joined by cables, and flows that take the fewest of them; for tests only. */

/** Resources by name that a flow of one byte uses, in bytes. */
export type FlowUse = Map<string, number>;

/** A graph of instances. */
export class ReferenceGraph {
  private readonly neighbours = new Map<string, Set<string>>();
  private readonly distances = new Map<string, Map<string, number>>();

  /** `isPassed` says whether flows may go through a vertex, not only end there. */
  constructor(private readonly isPassed: (vertex: string) => boolean) {}

  /** Adds an edge in one direction. */
  join(from: string, to: string): void {
    this.neighbours.set(from, (this.neighbours.get(from) ?? new Set()).add(to));
  }

  /** Whether anything is joined to a vertex. */
  has(vertex: string): boolean {
    return this.neighbours.has(vertex);
  }

  /** What a vertex is joined to. */
  neighboursOf(vertex: string): string[] {
    return [...(this.neighbours.get(vertex) ?? [])];
  }

  /** From one vertex towards the end, evenly over all neighbours that are one hop nearer. */
  walk(use: FlowUse, start: string, end: string, bytes: number): void {
    let here = new Map([[start, bytes]]);
    while (!here.has(end)) {
      const next = new Map<string, number>();
      for (const [vertex, amount] of here) {
        const nearer = this.neighboursOf(vertex).filter(
          (other) => this.distance(other, end) === this.distance(vertex, end) - 1,
        );
        for (const other of nearer) {
          add(next, other, amount / nearer.length);
          add(use, `${vertex}→${other}`, amount / nearer.length);
        }
      }
      here = next;
    }
  }

  /** Hops between two vertices. */
  distance(from: string, end: string): number {
    let known = this.distances.get(end);
    if (known === undefined) {
      known = new Map([[end, 0]]);
      let frontier = [end];
      for (let hops = 1; frontier.length > 0; hops++) {
        const next: string[] = [];
        for (const vertex of frontier) {
          if (vertex !== end && !this.isPassed(vertex)) continue;
          for (const other of this.neighbours.get(vertex) ?? []) {
            if (known.has(other)) continue;
            known.set(other, hops);
            next.push(other);
          }
        }
        frontier = next;
      }
      this.distances.set(end, known);
    }
    return known.get(from) ?? Number.POSITIVE_INFINITY;
  }
}

/** Adds to a value of a map. */
export function add(map: Map<string, number>, key: string, value: number): void {
  map.set(key, (map.get(key) ?? 0) + value);
}
