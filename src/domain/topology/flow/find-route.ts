/**
 * Ways between two systems: the fewest hops, and where several are as short, an even split over the instances that come next. A way depends
 * only on which stages both ends share, so it is prepared once for each such set.
 */
import type { Fabric, FabricSystem, Place, Stage, Trunk } from './fabric.ts';

/** A stage as one system sees it. */
interface Reached {
  readonly stage: Stage;
  /** Instances of the system in one domain. */
  readonly perDomain: number;
  readonly hops: number;
  /** Instances that work where the system is, and of these the ones that one flow may take: on rails its own. */
  readonly working: number;
  readonly next: number;
}

/** All stages above a system, by place; equal sets have one number. */
interface Ways {
  readonly id: number;
  readonly stages: readonly Reached[];
}

/** A step of a route: a trunk, the lower end of which is the system itself (null) or a stage. */
interface Step {
  readonly trunk: Trunk;
  readonly lower: Reached | null;
  readonly upper: Reached;
}

/** What one byte leaves on the cables of a lower domain. */
export interface Hop {
  readonly trunk: number;
  /** Systems in one lower domain. */
  readonly perDomain: number;
  readonly isByRail: boolean;
  readonly share: number;
}

/** The shortest way between systems that stand alike to each other. */
export interface Route {
  readonly up: readonly Hop[];
  readonly down: readonly Hop[];
}

/** More than there can be sets of ways, in the key of a route. */
const MOST_WAYS = 2 ** 16;

/** Finds ways over one fabric, and keeps them. */
export class RouteFinder {
  private readonly reached: readonly Ways[];
  private readonly routes = new Map<number, Route | null>();
  /** Ways of systems that failures leave fewer to, by system and instance, and once for each set of ways. */
  private readonly fewer = new Map<number, Ways>();
  private readonly sets = new Map<string, Ways>();
  private readonly hasFailures: boolean;

  constructor(private readonly fabric: Fabric) {
    this.reached = fabric.systems.map((system, at) => ({ id: at, stages: findReached(fabric, system, null) }));
    this.hasFailures = fabric.stages.some((stage) => stage.failed.size > 0);
  }

  /** The shortest way between two systems; null when there is none. */
  find(a: Place, b: Place, isSameRail: boolean): Route | null {
    const from = this.waysOf(a);
    const to = this.waysOf(b);
    let shared = 0;
    for (const reached of from.stages) {
      shared *= 2;
      for (const other of to.stages) if (canMeet(reached, other, a, b, isSameRail)) shared++;
    }
    const key = ((from.id * MOST_WAYS + to.id) * 2 ** from.stages.length + shared) * 2 + (isSameRail ? 1 : 0);
    const known = this.routes.get(key);
    if (known !== undefined) return known;
    const route = this.buildRoute(a, b, from.stages, to.stages, isSameRail);
    this.routes.set(key, route);
    return route;
  }

  /** The stages that a system reaches over what works. */
  private waysOf(place: Place): Ways {
    const all = this.reached[place.system];
    const system = this.fabric.systems[place.system];
    if (all === undefined || system === undefined) throw new RangeError('no such system');
    if (!this.hasFailures) return all;
    const key = place.instance * this.fabric.systems.length + place.system;
    const known = this.fewer.get(key);
    if (known !== undefined) return known;
    const stages = findReached(this.fabric, system, place.instance);
    const name = `${place.system}: ${stages.map(({ stage, hops, working }) => `${stage.index}/${hops}/${working}`).join(' ')}`;
    const ways = this.sets.get(name) ?? { id: this.reached.length + this.sets.size, stages };
    this.sets.set(name, ways);
    this.fewer.set(key, ways);
    return ways;
  }

  private buildRoute(
    a: Place,
    b: Place,
    from: readonly Reached[],
    to: readonly Reached[],
    isSameRail: boolean,
  ): Route | null {
    let best = Number.POSITIVE_INFINITY;
    let meets: number[] = [];
    for (const reached of from) {
      for (const other of to) {
        if (!canMeet(reached, other, a, b, isSameRail)) continue;
        const hops = reached.hops + other.hops;
        if (hops < best) meets = [];
        if (hops <= best) meets.push(reached.stage.index);
        best = Math.min(best, hops);
      }
    }
    const first = this.fabric.systems[a.system];
    const last = this.fabric.systems[b.system];
    if (meets.length === 0 || first === undefined || last === undefined) return null;
    const shares = new Float64Array(this.fabric.stages.length);
    const up = climb(this.findSteps(first, from, meets), shares);
    const turned = new Float64Array(shares.length);
    for (const stage of meets) turned[stage] = shares[stage] ?? 0;
    return { up, down: descend(this.findSteps(last, to, meets), turned) };
  }

