/**
 * The slow, obvious counterpart of the router: every instance of the drawing is a vertex, every cable between two of them an edge, and the
 * ways of a flow are found by walking the graph. For tests only.
 */
import type { CatalogIndex } from '../../../catalog/catalog-types.ts';
import { groupByParent } from '../../../plan/drawing/block-tree.ts';
import type { Block, Drawing } from '../../../plan/plan-document.ts';
import { type Endpoint, findEndpoints } from '../../endpoint.ts';
import { findTiers } from '../../find-tiers.ts';
import { findLinkRates } from '../../link-rates.ts';
import { countInstances } from '../../summarize-drawing.ts';
import type { InnerNetwork } from '../fabric.ts';
import { foldTori } from '../fold-tori.ts';
import { describeInner } from '../inner-network.ts';
import { hasPlanes, isOnRails, wireLink } from '../stage-groups.ts';

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

/** Resources by name that a flow of one byte uses, in bytes. */
export type FlowUse = Map<string, number>;

/** The graph of a drawing. */
export class ReferenceNetwork {
  readonly accelerators: ReferenceAccelerator[] = [];
  readonly capacities = new Map<string, number>();
  private readonly systems = new Map<string, SystemInstance>();
  private readonly neighbours = new Map<string, Set<string>>();
  private readonly ports = new Set<string>();
  private readonly distances = new Map<string, Map<string, number>>();

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
    const tiers = findTiers(joined, new Set(endpoints.keys()), () => false);
    for (const link of links) {
      const isUpwards = (tiers.get(link.from) ?? 0) < (tiers.get(link.to) ?? 0);
      const [low, high] = isUpwards ? [link.from, link.to] : [link.to, link.from];
      const outer = this.containersOf(link.from, link.to);
      const places: (Instance | null)[] = outer === null ? [null] : all.filter((each) => each.block.id === outer);
      for (const place of places) {
        const inside = (id: string): Instance[] =>
          all.filter((each) => each.block.id === id && (place === null || isInside(each, place)));
        const [lowers, uppers] = [inside(low), inside(high)];
        const wiring = wireLink(link, isUpwards, lowers.length, uppers.length);
        const rates = findLinkRates(link, index);
        if (rates === null) throw new Error(`unknown link ${link.id}`);
        lowers.forEach((lower, at) => {
          const { count } = lower.block;
          const isPlanes = lower.block.kind === 'switch' && hasPlanes(wiring.groups, count);
          const [place, of] = isPlanes ? [at % count, count] : [at, lowers.length];
          const group = Math.floor((place * wiring.groups) / of);
          const first = (group * uppers.length) / wiring.groups;
          for (let each = 0; each < wiring.reached; each++) {
            const upper = uppers[first + each];
            const system = this.systems.get(lower.name);
            let port = lower.name;
            let cable = rates.bandwidthBytesPerSecond;
            if (system !== undefined) {
              const onRails = link.pattern === 'rails' && isOnRails(wiring.reached, system.endpoint.accelerators);
              port = `${lower.name}/${onRails ? each : 'all'}`;
              this.ports.add(port);
              const nics = system.endpoint.system?.nics ?? [];
              if (nics.length > 0) cable = Math.min(cable, Math.max(...nics.map((nic) => nic.bandwidthBytesPerSecond)));
              if (onRails) system.ports = Array.from({ length: wiring.reached }, (_, rail) => `${lower.name}/${rail}`);
              else system.ports = [port];
            }
            if (upper === undefined || upper.speed === 0 || lower.speed === 0) continue;
            const speed = Math.min(system === undefined ? lower.speed : 1, upper.speed);
            this.join(port, upper.name, (wiring.cables / wiring.reached) * cable * speed);
          }
        });
      }
    }
  }

  /** First accelerator of the island of an accelerator. */
  islandOf(accelerator: number): number {
    const { local, system } = this.placeOf(accelerator);
    const size = describeInner(this.systemOf(system).endpoint, this.index).islandSize;
    return accelerator - (local % size);
  }

  /** How the accelerator's island hangs together. */
  kindOf(accelerator: number): InnerNetwork['kind'] {
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
    const onRails = source.ports.length > 1 && target.ports.length > 1;
    const [rail, targetRail] = [this.railOf(a), this.railOf(b)];
    const isWhole = (system: SystemInstance): boolean =>
      describeInner(system.endpoint, this.index).islandSize === system.endpoint.accelerators;
    if (!onRails || !isWhole(source)) {
      return this.cross(use, a, b, rail, targetRail, 1) ? use : null;
    }
    if (this.distance(source.ports[targetRail] ?? '', target.ports[targetRail] ?? '') < Number.POSITIVE_INFINITY) {
      return this.cross(use, a, b, targetRail, targetRail, 1) ? use : null;
    }
    const working = source.ports
      .map((_, each) => each)
      .filter((each) => this.distance(source.ports[each] ?? '', target.ports[each] ?? '') < Number.POSITIVE_INFINITY);
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
    if (this.distance(start, end) === Number.POSITIVE_INFINITY) return false;
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
    this.walk(use, start, end, bytes);
    return true;
  }

  /** From one vertex towards the end, evenly over all neighbours that are one hop nearer. */
  private walk(use: FlowUse, start: string, end: string, bytes: number): void {
    let here = new Map([[start, bytes]]);
    while (!here.has(end)) {
      const next = new Map<string, number>();
      for (const [vertex, amount] of here) {
        const nearer = [...(this.neighbours.get(vertex) ?? [])].filter(
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

  /** Hops between two vertices; systems do not pass on what is not theirs. */
  private distance(from: string, end: string): number {
    let known = this.distances.get(end);
    if (known === undefined) {
      known = new Map([[end, 0]]);
      let frontier = [end];
      for (let hops = 1; frontier.length > 0; hops++) {
        const next: string[] = [];
        for (const vertex of frontier) {
          if (vertex !== end && this.ports.has(vertex)) continue;
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

  private crossInside(use: FlowUse, system: string, from: number, to: number, bytes: number): void {
    const inner = describeInner(this.systemOf(system).endpoint, this.index);
    const isOneIsland = Math.floor(from / inner.islandSize) === Math.floor(to / inner.islandSize);
    if (inner.kind === 'none' || !isOneIsland) {
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

  private join(low: string, high: string, bytesPerSecond: number): void {
    for (const [from, to] of [
      [low, high],
      [high, low],
    ] as const) {
      this.neighbours.set(from, (this.neighbours.get(from) ?? new Set()).add(to));
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

function isInside(instance: Instance, place: Instance): boolean {
  for (let outer = instance.parent; outer !== null; outer = outer.parent) if (outer === place) return true;
  return false;
}

function add(map: Map<string, number>, key: string, value: number): void {
  map.set(key, (map.get(key) ?? 0) + value);
}

/** Places along the sides of a box, slowest first, of the number of a member. */
function unrank(dims: readonly number[], member: number): number[] {
  const inner = dims.slice(1).reduce((product, side) => product * side, 1);
  return dims.length === 0 ? [] : [Math.floor(member / inner), ...unrank(dims.slice(1), member % inner)];
}
