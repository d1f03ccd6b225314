/**
 * Routes flows over a fabric and sums them on its links. A flow takes the fewest hops; where several ways are as short, it splits evenly
 * over the instances that come next, whatever their bandwidth, so that a faster link never draws traffic onto a slower one. On rails it
 * leaves and arrives on the rail of its destination where the sender can hand it over inside.
 */
import type { Fabric, FabricSystem, Place, Stage, Trunk } from './fabric.ts';
import { walkTorus } from './torus-walk.ts';

/** Loads of one window of the fabric: bytes for each byte of the collective. Arrays go by accelerator, or by domain (and rail). */
export interface LoadMap {
  readonly window: number;
  readonly coreOut: Float64Array;
  readonly coreIn: Float64Array;
  readonly hostOut: Float64Array;
  readonly hostIn: Float64Array;
  readonly adapterOut: Float64Array;
  readonly adapterIn: Float64Array;
  /** From an accelerator to each member of its island, where these are joined in pairs. */
  readonly pairs: Float64Array;
  readonly pairStride: number;
  /** From an accelerator to its neighbours on a torus, by dimension and direction. */
  readonly torus: Float64Array;
  readonly torusStride: number;
  /** By trunk: totals of all cables from one lower domain, by domain and rail. */
  readonly trunkUp: readonly Float64Array[];
  readonly trunkDown: readonly Float64Array[];
  readonly rails: number;
  /** Bytes that no way leads to. */
  unreachable: number;
}

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
interface Hop {
  readonly trunk: number;
  /** Systems in one lower domain. */
  readonly perDomain: number;
  readonly isByRail: boolean;
  readonly share: number;
}

/** The shortest way between systems that stand alike to each other. */
interface Route {
  readonly up: readonly Hop[];
  readonly down: readonly Hop[];
}

/** More than there can be sets of ways, in the key of a route. */
const MOST_WAYS = 2 ** 16;

/** Routes flows over one fabric. */
export class FlowRouter {
  private readonly reached: readonly Ways[];
  private readonly routes = new Map<number, Route | null>();
  /** Ways of systems that failures leave fewer to, by system and instance, and once for each set of ways. */
  private readonly fewer = new Map<number, Ways>();
  private readonly sets = new Map<string, Ways>();
  private readonly hasFailures: boolean;
  private readonly rails: number;

  constructor(private readonly fabric: Fabric) {
    this.reached = fabric.systems.map((system, at) => ({ id: at, stages: findReached(fabric, system, null) }));
    this.hasFailures = fabric.stages.some((stage) => stage.failed.size > 0);
    this.rails = Math.max(1, ...fabric.systems.map((system) => system.rails));
  }

  /** An empty map for the first `window` accelerators, onto which all others are folded. */
  createLoads(window: number): LoadMap {
    const { systems, trunks, stages } = this.fabric;
    const pairStride = Math.max(0, ...systems.map(({ inner }) => (inner.kind === 'mesh' ? inner.islandSize : 0)));
    const torusStride = Math.max(0, ...systems.map(({ inner }) => 2 * inner.torusDims.length));
    const counts = trunks.map((trunk) => {
      const lower = stages.find((stage) => stage.trunks.includes(trunk));
      if (lower !== undefined) return lower.domains;
      return systems.find((system) => system.trunks.includes(trunk))?.instances ?? 0;
    });
    const create = (length: number): Float64Array => new Float64Array(length);
    const share = window / this.fabric.accelerators;
    const byDomain = (): Float64Array[] =>
      counts.map((count) => create(Math.max(1, Math.ceil(count * share - 1e-9)) * this.rails));
    return {
      window,
      coreOut: create(window),
      coreIn: create(window),
      hostOut: create(window),
      hostIn: create(window),
      adapterOut: create(window),
      adapterIn: create(window),
      pairs: create(window * pairStride),
      pairStride,
      torus: create(window * torusStride),
      torusStride,
      trunkUp: byDomain(),
      trunkDown: byDomain(),
      rails: this.rails,
      unreachable: 0,
    };
  }

  /** Adds a flow between two accelerators; the receiving end is folded onto the window. */
  addFlow(loads: LoadMap, from: number, to: number, bytes: number): void {
    const a = this.fabric.locate(from);
    const b = this.fabric.locate(to);
    const system = this.fabric.systems[a.system];
    const target = this.fabric.systems[b.system];
    if (system === undefined || target === undefined) return;
    const source = from % loads.window;
    const sink = to % loads.window;
    if (a.system === b.system && a.instance === b.instance) {
      addInside(loads, system, source, a.local, sink, b.local, bytes);
      return;
    }
    const rail = railOf(system, a.local);
    const targetRail = railOf(target, b.local);
    if (system.rails === 0 || target.rails === 0) {
      this.addOutside(loads, a, b, source, sink, rail, targetRail, bytes);
      return;
    }
    const handsOver = system.inner.islandSize === system.accelerators;
    const takesOver = target.inner.islandSize === target.accelerators;
    const [lost, lostThere] = [this.failedRails(a), this.failedRails(b)];
    const leaving = handsOver ? targetRail : rail;
    if (lost?.has(leaving) !== true && lostThere?.has(targetRail) !== true) {
      this.addOnRails(loads, a, b, source, sink, leaving, targetRail, bytes);
      return;
    }
    const usable: number[] = [];
    for (let each = 0; each < system.rails; each++) {
      if (lost?.has(each) !== true && lostThere?.has(each) !== true) usable.push(each);
    }
    if (usable.length === 0 || !handsOver || !takesOver) {
      loads.unreachable += bytes;
      return;
    }
    for (const other of usable) this.addOnRails(loads, a, b, source, sink, other, other, bytes / usable.length);
  }

