/**
 * The slow, obvious counterpart of the router: every instance of the drawing is a vertex, every cable between two of them an edge, and the
 * ways of a flow are found by walking the graph. For tests only.
 */
import type { CatalogIndex } from '../../../catalog/catalog-types.ts';
import { groupByParent } from '../../../plan/drawing/block-tree.ts';
import type { Drawing } from '../../../plan/plan-document.ts';
import { type Endpoint, findEndpoints } from '../../endpoint.ts';
import { findTiers } from '../../find-tiers.ts';
import { findLinkRates } from '../../link-rates.ts';
import { countInstances } from '../../summarize-drawing.ts';
import type { InnerNetwork } from '../fabric.ts';
import { foldTori } from '../fold-tori.ts';
import { describeInner } from '../inner-network.ts';
import { type Instance, ReferenceCables, type SystemInstance } from './reference-cables.ts';
import { add, type FlowUse } from './reference-graph.ts';

/** An accelerator in reading order. */
export interface ReferenceAccelerator {
  readonly system: string;
  readonly local: number;
}

/** The graph of a drawing. */
export class ReferenceNetwork extends ReferenceCables {
  readonly accelerators: ReferenceAccelerator[] = [];
  constructor(
    private readonly drawing: Drawing,
    private readonly index: CatalogIndex,
  ) {
    super();
    const folded = foldTori(drawing, findEndpoints(drawing, index), countInstances(drawing));
    const { endpoints, links } = folded;
    const joined = { ...drawing, links: Object.fromEntries(links.map((link) => [link.id, link])) };
    const children = groupByParent(drawing);
    const all: Instance[] = [];
    const counters = new Map<string, number>();
    const visit = (parent: Instance | null): void => {
      for (const block of children.get(parent?.block.id ?? null) ?? []) {
        for (let copy = 0; copy < block.count; copy++) {
          const index = counters.get(block.id) ?? 0;
          counters.set(block.id, index + 1);
          const exception = block.exceptions.find((candidate) => candidate.index === index);
          const own = exception === undefined ? 1 : exception.state === 'failed' ? 0 : exception.speedFraction;
          const instance: Instance = {
            block,
            parent,
            name: `${block.id}#${index}`,
            speed: Math.min(own, parent?.speed ?? 1),
          };
          all.push(instance);
          const endpoint = endpoints.get(block.id);
          if (endpoint === undefined) visit(instance);
          else this.addSystem(instance, endpoint);
        }
      }
    };
    visit(null);
    const tiers = findTiers(joined, new Set(endpoints.keys()), (link) => index.wanClasses.has(link.catalogId));
    for (const link of links) {
      const rates = findLinkRates(link, index);
      if (rates === null) throw new Error(`unknown link ${link.id}`);
      const outer = this.containersOf(link.from, link.to);
      const places: (Instance | null)[] = outer === null ? [null] : all.filter((each) => each.block.id === outer);
      const [fromTier, toTier] = [tiers.get(link.from) ?? 0, tiers.get(link.to) ?? 0];
      const isUpwards = fromTier < toTier;
      const upperBlock = drawing.blocks[isUpwards ? link.to : link.from];
      const isPeer = fromTier === toTier || upperBlock?.kind !== 'switch';
      for (const place of places) {
        const inside = (id: string): Instance[] =>
          all.filter((each) => each.block.id === id && (place === null || isInside(each, place)));
        const isNetwork = (id: string): boolean =>
          links.some(
            (other) => (other.from === id || other.to === id) && findLinkRates(other, index)?.isScaleUp === false,
          );
        const topsOf = (drawn: Instance): Instance[] => {
          if (drawn.block.kind === 'switch' || endpoints.has(drawn.block.id)) return [drawn];
          const held = all.filter(
            (each) =>
              isInside(each, drawn) &&
              ((each.block.kind === 'switch' && isNetwork(each.block.id)) || endpoints.has(each.block.id)),
          );
          const highest = Math.max(...held.map((each) => tiers.get(each.block.id) ?? 0));
          return held.filter((each) => tiers.get(each.block.id) === highest);
        };
        if (isPeer) this.layPeers(link, rates, inside(link.from).map(topsOf), inside(link.to).map(topsOf));
        else {
          const [low, high] = isUpwards ? [link.from, link.to] : [link.to, link.from];
          const lowers = inside(low);
          const before = place === null ? 0 : places.indexOf(place) * lowers.length;
          this.layUpwards(link, rates, isUpwards, before, lowers.map(topsOf), inside(high).map(topsOf));
        }
      }
    }
    for (const system of this.systems.values()) {
      const inner = describeInner(system.endpoint, index);
      const outside = (this.outside.get(system.name) ?? 0) / system.endpoint.accelerators;
      if (outside > 0 && inner.bandwidthBytesPerSecond <= outside * (1 + 1e-9)) this.hollow.add(system.name);
    }
  }

