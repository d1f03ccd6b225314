/**
 * Ways between two systems: up over trunks, across over links between equals, and down again, with the fewest hops; where several ways are as
 * short, an even split over the instances that come next. A way depends only on which stages both ends share (and on the domains they are
 * in, where links join equals), so it is prepared once for each such set.
 */
import type { Fabric, Place, Trunk } from './fabric.ts';
import type { PeerMap, PeerStep } from './peer-map.ts';
import { canMeet, type Reached, WayFinder, type Ways } from './reach.ts';

/** What one byte leaves on the cables of a lower domain. */
export interface Hop {
  readonly trunk: number;
  /** Systems in one lower domain. */
  readonly perDomain: number;
  readonly isByRail: boolean;
  readonly share: number;
}

/** What one byte leaves on a link between equals. */
export interface PeerHop {
  readonly step: PeerStep;
  readonly isByRail: boolean;
  readonly share: number;
}

/** The shortest way between systems that stand alike to each other. */
export interface Route {
  readonly up: readonly Hop[];
  readonly across: readonly PeerHop[];
  readonly down: readonly Hop[];
  /** Share that leaves, and that arrives, over network adapters. */
  readonly adapterOut: number;
  readonly adapterIn: number;
  /** Whether scale-up links alone lead there. */
  readonly isNear: boolean;
  /** Of the longest of the ways, one way. */
  readonly latencySeconds: number;
}

/** More than there can be sets of ways, in the key of a route. */
const MOST_WAYS = 2 ** 18;
/** Stages that fit into such a key. */
const MOST_BITS = 16;

/** Where a byte is: at a system, at a stage on the way up or down, or at a vertex on the way across. */
interface Spot {
  readonly distance: number;
  share: number;
  latencySeconds: number;
  readonly exits: () => readonly Exit[];
}

/** A way on from a spot. */
interface Exit {
  readonly spot: Spot;
  /** Instances that come next. */
  readonly weight: number;
  readonly latencySeconds: number;
  readonly take: (share: number) => void;
}

/** Finds ways over one fabric, and keeps them. */
export class RouteFinder {
  private readonly ways: WayFinder;
  private readonly routes = new Map<number | string, Route | null>();

  constructor(
    private readonly fabric: Fabric,
    private readonly peers: PeerMap,
    rails: number,
  ) {
    this.ways = new WayFinder(fabric, rails);
  }

  /** The shortest way between two systems from one rail to another; null when there is none. */
  find(a: Place, b: Place, leaving: number, arriving: number): Route | null {
    const from = this.ways.find(a, leaving);
    const to = this.ways.find(b, arriving);
    const isSameRail = leaving === arriving;
    const key = this.keyOf(a, b, from, to, isSameRail);
    const known = this.routes.get(key);
    if (known !== undefined) return known;
    const route = new RouteBuilder(this.fabric, this.peers, a, b, from, to, isSameRail).build();
    this.routes.set(key, route);
    return route;
  }

  private keyOf(a: Place, b: Place, from: Ways, to: Ways, isSameRail: boolean): number | string {
    let shared = isSameRail ? 1 : 0;
    let words = '';
    for (let at = 0; at < from.stages.length; at++) {
      const reached = from.stages[at];
      if (reached === undefined) continue;
      const other = from === to ? reached : to.stages.find(({ stage }) => stage === reached.stage);
      shared *= 2;
      if (other !== undefined && canMeet(reached, other, a, b, isSameRail)) shared++;
      if (at % MOST_BITS === MOST_BITS - 1) {
        words += `${shared} `;
        shared = 0;
      }
    }
    const number = (from.id * MOST_WAYS + to.id) * 2 ** (MOST_BITS + 1) + shared;
    if (this.fabric.peers.length > 0) return `${words}${number} ${this.placesOf(a, from)} ${this.placesOf(b, to)}`;
    return words === '' ? number : words + number;
  }

