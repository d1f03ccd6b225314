/**
 * Routes flows over a fabric and sums them on its links. A flow takes the fewest hops; where several ways are as short, it splits evenly
 * over the instances that come next, whatever their bandwidth, so that a faster link never draws traffic onto a slower one. On rails it
 * leaves and arrives on the rail of its destination where the sender can hand it over inside.
 */
import { addAtAdapters, addInside, railMembers, railOf } from './add-inside.ts';
import type { Fabric, Place } from './fabric.ts';
import { type Hop, RouteFinder } from './find-route.ts';
import { countRails, type LoadMap } from './load-map.ts';

/** Routes flows over one fabric. */
export class FlowRouter {
  private readonly finder: RouteFinder;
  private readonly rails: number;

  constructor(private readonly fabric: Fabric) {
    this.finder = new RouteFinder(fabric);
    this.rails = countRails(fabric);
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
    const route = this.finder.find(a, b, leaving === arriving);
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
}
