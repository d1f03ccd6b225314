/** Collects the usage of links part by part, in arrays that grow. */

/** What a part of a usage vector is of. */
export interface UsagePart {
  /** `core` scale-up to a switch, `pair` scale-up between two (torus neighbours too), `host` over the host, `adapter` network ports, `trunk` drawn cables. */
  readonly kind: 'core' | 'pair' | 'host' | 'adapter' | 'trunk';
  /** Block of the system, or the drawn links, of which those between the same blocks carry alike. */
  readonly itemIds: readonly string[];
  /** Places of the usage vector: `[first, end)`. */
  readonly first: number;
  readonly end: number;
  /** Whether places come in twos, the two directions of the same links. */
  readonly isPaired: boolean;
  /** Whether these are scale-up links: of a system, or to scale-up switches outside it. */
  readonly isScaleUp: boolean;
}

/** All links of one window, in a fixed order, as seconds per byte; what several collectives share is compared place by place. */
export interface UsageVector {
  readonly seconds: Float64Array;
  /** Equal links of the whole job that each place stands for: ports of a system, or drawn cables (in fractions where several share one). */
  readonly links: Float64Array;
  readonly parts: readonly UsagePart[];
  readonly unreachable: number;
}

/** Writes one usage vector. */
export class UsageWriter {
  private seconds: Float64Array<ArrayBuffer>;
  private links: Float64Array<ArrayBuffer>;
  private count = 0;
  private readonly parts: UsagePart[] = [];

  /** `places` = about how many there will be. */
  constructor(places: number) {
    this.seconds = new Float64Array(Math.max(16, places));
    this.links = new Float64Array(Math.max(16, places));
  }

  /** Adds a part; `fill` pushes its places. */
  addPart(
    kind: UsagePart['kind'],
    itemIds: readonly string[],
    isPaired: boolean,
    isScaleUp: boolean,
    fill: () => void,
  ): void {
    const first = this.count;
    fill();
    if (this.count > first) this.parts.push({ kind, itemIds, first, end: this.count, isPaired, isScaleUp });
  }

  /** Adds one place. */
  push(seconds: number, links: number): void {
    if (this.count === this.seconds.length) {
      this.seconds = grow(this.seconds);
      this.links = grow(this.links);
    }
    this.seconds[this.count] = seconds;
    this.links[this.count] = links;
    this.count++;
  }

  /** What was written. */
  finish(unreachable: number): UsageVector {
    return {
      seconds: this.seconds.subarray(0, this.count),
      links: this.links.subarray(0, this.count),
      parts: this.parts,
      unreachable,
    };
  }
}

function grow(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(2 * array.length);
  grown.set(array);
  return grown;
}