  /** First accelerator of the island of an accelerator. */
  islandOf(accelerator: number): number {
    const { local, system } = this.placeOf(accelerator);
    if (this.near.has(`${system}/near`)) {
      return this.accelerators.findIndex(
        (other) => this.near.distance(`${other.system}/near`, `${system}/near`) < Number.POSITIVE_INFINITY,
      );
    }
    const size = describeInner(this.systemOf(system).endpoint, this.index).islandSize;
    return accelerator - (local % size);
  }

  /** How the accelerator's island hangs together. */
  kindOf(accelerator: number): InnerNetwork['kind'] {
    if (this.near.has(`${this.placeOf(accelerator).system}/near`)) return 'switched';
    return describeInner(this.systemOf(this.placeOf(accelerator).system).endpoint, this.index).kind;
  }

  /** Place on its torus, slowest dimension first. */
  torusPlaceOf(accelerator: number): number[] {
    const { system, local } = this.placeOf(accelerator);
    const { torusDims, islandSize } = describeInner(this.systemOf(system).endpoint, this.index);
    return unrank(torusDims, local % islandSize);
  }

  /** Whether a line of accelerators goes all around a torus. */
  isWholeSide(line: readonly number[]): boolean {
    const { system } = this.placeOf(line[0] ?? 0);
    const { torusDims } = describeInner(this.systemOf(system).endpoint, this.index);
    const places = line.map((accelerator) => this.torusPlaceOf(accelerator));
    return torusDims.some(
      (side, at) => side === line.length && new Set(places.map((place) => place[at])).size === side,
    );
  }

  /** What one byte from one accelerator to another uses; null when there is no way. */
  route(from: number, to: number): FlowUse | null {
    const [a, b] = [this.placeOf(from), this.placeOf(to)];
    const use: FlowUse = new Map();
    if (a.system === b.system) {
      this.crossInside(use, a.system, a.local, b.local, 1);
      return use;
    }
    const [source, target] = [this.systemOf(a.system), this.systemOf(b.system)];
    if (this.near.distance(`${a.system}/near`, `${b.system}/near`) < Number.POSITIVE_INFINITY) {
      this.near.walk(use, `${a.system}/near`, `${b.system}/near`, 1);
      return use;
    }
    const onRails = source.ports.length > 1 && target.ports.length > 1;
    const [rail, targetRail] = [this.railOf(a), this.railOf(b)];
    const isWhole = (system: SystemInstance): boolean =>
      this.near.has(`${system.name}/near`) ||
      describeInner(system.endpoint, this.index).islandSize === system.endpoint.accelerators;
    if (!onRails || !isWhole(source)) {
      return this.cross(use, a, b, rail, targetRail, 1) ? use : null;
    }
    if (this.far.distance(source.ports[targetRail] ?? '', target.ports[targetRail] ?? '') < Number.POSITIVE_INFINITY) {
      return this.cross(use, a, b, targetRail, targetRail, 1) ? use : null;
    }
    const working = source.ports
      .map((_, each) => each)
      .filter(
        (each) => this.far.distance(source.ports[each] ?? '', target.ports[each] ?? '') < Number.POSITIVE_INFINITY,
      );
    if (working.length === 0 || !isWhole(target)) return null;
    for (const each of working) this.cross(use, a, b, each, each, 1 / working.length);
    return use;
  }

  private cross(
    use: FlowUse,
    a: ReferenceAccelerator,
    b: ReferenceAccelerator,
    leaving: number,
    arriving: number,
    bytes: number,
  ): boolean {
    const [source, target] = [this.systemOf(a.system), this.systemOf(b.system)];
    const [start, end] = [source.ports[leaving] ?? '', target.ports[arriving] ?? ''];
    if (this.far.distance(start, end) === Number.POSITIVE_INFINITY) return false;
    const members = (place: ReferenceAccelerator, rail: number): number[] => {
      const { endpoint, ports } = this.systemOf(place.system);
      if (ports.length <= 1) return [place.local];
      return Array.from({ length: endpoint.accelerators }, (_, local) => local).filter(
        (local) => Math.floor((local * ports.length) / endpoint.accelerators) === rail,
      );
    };
    const out = members(a, leaving);
    const into = members(b, arriving);
    for (const local of out) {
      if (source.ports.length > 1 && leaving !== this.railOf(a))
        this.crossInside(use, a.system, a.local, local, bytes / out.length);
      add(use, `${a.system}:${local} adapter out`, bytes / out.length);
    }
    for (const local of into) {
      if (target.ports.length > 1 && arriving !== this.railOf(b))
        this.crossInside(use, b.system, local, b.local, bytes / into.length);
      add(use, `${b.system}:${local} adapter in`, bytes / into.length);
    }
    this.far.walk(use, start, end, bytes);
    return true;
  }