  /** Domains that links between equals leave above a system. */
  private placesOf(place: Place, { stages }: Ways): string {
    const { peers } = this.fabric;
    const joined = (isSystem: boolean, at: number): boolean =>
      peers.some(({ ends }) => ends.some((end) => end.isSystem === isSystem && end.place === at));
    const own = joined(true, place.system) ? [place.instance] : [];
    const above = stages.filter(({ stage }) => joined(false, stage.index));
    return [...own, ...above.map(({ perDomain }) => Math.floor(place.instance / perDomain))].join(' ');
  }
}

/** Builds one route, backwards from its end. */
class RouteBuilder {
  private readonly from: readonly Reached[];
  private readonly to: readonly Reached[];
  private readonly isNear: boolean;
  private readonly up: Hop[] = [];
  private readonly down: Hop[] = [];
  private readonly across: PeerHop[] = [];
  private adapterOut = 0;
  private adapterIn = 0;
  /** Spots on the way down by the stage, and across by the vertex. */
  private readonly downSpots = new Map<number, Spot>();
  private readonly acrossSpots = new Map<number, Spot>();
  private readonly upSpots = new Map<number, Spot>();
  private readonly end: Spot = { distance: 0, share: 0, latencySeconds: 0, exits: () => [] };

  constructor(
    private readonly fabric: Fabric,
    private readonly peers: PeerMap,
    private readonly a: Place,
    private readonly b: Place,
    private readonly fromWays: Ways,
    private readonly toWays: Ways,
    private readonly isSameRail: boolean,
  ) {
    // Scale-up links are never left where they lead there.
    const [from, to] = [fromWays, toWays];
    this.isNear = from.scaleUp.some((here) => to.scaleUp.some((there) => canMeet(here, there, a, b, isSameRail)));
    this.from = this.isNear ? from.scaleUp : from.stages;
    this.to = this.isNear ? to.scaleUp : to.stages;
  }

  build(): Route | null {
    const start = this.lay();
    if (start === null) return null;
    start.share = 1;
    // Every way on is one hop shorter, so what comes to a spot is whole when its turn comes.
    const waiting = new Set<Spot>([start]);
    while (waiting.size > 0) {
      let spot = start;
      let farthest = -1;
      for (const each of waiting) {
        if (each.distance > farthest) {
          spot = each;
          farthest = each.distance;
        }
      }
      waiting.delete(spot);
      const exits = spot.exits().filter((exit) => exit.spot.distance === spot.distance - 1);
      const total = exits.reduce((sum, exit) => sum + exit.weight, 0);
      for (const exit of exits) {
        const share = (spot.share * exit.weight) / total;
        exit.take(share);
        exit.spot.share += share;
        exit.spot.latencySeconds = Math.max(exit.spot.latencySeconds, spot.latencySeconds + exit.latencySeconds);
        if (exit.spot !== this.end) waiting.add(exit.spot);
      }
    }
    const { up, down, across, adapterOut, adapterIn, isNear } = this;
    return { up, down, across, adapterOut, adapterIn, isNear, latencySeconds: this.end.latencySeconds };
  }

  /** Lays all spots, from the end backwards; the spot to start at, or null where no way leads. */
  private lay(): Spot | null {
    for (const reached of this.to) {
      this.downSpots.set(
        reached.stage.index,
        this.createSpot(reached.hops, () => this.exitsDown(reached)),
      );
    }
    this.layAcross();
    for (const reached of [...this.from].sort((x, y) => y.hops - x.hops)) {
      const distance = this.distanceUp(reached);
      if (distance < Number.POSITIVE_INFINITY) {
        this.upSpots.set(
          reached.stage.index,
          this.createSpot(distance, () => this.exitsUp(reached)),
        );
      }
    }
    const exits = this.exitsOfSystem();
    const distance = 1 + Math.min(Number.POSITIVE_INFINITY, ...exits.map((exit) => exit.spot.distance));
    return distance < Number.POSITIVE_INFINITY ? this.createSpot(distance, () => exits) : null;
  }

