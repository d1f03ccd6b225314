/** Cables of a drawing, one by one, between instances of its blocks; for tests only. */
import type { Block, Link } from '../../../plan/plan-document.ts';
import type { Endpoint } from '../../endpoint.ts';
import type { LinkRates } from '../../link-rates.ts';
import { hasPlanes, isOnRails, wireLink } from '../stage-groups.ts';
import { ReferenceGraph } from './reference-graph.ts';

/** An instance of a block. */
export interface Instance {
  readonly block: Block;
  readonly parent: Instance | null;
  readonly name: string;
  readonly speed: number;
}

/** A system with its ports: one for each rail, or one for all. */
export interface SystemInstance extends Instance {
  readonly endpoint: Endpoint;
  ports: string[];
}

/** Lays cables into graphs of instances. */
export class ReferenceCables {
  readonly capacities = new Map<string, number>();
  protected readonly systems = new Map<string, SystemInstance>();
  protected readonly far = new ReferenceGraph((vertex) => !this.ports.has(vertex) || this.passing.has(vertex));
  /** Scale-up switches outside systems, and what leads there. */
  protected readonly near = new ReferenceGraph((vertex) => !vertex.endsWith('/near'));
  protected readonly ports = new Set<string>();
  /** Ports of systems that direct links pass through. */
  protected readonly passing = new Set<string>();
  /** What leads to scale-up switches, by system, and systems that have nothing faster inside. */
  protected readonly outside = new Map<string, number>();
  protected readonly hollow = new Set<string>();
  /** Rails of the switches that are one each. */
  protected readonly railOfSwitch = new Map<string, number>();

  /** Cables to a switch above; what is drawn at a container is shared by the highest switches inside. */
  protected layUpwards(
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
  protected layPeers(
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

  protected joinMembers(from: readonly Instance[], to: readonly Instance[], rates: LinkRates, cables: number): void {
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
  protected openPort(instance: Instance, rates: LinkRates, rail: number | null): string {
    const system = this.systems.get(instance.name);
    if (system === undefined) return instance.name;
    if (rates.isScaleUp) return `${instance.name}/near`;
    const port = `${instance.name}/${rail ?? 'all'}`;
    this.ports.add(port);
    if (rail === null) system.ports = [port];
    return port;
  }

  protected cableSpeed(rates: LinkRates, ends: readonly Instance[]): number {
    if (rates.isScaleUp) return rates.bandwidthBytesPerSecond;
    const nics = ends.flatMap((end) => {
      const own = this.systems.get(end.name)?.endpoint.system?.nics ?? [];
      return own.length === 0 ? [] : [Math.max(...own.map((nic) => nic.bandwidthBytesPerSecond))];
    });
    return Math.min(rates.bandwidthBytesPerSecond, ...nics);
  }

  protected join(low: string, high: string, bytesPerSecond: number, isNear: boolean): void {
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
