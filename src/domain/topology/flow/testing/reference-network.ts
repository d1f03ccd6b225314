/**
 * The slow, obvious counterpart of the router: every instance of the drawing is a vertex, every cable between two of them an edge, and the
 * ways of a flow are found by walking the graph. For tests only.
 */
import type { CatalogIndex } from '../../../catalog/catalog-types.ts';
import { groupByParent } from '../../../plan/drawing/block-tree.ts';
import type { Block, Drawing, Link } from '../../../plan/plan-document.ts';
import { type Endpoint, findEndpoints } from '../../endpoint.ts';
import { findTiers } from '../../find-tiers.ts';
import { findLinkRates, type LinkRates } from '../../link-rates.ts';
import { countInstances } from '../../summarize-drawing.ts';
import type { InnerNetwork } from '../fabric.ts';
import { foldTori } from '../fold-tori.ts';
import { describeInner } from '../inner-network.ts';
import { hasPlanes, isOnRails, wireLink } from '../stage-groups.ts';
import { add, type FlowUse, ReferenceGraph } from './reference-graph.ts';

/** An instance of a block. */
interface Instance {
  readonly block: Block;
  readonly parent: Instance | null;
  readonly name: string;
  readonly speed: number;
}

/** A system with its ports: one for each rail, or one for all. */
interface SystemInstance extends Instance {
  readonly endpoint: Endpoint;
  ports: string[];
}

/** An accelerator in reading order. */
export interface ReferenceAccelerator {
  readonly system: string;
  readonly local: number;
}

/** The graph of a drawing. */
export class ReferenceNetwork {
  readonly accelerators: ReferenceAccelerator[] = [];
  readonly capacities = new Map<string, number>();
  private readonly systems = new Map<string, SystemInstance>();
  private readonly far = new ReferenceGraph((vertex) => !this.ports.has(vertex) || this.passing.has(vertex));
  /** Scale-up switches outside systems, and what leads there. */
  private readonly near = new ReferenceGraph((vertex) => !vertex.endsWith('/near'));
  private readonly ports = new Set<string>();
  /** Ports of systems that direct links pass through. */
  private readonly passing = new Set<string>();
  /** What leads to scale-up switches, by system, and systems that have nothing faster inside. */
  private readonly outside = new Map<string, number>();
  private readonly hollow = new Set<string>();
  /** Rails of the switches that are one each. */
  private readonly railOfSwitch = new Map<string, number>();