  private createSpot(distance: number, exits: () => readonly Exit[]): Spot {
    return { distance, share: 0, latencySeconds: 0, exits };
  }

  /** Vertices that links between equals lead from, with the hops from there to the end. */
  private layAcross(): void {
    if (this.fabric.peers.length === 0) return;
    const entries: [number, number][] = this.to.map((reached) => [this.vertexAbove(reached, this.b), reached.hops]);
    entries.push([this.peers.vertexOf(true, this.b.system, this.b.instance), 0]);
    const distances = new Map<number, number>();
    const starts = new Map(this.from.map((reached) => [this.vertexAbove(reached, this.a), reached.hops]));
    starts.set(this.peers.vertexOf(true, this.a.system, this.a.instance), 0);
    const joined = [...starts].filter(([vertex]) => this.stepsOf(vertex).length > 0);
    const nearest = Math.min(Number.POSITIVE_INFINITY, ...joined.map(([, hops]) => hops));
    let best = this.shortestMeeting();
    let frontier: number[] = [];
    const deepest = Math.max(0, ...entries.map(([, hops]) => hops));
    // What is farther than the shortest way known is not looked at.
    for (let distance = 0; distance + nearest <= best && (frontier.length > 0 || distance <= deepest); distance++) {
      for (const [vertex, hops] of entries) {
        if (hops === distance && !distances.has(vertex)) frontier.push(vertex);
      }
      const next: number[] = [];
      for (const vertex of frontier) {
        if (distances.has(vertex)) continue;
        distances.set(vertex, distance);
        best = Math.min(best, (starts.get(vertex) ?? Number.POSITIVE_INFINITY) + distance);
        if (distance + 1 + nearest > best) continue;
        for (const { to } of this.stepsOf(vertex)) if (!distances.has(to)) next.push(to);
      }
      frontier = next;
    }
    for (const [vertex, distance] of distances) {
      this.acrossSpots.set(
        vertex,
        this.createSpot(distance, () => this.exitsAcross(vertex)),
      );
    }
  }

  private shortestMeeting(): number {
    let least = Number.POSITIVE_INFINITY;
    for (const reached of this.from) {
      const other = this.to.find(({ stage }) => stage === reached.stage);
      if (other === undefined || !canMeet(reached, other, this.a, this.b, this.isSameRail)) continue;
      least = Math.min(least, reached.hops + other.hops);
    }
    return least;
  }

  private stepsOf(vertex: number): readonly PeerStep[] {
    if (this.isSameRail) return this.peers.stepsOf(vertex);
    const { isSystem, place } = this.peers.describe(vertex);
    return !isSystem && this.fabric.stages[place]?.isRails === true ? [] : this.peers.stepsOf(vertex);
  }

  private vertexAbove(reached: Reached, place: Place): number {
    return this.peers.vertexOf(false, reached.stage.index, Math.floor(place.instance / reached.perDomain));
  }

  private distanceUp(reached: Reached): number {
    let least = Number.POSITIVE_INFINITY;
    for (const exit of this.exitsUp(reached)) least = Math.min(least, exit.spot.distance);
    return least + 1;
  }

  private exitsOfSystem(): Exit[] {
    const system = this.fabric.systems[this.a.system];
    if (system === undefined) return [];
    const exits = this.exitsOver(system.trunks, null);
    return [...exits, ...this.exitsOfVertex(this.peers.vertexOf(true, this.a.system, this.a.instance))];
  }

  private exitsUp(reached: Reached): Exit[] {
    const exits = this.exitsOver(reached.stage.trunks, reached);
    exits.push(...this.exitsOfVertex(this.vertexAbove(reached, this.a)));
    for (const other of this.to) {
      if (canMeet(reached, other, this.a, this.b, this.isSameRail)) exits.push(...this.exitsDown(other));
    }
    return exits;
  }

