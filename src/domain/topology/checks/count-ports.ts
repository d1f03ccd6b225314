/**
 * Ports of switches and systems, and how many of them the drawn cables take. A port can be split: what counts is bandwidth, port times
 * number of ports.
 */
import type { CatalogIndex, System } from '../../catalog/catalog-types.ts';
import type { Block, Drawing, Link } from '../../plan/plan-document.ts';
import { findEndpoints } from '../endpoint.ts';
import { findLinkRates, type LinkRates } from '../link-rates.ts';
import { countInstances } from '../summarize-drawing.ts';

/** Cables of one link at one of its ends. */
export interface CableEnd {
  readonly link: Link;
  readonly rates: LinkRates;
  /** Bandwidth of one more cable for each instance of `from` at one instance of this end, bytes/s. */
  readonly bytesPerSecondOfOne: number;
  /** Whether the link leads from this block: its own cables, not those of others. */
  readonly isOwn: boolean;
}

/** Ports of one instance of a block. */
export interface PortUse {
  readonly block: Block;
  readonly kind: 'switch' | 'system';
  /** Name in the catalogue. */
  readonly name: string;
  /** Ports that are there. */
  readonly ports: number;
  /** Of one port, one direction. */
  readonly portBytesPerSecond: number;
  /** What may be cabled in all: more than all ports, where a system has others beside. */
  readonly mostBytesPerSecond: number;
  readonly usedBytesPerSecond: number;
  /** Ports that cables take, rounded up. */
  readonly used: number;
  /** Whether only scale-up links come here. */
  readonly isScaleUp: boolean;
  readonly cables: readonly CableEnd[];
}

/** Whether there are more cables than ports. */
export function isOverused({ usedBytesPerSecond, mostBytesPerSecond, portBytesPerSecond }: PortUse): boolean {
  return usedBytesPerSecond > mostBytesPerSecond + 1e-6 * portBytesPerSecond;
}

/** Ports of all switches and systems whose number the catalogue knows, by block id. */
export function countPorts(
  drawing: Drawing,
  index: CatalogIndex,
  instances: ReadonlyMap<string, number> = countInstances(drawing),
): ReadonlyMap<string, PortUse> {
  const ends = new Map<string, CableEnd[]>();
  for (const link of Object.values(drawing.links)) {
    const rates = findLinkRates(link, index);
    if (rates === null) continue;
    for (const end of [link.from, link.to]) {
      const cable: CableEnd = {
        link,
        rates,
        bytesPerSecondOfOne:
          ((instances.get(link.from) ?? 0) * rates.bandwidthBytesPerSecond) / Math.max(1, instances.get(end) ?? 1),
        isOwn: end === link.from,
      };
      const known = ends.get(end);
      if (known === undefined) ends.set(end, [cable]);
      else known.push(cable);
    }
  }
  const uses = new Map<string, PortUse>();
  for (const block of Object.values(drawing.blocks)) {
    if (block.kind !== 'switch' || block.catalogId === null) continue;
    const record = index.switches.get(block.catalogId);
    if (record === undefined || record.radix === null) continue;
    const cables = ends.get(block.id) ?? [];
    const port = record.portBandwidthBytesPerSecond;
    uses.set(block.id, fill(block, 'switch', record.name, record.radix, port, record.radix * port, cables));
  }
  for (const [id, { block, system }] of findEndpoints(drawing, index)) {
    const nic = system === null ? null : mainPort(system);
    if (system === null || nic === null) continue;
    // Scale-up links leave the accelerators themselves, and storage may hang on ports of its own.
    const cables = (ends.get(id) ?? []).filter(
      ({ rates, link }) => !rates.isScaleUp && drawing.blocks[link.from]?.kind !== 'storage',
    );
    const all = system.nics.reduce(
      (sum, { count, bandwidthBytesPerSecond }) => sum + count * bandwidthBytesPerSecond,
      0,
    );
    uses.set(id, fill(block, 'system', system.name, nic.count, nic.bandwidthBytesPerSecond, all, cables));
  }
  return uses;
}

/** The network ports that the accelerators' traffic takes: the first kind; null = none. */
export function mainPort(system: System): { readonly count: number; readonly bandwidthBytesPerSecond: number } | null {
  const [nic] = system.nics;
  return nic === undefined || nic.count === 0 || nic.bandwidthBytesPerSecond === 0 ? null : nic;
}

function fill(
  block: Block,
  kind: PortUse['kind'],
  name: string,
  ports: number,
  portBytesPerSecond: number,
  mostBytesPerSecond: number,
  cables: readonly CableEnd[],
): PortUse {
  const usedBytesPerSecond = cables.reduce(
    (sum, { link, bytesPerSecondOfOne }) => sum + link.cablesPerInstance * bytesPerSecondOfOne,
    0,
  );
  return {
    block,
    kind,
    name,
    ports,
    portBytesPerSecond,
    mostBytesPerSecond,
    usedBytesPerSecond,
    used: Math.ceil(usedBytesPerSecond / portBytesPerSecond - 1e-6),
    isScaleUp: cables.length > 0 && cables.every(({ rates }) => rates.isScaleUp),
    cables,
  };
}
