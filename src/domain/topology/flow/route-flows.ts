/**
 * Routes flows over a fabric and sums them on its links. A flow takes the fewest hops; where several ways are as short, it splits evenly
 * over the instances that come next, whatever their bandwidth, so that a faster link never draws traffic onto a slower one. On rails it
 * leaves and arrives on the rail of its destination where the sender can hand it over inside.
 */
import { addAtAdapters, addInside, railMembers, railOf } from './add-inside.ts';
import type { Fabric, FabricSystem, Place } from './fabric.ts';
import { type Hop, type PeerHop, type Route, RouteFinder } from './find-route.ts';
import { countRails, type LoadMap } from './load-map.ts';
import { PeerMap, stepsPerDomain } from './peer-map.ts';

/** Routes flows over one fabric. */
export class FlowRouter {
  private readonly finder: RouteFinder;
  private readonly rails: number;
  /** Whether scale-up switches stand outside systems. */
  private readonly hasOutside: boolean;

  constructor(private readonly fabric: Fabric) {
    this.rails = countRails(fabric);
    this.hasOutside = fabric.trunks.some(({ isScaleUp }) => isScaleUp);
    this.finder = new RouteFinder(fabric, new PeerMap(fabric), this.rails);
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
    if (a.system === b.system && a.instance === b.instance && isInside(system, a.local, b.local)) {
      addInside(loads, system, source, a.local, sink, b.local, bytes);
      return;
    }
    const rail = railOf(system, a.local);
    const targetRail = railOf(target, b.local);
    const isNear = this.hasOutside && this.finder.find(a, b, rail, rail)?.isNear === true;
    if (isNear || system.rails === 0 || target.rails === 0) {
      const route = this.finder.find(a, b, rail, targetRail);
      this.addOutside(loads, route, a, b, source, sink, rail, targetRail, bytes);
      return;
    }
    const leaving = handsOver(system) ? targetRail : rail;
    const direct = this.finder.find(a, b, leaving, targetRail);
    if (direct !== null || leaving !== targetRail) {
      this.addOnRails(loads, direct, a, b, source, sink, leaving, targetRail, bytes);
      return;
    }
    const usable: number[] = [];
    if (handsOver(system) && handsOver(target)) {
      for (let each = 0; each < system.rails; each++)
        if (this.finder.find(a, b, each, each) !== null) usable.push(each);
    }
    if (usable.length === 0) loads.unreachable += bytes;
    for (const other of usable) {
      const route = this.finder.find(a, b, other, other);
      this.addOnRails(loads, route, a, b, source, sink, other, other, bytes / usable.length);
    }
  }

  /** A flow on given rails, with what is handed over inside the systems at both ends. */
  private addOnRails(
    loads: LoadMap,
    route: Route | null,
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
        this.handOver(loads, a, { ...a, local }, source, source - a.local + local, bytes / (end - first));
      }
    }
    if (arriving !== railOf(target, b.local)) {
      const [first, end] = railMembers(target, arriving);
      for (let local = first; local < end; local++) {
        this.handOver(loads, { ...b, local }, b, sink - b.local + local, sink, bytes / (end - first));
      }
    }
    this.addOutside(loads, route, a, b, source, sink, leaving, arriving, bytes);
  }

  /** A flow inside one system, over its own links or over scale-up switches outside it. */
  private handOver(loads: LoadMap, from: Place, to: Place, source: number, sink: number, bytes: number): void {
    const system = this.fabric.systems[from.system];
    if (system === undefined) return;
    if (isInside(system, from.local, to.local)) addInside(loads, system, source, from.local, sink, to.local, bytes);
    else this.addOutside(loads, this.finder.find(from, to, 0, 0), from, to, source, sink, 0, 0, bytes);
  }

  private addOutside(
    loads: LoadMap,
    route: Route | null,
    a: Place,
    b: Place,
    source: number,
    sink: number,
    leaving: number,
    arriving: number,
    bytes: number,
  ): void {
    if (route === null) {
      loads.unreachable += bytes;
      return;
    }
    const { systems } = this.fabric;
    if (route.adapterOut > 0)
      addAtAdapters(loads.adapterOut, systems[a.system], source - a.local, a.local, leaving, bytes * route.adapterOut);
    if (route.adapterIn > 0)
      addAtAdapters(loads.adapterIn, systems[b.system], sink - b.local, b.local, arriving, bytes * route.adapterIn);
    this.addHops(loads, loads.trunkUp, route.up, a, source, leaving, bytes);
    this.addHops(loads, loads.trunkDown, route.down, b, sink, arriving, bytes);
    for (const hop of route.across) this.addAcross(loads, hop, leaving, bytes);
    loads.latencySeconds = Math.max(loads.latencySeconds, route.latencySeconds);
  }

  private addAcross(loads: LoadMap, { step, isByRail, share }: PeerHop, rail: number, bytes: number): void {
    const { link, way, domain, rest } = step;
    const domains = loads.peerDomains[link.index]?.[way] ?? 1;
    const array = loads.peers[link.index]?.[way];
    const at = ((domain % domains) * stepsPerDomain(link, way) + rest) * this.rails + (isByRail ? rail : 0);
    if (array !== undefined) array[at] = (array[at] ?? 0) + bytes * share;
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
}

/** Whether a flow between two accelerators of one system takes its own links: within an island, or over the host where nothing else leads. */
function isInside(system: FabricSystem, from: number, to: number): boolean {
  const { islandSize } = system.inner;
  return (
    Math.floor(from / islandSize) === Math.floor(to / islandSize) || !system.trunks.some((trunk) => trunk.isScaleUp)
  );
}

/** Whether all accelerators of a system reach each other over scale-up links. */
function handsOver(system: FabricSystem): boolean {
  return system.inner.islandSize === system.accelerators || system.trunks.some((trunk) => trunk.isScaleUp);
}