  /** Rails of a system whose switch has failed. */
  private failedRails(place: Place): ReadonlySet<number> | undefined {
    const trunk = this.fabric.systems[place.system]?.trunks[0];
    const stage = trunk === undefined ? undefined : this.fabric.stages[trunk.upper];
    if (trunk === undefined || stage === undefined) return undefined;
    return stage.failed.get(Math.floor(place.instance / trunk.lowerPerUpper));
  }

  /** A flow on given rails, with what is handed over inside the systems at both ends. */
  private addOnRails(
    loads: LoadMap,
    a: Place,
    b: Place,
    source: number,
    sink: number,
    leaving: number,
    arriving: number,
    bytes: number,
  ): void {
    const system = this.fabric.systems[a.system];
    const target = this.fabric.systems[b.system];
    if (system === undefined || target === undefined) return;
    if (leaving !== railOf(system, a.local)) {
      const [first, end] = railMembers(system, leaving);
      for (let local = first; local < end; local++) {
        addInside(loads, system, source, a.local, source - a.local + local, local, bytes / (end - first));
      }
    }
    if (arriving !== railOf(target, b.local)) {
      const [first, end] = railMembers(target, arriving);
      for (let local = first; local < end; local++) {
        addInside(loads, target, sink - b.local + local, local, sink, b.local, bytes / (end - first));
      }
    }
    this.addOutside(loads, a, b, source, sink, leaving, arriving, bytes);
  }

  private addOutside(
    loads: LoadMap,
    a: Place,
    b: Place,
    source: number,
    sink: number,
    leaving: number,
    arriving: number,
    bytes: number,
  ): void {
    const route = this.findRoute(a, b, leaving === arriving);
    if (route === null) {
      loads.unreachable += bytes;
      return;
    }
    addAtAdapters(loads.adapterOut, this.fabric.systems[a.system], source - a.local, a.local, leaving, bytes);
    addAtAdapters(loads.adapterIn, this.fabric.systems[b.system], sink - b.local, b.local, arriving, bytes);
    this.addHops(loads, loads.trunkUp, route.up, a, source, leaving, bytes);
    this.addHops(loads, loads.trunkDown, route.down, b, sink, arriving, bytes);
  }

  private addHops(
    loads: LoadMap,
    trunks: readonly Float64Array[],
    hops: readonly Hop[],
    place: Place,
    accelerator: number,
    rail: number,
    bytes: number,
  ): void {
    const isFolded = loads.window < this.fabric.accelerators;
    const held = this.fabric.systems[place.system]?.accelerators ?? 1;
    const instance = isFolded ? Math.floor(accelerator / held) : place.instance;
    for (const hop of hops) {
      const at = Math.floor(instance / hop.perDomain) * this.rails + (hop.isByRail ? rail : 0);
      const array = trunks[hop.trunk];
      if (array !== undefined) array[at] = (array[at] ?? 0) + bytes * hop.share;
    }
  }

  /** The shortest way between two systems; null when there is none. */
  private findRoute(a: Place, b: Place, isSameRail: boolean): Route | null {
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

/** The rail of an accelerator. */
export function railOf(system: FabricSystem, local: number): number {
  return system.rails === 0 ? 0 : Math.floor((local * system.rails) / system.accelerators);
}

/** Accelerators of a system on a rail: `[first, end)`. */
export function railMembers(system: FabricSystem, rail: number): readonly [number, number] {
  const { accelerators, rails } = system;
  return [Math.ceil((rail * accelerators) / rails), Math.ceil(((rail + 1) * accelerators) / rails)];
}

function addTo(array: Float64Array | undefined, at: number, value: number): void {
  if (array !== undefined) array[at] = (array[at] ?? 0) + value;
}

function addAtAdapters(
  array: Float64Array,
  system: FabricSystem | undefined,
  start: number,
  local: number,
  rail: number,
  bytes: number,
): void {
  if (system === undefined) return;
  if (system.rails === 0) {
    addTo(array, start + local, bytes);
    return;
  }
  const [first, end] = railMembers(system, rail);
  for (let member = first; member < end; member++) addTo(array, start + member, bytes / (end - first));
}

function addInside(
  loads: LoadMap,
  system: FabricSystem,
  source: number,
  from: number,
  sink: number,
  to: number,
  bytes: number,
): void {
  const { inner } = system;
  const isOneIsland = Math.floor(from / inner.islandSize) === Math.floor(to / inner.islandSize);
  if (inner.kind === 'none' || !isOneIsland) {
    addTo(loads.hostOut, source, bytes);
    addTo(loads.hostIn, sink, bytes);
  } else if (inner.kind === 'torus') {
    const start = source - (from % inner.islandSize);
    walkTorus(
      inner.torusDims,
      from % inner.islandSize,
      to % inner.islandSize,
      (member, dimension, direction, share) => {
        addTo(loads.torus, (start + member) * loads.torusStride + 2 * dimension + direction, bytes * share);
      },
    );
  } else if (inner.kind === 'mesh') {
    addTo(loads.pairs, source * loads.pairStride + (to % inner.islandSize), bytes);
  } else {
    addTo(loads.coreOut, source, bytes);
    addTo(loads.coreIn, sink, bytes);
  }
}