  /** Steps of the shortest ways from a system up to the given stages, the lowest first. */
  private findSteps(system: FabricSystem, reached: readonly Reached[], meets: readonly number[]): Step[] {
    const wanted = new Set(meets);
    const steps: Step[] = [];
    const above = [...reached].sort((x, y) => y.hops - x.hops);
    for (const upper of above) {
      if (!wanted.has(upper.stage.index)) continue;
      for (const lower of [null, ...above]) {
        if ((lower?.hops ?? 0) !== upper.hops - 1) continue;
        for (const trunk of (lower?.stage ?? system).trunks) {
          if (trunk.upper !== upper.stage.index) continue;
          steps.push({ trunk, lower, upper });
          if (lower !== null) wanted.add(lower.stage.index);
        }
      }
    }
    return steps.reverse();
  }
}

/** Splits a byte over the steps upwards by the instances that come next; adds what comes to each stage to `shares`. */
function climb(steps: readonly Step[], shares: Float64Array): Hop[] {
  return steps.map((step) => {
    let total = 0;
    for (const other of steps) if (other.lower === step.lower) total += other.upper.next;
    const incoming = step.lower === null ? 1 : (shares[step.lower.stage.index] ?? 0);
    const share = (incoming * step.upper.next) / total;
    shares[step.upper.stage.index] = (shares[step.upper.stage.index] ?? 0) + share;
    return describeHop(step, share);
  });
}

/** The same on the way down, from what turns at each stage. */
function descend(steps: readonly Step[], shares: Float64Array): Hop[] {
  return [...steps].reverse().map((step) => {
    const weigh = ({ lower }: Step): number => (lower === null ? 1 : lower.next);
    let total = 0;
    for (const other of steps) if (other.upper === step.upper) total += weigh(other);
    const share = ((shares[step.upper.stage.index] ?? 0) * weigh(step)) / total;
    if (step.lower !== null) shares[step.lower.stage.index] = (shares[step.lower.stage.index] ?? 0) + share;
    return describeHop(step, share);
  });
}

function describeHop({ trunk, lower }: Step, share: number): Hop {
  return {
    trunk: trunk.index,
    perDomain: lower?.perDomain ?? 1,
    isByRail: trunk.isRails || lower?.stage.isRails === true,
    share,
  };
}

/** Stages above a system, nearest first; with an `instance`, only those of which something works where that instance is. */
function findReached(fabric: Fabric, system: FabricSystem, instance: number | null): readonly Reached[] {
  const found = new Map<number, Reached>();
  let frontier: { trunks: readonly Trunk[]; perDomain: number }[] = [{ trunks: system.trunks, perDomain: 1 }];
  for (let hops = 1; frontier.length > 0; hops++) {
    const next: typeof frontier = [];
    for (const { trunks, perDomain } of frontier) {
      for (const trunk of trunks) {
        const stage = fabric.stages[trunk.upper];
        if (stage === undefined || found.has(trunk.upper)) continue;
        const inDomain = perDomain * trunk.lowerPerUpper;
        const failed = instance === null ? 0 : (stage.failed.get(Math.floor(instance / inDomain))?.size ?? 0);
        const working = stage.perDomain - failed;
        if (working === 0) continue;
        found.set(trunk.upper, { stage, perDomain: inDomain, hops, working, next: stage.isRails ? 1 : working });
        next.push({ trunks: stage.trunks, perDomain: inDomain });
      }
    }
    frontier = next;
  }
  return [...found.values()];
}

/** Whether two systems meet at a stage: under the same domain of it, and on the same switch where these are rails. */
function canMeet(here: Reached, there: Reached, a: Place, b: Place, isSameRail: boolean): boolean {
  if (here.stage !== there.stage) return false;
  const isSame = Math.floor(a.instance / here.perDomain) === Math.floor(b.instance / there.perDomain);
  return isSame && (isSameRail || !here.stage.isRails);
}
