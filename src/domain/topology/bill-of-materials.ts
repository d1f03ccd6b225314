/** Everything that has to be bought, powered and kept alive for a drawing, counted from it. Failed instances count: they were bought. */
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { Block, Drawing, Link } from '../plan/plan-document.ts';
import { type CableSpan, spanOfLink } from './cable-span.ts';
import { findEndpoints } from './endpoint.ts';
import { countInstances } from './summarize-drawing.ts';

/** One kind of catalogue record and how many of it. */
export interface MaterialLine {
  readonly catalogId: string;
  readonly count: number;
}

/** One kind of cable. */
export interface CableLine {
  /** Link kind or WAN class of the catalogue. */
  readonly catalogId: string;
  /** `link`: a cable between blocks; `wan`: a connection between places; `unknown`: the catalogue has no such record. */
  readonly kind: 'link' | 'wan' | 'unknown';
  readonly count: number;
  /** One cable, one direction; 0 when unknown. */
  readonly bandwidthBytesPerSecond: number;
  /** How far it leads. */
  readonly span: CableSpan;
}

/** One storage block. */
export interface StorageLine {
  readonly blockId: string;
  readonly name: string;
  readonly count: number;
  /** One instance. */
  readonly readBytesPerSecond: number;
  readonly writeBytesPerSecond: number;
  readonly capacityBytes: number;
}

/** One site, and how much of the drawing it holds. */
export interface SiteLine {
  readonly blockId: string;
  readonly name: string;
  readonly regionId: string | null;
  /** Instances of the site. */
  readonly count: number;
  /** Accelerators in all its instances. */
  readonly accelerators: number;
}

/** What a drawing is made of. Lists are sorted by catalogue id; counts are over the whole drawing. */
export interface BillOfMaterials {
  readonly accelerators: readonly MaterialLine[];
  readonly acceleratorCount: number;
  readonly systems: readonly MaterialLine[];
  /** Accelerators that are drawn on their own, outside any system. */
  readonly bareAccelerators: readonly MaterialLine[];
  /** Hosts: machines with an operating system of their own; a rack-scale system holds several. */
  readonly hosts: number;
  readonly racks: number;
  readonly switches: readonly MaterialLine[];
  readonly switchCount: number;
  readonly cables: readonly CableLine[];
  readonly cableCount: number;
  readonly storage: readonly StorageLine[];
  readonly sites: readonly SiteLine[];
}

/** Counts what a drawing is made of. */
export function countBillOfMaterials(drawing: Drawing, index: CatalogIndex): BillOfMaterials {
  const instances = countInstances(drawing);
  const accelerators = new Map<string, number>();
  const systems = new Map<string, number>();
  const bare = new Map<string, number>();
  const insideSite = new Map<string, number>();
  let hosts = 0;
  for (const { block, accelerator, system, accelerators: each } of findEndpoints(drawing, index).values()) {
    const count = instances.get(block.id) ?? 0;
    add(accelerators, accelerator.id, count * each);
    if (system === null) add(bare, accelerator.id, count);
    else {
      add(systems, system.id, count);
      hosts += count * (system.hostsPerRack ?? hostsOf(system.acceleratorsPerSystem, system.acceleratorsPerHost));
    }
    const site = siteOf(drawing, block);
    if (site !== null) add(insideSite, site.id, count * each);
  }
  const switches = new Map<string, number>();
  const storage: StorageLine[] = [];
  const sites: SiteLine[] = [];
  let racks = 0;
  for (const block of Object.values(drawing.blocks)) {
    const count = instances.get(block.id) ?? 0;
    if (block.kind === 'rack') racks += count;
    if (block.kind === 'switch' && block.catalogId !== null) add(switches, block.catalogId, count);
    if (block.kind === 'storage' && block.storage !== null) {
      storage.push({ blockId: block.id, name: block.name, count, ...block.storage });
    }
    if (block.kind === 'site') {
      const held = insideSite.get(block.id) ?? 0;
      sites.push({ blockId: block.id, name: block.name, regionId: block.regionId, count, accelerators: held });
    }
  }
  const cables = countCables(drawing, instances, index);
  return {
    accelerators: toLines(accelerators),
    acceleratorCount: sum(accelerators.values()),
    systems: toLines(systems),
    bareAccelerators: toLines(bare),
    hosts,
    racks,
    switches: toLines(switches),
    switchCount: sum(switches.values()),
    cables,
    cableCount: sum(cables.map((line) => line.count)),
    storage,
    sites,
  };
}

function hostsOf(acceleratorsPerSystem: number, acceleratorsPerHost: number | null): number {
  return acceleratorsPerHost === null ? 1 : Math.ceil(acceleratorsPerSystem / acceleratorsPerHost);
}

function siteOf(drawing: Drawing, block: Block): Block | null {
  const seen = new Set<string>();
  let outer: Block | undefined = block;
  while (outer !== undefined && !seen.has(outer.id)) {
    if (outer.kind === 'site') return outer;
    seen.add(outer.id);
    outer = outer.parent === null ? undefined : drawing.blocks[outer.parent];
  }
  return null;
}

function countCables(drawing: Drawing, instances: ReadonlyMap<string, number>, index: CatalogIndex): CableLine[] {
  const lines = new Map<string, CableLine>();
  for (const link of Object.values(drawing.links)) {
    const count = (instances.get(link.from) ?? 0) * link.cablesPerInstance;
    if (count === 0) continue;
    const line = { ...describeCable(link, index), span: spanOfLink(drawing, link) };
    const key = `${line.catalogId} ${line.bandwidthBytesPerSecond} ${line.span}`;
    lines.set(key, { ...line, count: (lines.get(key)?.count ?? 0) + count });
  }
  return [...lines.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}

function describeCable(link: Link, index: CatalogIndex): Omit<CableLine, 'span'> {
  const kind = index.links.get(link.catalogId);
  const wan = index.wanClasses.get(link.catalogId);
  const bandwidth =
    link.bandwidthBytesPerSecond ?? kind?.portBandwidthBytesPerSecond ?? wan?.bandwidthBytesPerSecond ?? 0;
  return {
    catalogId: link.catalogId,
    kind: kind !== undefined ? 'link' : wan !== undefined ? 'wan' : 'unknown',
    count: 0,
    bandwidthBytesPerSecond: bandwidth,
  };
}

function add(counts: Map<string, number>, key: string, amount: number): void {
  counts.set(key, (counts.get(key) ?? 0) + amount);
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function toLines(counts: ReadonlyMap<string, number>): MaterialLine[] {
  return [...counts]
    .map(([catalogId, count]) => ({ catalogId, count }))
    .sort((a, b) => (a.catalogId < b.catalogId ? -1 : 1));
}