  private exitsAcross(vertex: number): Exit[] {
    const exits = this.exitsOfVertex(vertex);
    for (const reached of this.to)
      if (this.vertexAbove(reached, this.b) === vertex) exits.push(...this.exitsDown(reached));
    return exits;
  }

  private exitsOfVertex(vertex: number): Exit[] {
    if (this.acrossSpots.size === 0) return [];
    const exits: Exit[] = [];
    const end = this.peers.vertexOf(true, this.b.system, this.b.instance);
    const start = this.peers.vertexOf(true, this.a.system, this.a.instance);
    for (const step of this.stepsOf(vertex)) {
      const spot = step.to === end ? this.end : this.acrossSpots.get(step.to);
      if (spot === undefined) continue;
      const isAdapter = !step.link.isScaleUp;
      exits.push({
        spot,
        weight: this.instancesAt(step.to),
        latencySeconds: step.link.latencySeconds,
        take: (share) => {
          this.across.push({ step, isByRail: this.isByRail(vertex), share });
          if (isAdapter && vertex === start) this.adapterOut += share;
          if (isAdapter && step.to === end) this.adapterIn += share;
        },
      });
    }
    return exits;
  }

  private isByRail(vertex: number): boolean {
    const { isSystem, place } = this.peers.describe(vertex);
    return !isSystem && this.fabric.stages[place]?.isRails === true;
  }

  /** Instances that work at a vertex, or the one of the rail. */
  private instancesAt(vertex: number): number {
    const { isSystem, place, domain } = this.peers.describe(vertex);
    const stage = isSystem ? undefined : this.fabric.stages[place];
    if (stage === undefined || stage.isRails) return 1;
    return stage.perDomain - (stage.failed.get(domain)?.size ?? 0);
  }

  /** Up over trunks; from a system where `lower` is null. */
  private exitsOver(trunks: readonly Trunk[], lower: Reached | null): Exit[] {
    const exits: Exit[] = [];
    for (const trunk of trunks) {
      const upper = this.from.find(({ stage }) => stage.index === trunk.upper);
      const spot = this.upSpots.get(trunk.upper);
      if (this.fromWays.cut.has(trunk.index)) continue;
      if (upper === undefined || spot === undefined || upper.hops !== (lower?.hops ?? 0) + 1) continue;
      exits.push({
        spot,
        weight: upper.next,
        latencySeconds: trunk.latencySeconds,
        take: (share) => {
          this.up.push(describeHop(trunk, lower, share));
          if (lower === null && !trunk.isScaleUp) this.adapterOut += share;
        },
      });
    }
    return exits;
  }

  private exitsDown(upper: Reached): Exit[] {
    const exits: Exit[] = [];
    const add = (trunks: readonly Trunk[], lower: Reached | null): void => {
      if ((lower?.hops ?? 0) !== upper.hops - 1) return;
      const spot = lower === null ? this.end : this.downSpots.get(lower.stage.index);
      for (const trunk of trunks) {
        if (trunk.upper !== upper.stage.index || spot === undefined || this.toWays.cut.has(trunk.index)) continue;
        exits.push({
          spot,
          weight: lower?.next ?? 1,
          latencySeconds: trunk.latencySeconds,
          take: (share) => {
            this.down.push(describeHop(trunk, lower, share));
            if (lower === null && !trunk.isScaleUp) this.adapterIn += share;
          },
        });
      }
    };
    add(this.fabric.systems[this.b.system]?.trunks ?? [], null);
    for (const lower of this.to) add(lower.stage.trunks, lower);
    return exits;
  }
}

function describeHop(trunk: Trunk, lower: Reached | null, share: number): Hop {
  return {
    trunk: trunk.index,
    perDomain: lower?.perDomain ?? 1,
    isByRail: trunk.isRails || lower?.stage.isRails === true,
    share,
  };
}