  private crossInside(use: FlowUse, system: string, from: number, to: number, bytes: number): void {
    const inner = describeInner(this.systemOf(system).endpoint, this.index);
    const isOneIsland = Math.floor(from / inner.islandSize) === Math.floor(to / inner.islandSize);
    const own = `${system}/near`;
    if (this.near.has(own) && (this.hollow.has(system) || !isOneIsland)) {
      const switches = [...this.near.neighboursOf(own)];
      for (const each of switches) {
        add(use, `${own}→${each}`, bytes / switches.length);
        add(use, `${each}→${own}`, bytes / switches.length);
      }
    } else if (inner.kind === 'none' || !isOneIsland) {
      add(use, `${system}:${from} host out`, bytes);
      add(use, `${system}:${to} host in`, bytes);
    } else if (inner.kind === 'torus') {
      this.crossTorus(use, system, from - (from % inner.islandSize), inner.torusDims, from, to, bytes);
    } else if (inner.kind === 'mesh') add(use, `${system}:${from}–${to}`, bytes);
    else {
      add(use, `${system}:${from} core out`, bytes);
      add(use, `${system}:${to} core in`, bytes);
    }
  }

  /** One hop after the other: along the last side that differs, the shorter way; half of it each way when both are as short. */
  private crossTorus(
    use: FlowUse,
    system: string,
    first: number,
    dims: readonly number[],
    from: number,
    to: number,
    bytes: number,
    kept = 0,
  ): void {
    if (from === to) return;
    const [here, there] = [unrank(dims, from - first), unrank(dims, to - first)];
    const side = here.findLastIndex((place, at) => place !== there[at]);
    const length = dims[side] ?? 1;
    const ahead = ((there[side] ?? 0) - (here[side] ?? 0) + length) % length;
    let ways: number[];
    if (kept !== 0) ways = [kept];
    else if (2 * ahead === length) ways = [1, -1];
    else ways = [2 * ahead < length ? 1 : -1];
    for (const way of ways) {
      const next = here.with(side, ((here[side] ?? 0) + way + length) % length);
      const member = first + next.reduce((sum, place, at) => sum * (dims[at] ?? 1) + place, 0);
      add(use, `${system}:${from} torus ${side} ${way}`, bytes / ways.length);
      const isThere = next[side] === there[side];
      this.crossTorus(use, system, first, dims, member, to, bytes / ways.length, isThere ? 0 : way);
    }
  }

  private addSystem(instance: Instance, endpoint: Endpoint): void {
    this.systems.set(instance.name, { ...instance, endpoint, ports: [] });
    if (instance.speed === 0) return;
    const inner = describeInner(endpoint, this.index);
    const adapter = endpoint.system?.scaleOutBandwidthBytesPerSecond ?? Number.POSITIVE_INFINITY;
    for (let local = 0; local < endpoint.accelerators; local++) {
      this.accelerators.push({ system: instance.name, local });
      for (const way of ['out', 'in']) {
        this.capacities.set(`${instance.name}:${local} core ${way}`, inner.bandwidthBytesPerSecond);
        this.capacities.set(`${instance.name}:${local} host ${way}`, inner.hostBandwidthBytesPerSecond);
        this.capacities.set(`${instance.name}:${local} adapter ${way}`, adapter);
      }
      inner.torusDims.forEach((_, side) => {
        for (const way of [1, -1])
          this.capacities.set(`${instance.name}:${local} torus ${side} ${way}`, inner.pairBandwidthBytesPerSecond);
      });
      for (let other = 0; other < endpoint.accelerators; other++) {
        this.capacities.set(`${instance.name}:${local}–${other}`, inner.pairBandwidthBytesPerSecond);
      }
    }
  }

  private containersOf(from: string, to: string): string | null {
    const path = (id: string): string[] => {
      const parent = this.drawing.blocks[id]?.parent ?? null;
      return parent === null ? [] : [parent, ...path(parent)];
    };
    const around = path(from);
    return path(to).find((id) => around.includes(id)) ?? null;
  }

  private placeOf(accelerator: number): ReferenceAccelerator {
    const place = this.accelerators[accelerator];
    if (place === undefined) throw new RangeError(`no accelerator ${accelerator}`);
    return place;
  }

  private systemOf(name: string): SystemInstance {
    const system = this.systems.get(name);
    if (system === undefined) throw new RangeError(`no system ${name}`);
    return system;
  }

  private railOf({ system, local }: ReferenceAccelerator): number {
    const { ports, endpoint } = this.systemOf(system);
    return ports.length <= 1 ? 0 : Math.floor((local * ports.length) / endpoint.accelerators);
  }
}

function isInside(instance: Instance, place: Instance): boolean {
  for (let outer = instance.parent; outer !== null; outer = outer.parent) if (outer === place) return true;
  return false;
}

/** Places along the sides of a box, slowest first, of the number of a member. */
function unrank(dims: readonly number[], member: number): number[] {
  const inner = dims.slice(1).reduce((product, side) => product * side, 1);
  return dims.length === 0 ? [] : [Math.floor(member / inner), ...unrank(dims.slice(1), member % inner)];
}