  constructor(
    private readonly drawing: Drawing,
    private readonly index: CatalogIndex,
  ) {
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

  /** Cables to a switch above; what is drawn at a container is shared by the highest switches inside. */
  private layUpwards(
    link: Link,
    rates: LinkRates,
    isUpwards: boolean,
    before: number,
    lowers: readonly (readonly Instance[])[],
    uppers: readonly (readonly Instance[])[],
  ): void {
    const wiring = wireLink(link, isUpwards, lowers.length, uppers.length);
    lowers.forEach((members, at) => {
      const { kind, count } = members[0]?.block ?? { kind: 'switch', count: 1 };
      const isPlanes = kind === 'switch' && members.length === 1 && hasPlanes(wiring.groups, count);
      const [place, of] = isPlanes ? [at % count, count] : [at, lowers.length];
      const group = Math.floor((place * wiring.groups) / of);
      const first = (group * uppers.length) / wiring.groups;
      for (let each = 0; each < wiring.reached; each++) {
        for (const upper of uppers[first + each] ?? []) {
          for (const lower of members) {
            const system = this.systems.get(lower.name);
            const onRails =
              link.pattern === 'rails' &&
              system !== undefined &&
              isOnRails(wiring.reached, system.endpoint.accelerators);
            const port = this.openPort(lower, rates, onRails ? each : null);
            if (onRails) this.railOfSwitch.set(upper.name, each);
            if (onRails && system !== undefined) {
              system.ports = Array.from({ length: wiring.reached }, (_, rail) => `${lower.name}/${rail}`);
            }
            if (upper.speed === 0 || lower.speed === 0) continue;
            const speed = Math.min(system === undefined ? lower.speed : 1, upper.speed);
            const cables = wiring.cables / wiring.reached / members.length / (uppers[first + each]?.length ?? 1);
            const left = isUpwards ? shareLeft(link, before + at, onRails ? [each, wiring.reached] : null) : 1;
            if (left === 0) continue;
            this.join(port, upper.name, cables * this.cableSpeed(rates, [lower]) * speed * left, rates.isScaleUp);
          }
        }
      }
    });
  }

  /** Cables between equals. */
  private layPeers(
    link: Link,
    rates: LinkRates,
    froms: readonly (readonly Instance[])[],
    tos: readonly (readonly Instance[])[],
  ): void {
    const isLoop = link.from === link.to;
    froms.forEach((from, at) => {
      tos.forEach((to, other) => {
        let cables = 0;
        const next = (at + 1) % froms.length;
        if (!isLoop && link.pattern !== 'single') cables = link.cablesPerInstance / tos.length;
        else if (!isLoop) cables = other === Math.floor((at * tos.length) / froms.length) ? link.cablesPerInstance : 0;
        else if (link.pattern === 'single') cables = other === next && other !== at ? link.cablesPerInstance : 0;
        // Every pair is met once.
        else cables = other > at ? (2 * link.cablesPerInstance) / (froms.length - 1) : 0;
        if (cables > 0) this.joinMembers(from, to, rates, cables);
      });
    });
  }

  private joinMembers(from: readonly Instance[], to: readonly Instance[], rates: LinkRates, cables: number): void {
    const [own, others] = [blocksOf(from), blocksOf(to)];
    const isPaired = own.length === others.length;
    for (const one of from) {
      for (const two of to) {
        const [place, there] = [own.indexOf(one.block.id), others.indexOf(two.block.id)];
        if (isPaired && place !== there) continue;
        const ofBlock = (list: readonly Instance[], like: Instance): number =>
          list.filter((each) => each.block === like.block).length;
        const share = isPaired ? 1 / own.length : 1 / (own.length * others.length);
        const [rail, railThere] = [this.railOfSwitch.get(one.name), this.railOfSwitch.get(two.name)];
        // A rail is joined to the same one elsewhere.
        if (rail !== undefined && railThere !== undefined && rail !== railThere) continue;
        const ends = rail === undefined ? ofBlock(to, two) : 1;
        const between = (cables * share) / (ofBlock(from, one) * ends);
        const [start, end] = [this.openPort(one, rates, null), this.openPort(two, rates, null)];
        for (const [each, port] of [
          [one, start],
          [two, end],
        ] as const)
          if (this.systems.has(each.name)) this.passing.add(port);
        this.join(start, end, between * this.cableSpeed(rates, [one, two]), false);
      }
    }
  }

  /** Where cables end: at a switch, at a port of a system, or at its accelerators. */
  private openPort(instance: Instance, rates: LinkRates, rail: number | null): string {
    const system = this.systems.get(instance.name);
    if (system === undefined) return instance.name;
    if (rates.isScaleUp) return `${instance.name}/near`;
    const port = `${instance.name}/${rail ?? 'all'}`;
    this.ports.add(port);
    if (rail === null) system.ports = [port];
    return port;
  }

  private cableSpeed(rates: LinkRates, ends: readonly Instance[]): number {
    if (rates.isScaleUp) return rates.bandwidthBytesPerSecond;
    const nics = ends.flatMap((end) => {
      const own = this.systems.get(end.name)?.endpoint.system?.nics ?? [];
      return own.length === 0 ? [] : [Math.max(...own.map((nic) => nic.bandwidthBytesPerSecond))];
    });
    return Math.min(rates.bandwidthBytesPerSecond, ...nics);
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

  private join(low: string, high: string, bytesPerSecond: number, isNear: boolean): void {
    const graph = isNear ? this.near : this.far;
    const system = low.split('/')[0] ?? '';
    if (isNear) this.outside.set(system, (this.outside.get(system) ?? 0) + bytesPerSecond);
    for (const [from, to] of [
      [low, high],
      [high, low],
    ] as const) {
      graph.join(from, to);
      this.capacities.set(`${from}→${to}`, (this.capacities.get(`${from}→${to}`) ?? 0) + bytesPerSecond);
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

/** Share of its cables that is left to one instance: of those of one rail of several, or of all. */
function shareLeft(
  { exceptions, cablesPerInstance }: Link,
  instance: number,
  rail: readonly [number, number] | null,
): number {
  let left = 0;
  let all = 0;
  for (let cable = 0; cable < cablesPerInstance; cable++) {
    if (rail !== null && cable % rail[1] !== rail[0]) continue;
    const speeds = exceptions.filter(
      (each) => each.index === instance && (each.cable === null || each.cable === cable),
    );
    left += Math.min(1, ...speeds.map(({ speedFraction }) => speedFraction));
    all++;
  }
  return left / all;
}

/** Ids of the blocks that instances are of, in their order. */
function blocksOf(instances: readonly Instance[]): string[] {
  return [...new Set(instances.map((each) => each.block.id))];
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
