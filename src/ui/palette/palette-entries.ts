/** What the palette lists: generic blocks first, then the catalogue, found by searching. */
import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import { type CatalogHit, searchCatalog } from '../../domain/catalog/search-catalog.ts';
import type { BlockKind } from '../../domain/plan/plan-document.ts';
import type { BlockSource } from '../../editor/create-block.ts';
import { formatBitRate } from '../../render/block-facts.ts';

/** One entry. */
export interface PaletteEntry {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  /** What it adds; null for kinds of link, which join two selected blocks instead. */
  readonly source: BlockSource | null;
  /** Link kind or WAN class; null for blocks. */
  readonly linkId: string | null;
}

/** Entries under one heading. */
export interface PaletteSection {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
}

const GENERIC: readonly (readonly [BlockKind, string, string])[] = [
  ['site', 'Site', 'holds halls; has a region and a power price'],
  ['hall', 'Hall', 'holds rows'],
  ['row', 'Row', 'holds racks; also a pod or scalable unit'],
  ['rack', 'Rack', 'holds nodes and switches'],
  ['node', 'Node', 'holds accelerators'],
  ['switch', 'Switch', 'joins what is linked to it'],
  ['storage', 'Storage', 'takes checkpoints, gives data'],
  ['accelerator', 'Accelerator', 'one chip'],
  ['power', 'Power unit', 'feeds what lies around it: UPS, busbar, power shelf'],
  ['cooling', 'Cooling unit', 'cools what lies around it: chiller, CDU, air handler'],
];

/** Sections that match the typed text; empty ones are left out. */
export function listPaletteEntries(index: CatalogIndex | null, text: string): readonly PaletteSection[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const generic = findGeneric(words).map(
    ([kind, name, detail]): PaletteEntry => ({
      id: `generic:${kind}`,
      name,
      detail,
      source: { kind, name, catalogId: null },
      linkId: null,
    }),
  );
  const sections: PaletteSection[] = [{ id: 'generic', title: 'Blocks', entries: generic }];
  if (index !== null) {
    const find = (kind: CatalogHit['kind']) => searchCatalog(index, text, { kinds: [kind] });
    sections.push(
      { id: 'systems', title: 'Systems', entries: listSystems(index, find('system'), words.length === 0) },
      { id: 'switches', title: 'Switches', entries: listSwitches(index, find('switch')) },
      {
        id: 'accelerators',
        title: 'Accelerators',
        entries: listAccelerators(index, find('accelerator'), words.length === 0),
      },
      {
        id: 'links',
        title: 'Links',
        entries: [...listLinks(index, find('link')), ...listWan(index, find('wan-class'))],
      },
    );
  }
  return sections.filter(({ entries }) => entries.length > 0);
}

/** Kinds of block that match, those called so before those that only mention it: Enter adds the first. */
function findGeneric(words: readonly string[]): readonly (typeof GENERIC)[number][] {
  const meet = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const named = GENERIC.filter(([, name]) => meet(name));
  const mentioned = GENERIC.filter(([, name, detail]) => !meet(name) && meet(`${name} ${detail}`));
  return [...named, ...mentioned];
}

/** Newest first, what can be bought before what can be rented; a search keeps its own order. */
function listSystems(index: CatalogIndex, hits: readonly CatalogHit[], byAge: boolean): PaletteEntry[] {
  const rows = hits.flatMap(({ id }) => {
    const system = index.systems.get(id);
    const accelerator = system === undefined ? undefined : index.accelerators.get(system.acceleratorId);
    if (system === undefined) return [];
    const kind: BlockKind = system.kind === 'rack' ? 'rack' : 'node';
    const entry: PaletteEntry = {
      id: `system:${id}`,
      name: system.name,
      detail: `${system.acceleratorsPerSystem} × ${accelerator?.name ?? system.acceleratorId}`,
      source: { kind, name: system.name, catalogId: id },
      linkId: null,
    };
    return [{ entry, rented: system.kind === 'cloud-instance', year: accelerator?.year ?? 0 }];
  });
  if (byAge) rows.sort((a, b) => Number(a.rented) - Number(b.rented) || b.year - a.year);
  return rows.map(({ entry }) => entry);
}

function listAccelerators(index: CatalogIndex, hits: readonly CatalogHit[], byAge: boolean): PaletteEntry[] {
  const rows = hits.flatMap(({ id }) => index.accelerators.get(id) ?? []);
  if (byAge) rows.sort((a, b) => b.year - a.year);
  return rows.map(({ id, name, vendor, memoryGib }) => ({
    id: `accelerator:${id}`,
    name,
    detail: `${vendor}, ${memoryGib} GiB`,
    source: { kind: 'accelerator', name, catalogId: id },
    linkId: null,
  }));
}

function listSwitches(index: CatalogIndex, hits: readonly CatalogHit[]): PaletteEntry[] {
  return hits.flatMap(({ id }) => {
    const found = index.switches.get(id);
    if (found === undefined) return [];
    const rate = formatBitRate(found.portBandwidthBytesPerSecond);
    return {
      id: `switch:${id}`,
      name: found.name,
      detail: found.radix === null ? rate : `${found.radix} × ${rate}`,
      source: { kind: 'switch' as const, name: found.name, catalogId: id },
      linkId: null,
    };
  });
}

function listLinks(index: CatalogIndex, hits: readonly CatalogHit[]): PaletteEntry[] {
  return hits.flatMap(({ id }) => {
    const found = index.links.get(id);
    if (found === undefined || found.kind !== 'scale-out') return [];
    const rate = found.portBandwidthBytesPerSecond;
    return {
      id: `link:${id}`,
      name: found.name,
      detail: rate === null ? 'joins two selected blocks' : formatBitRate(rate),
      source: null,
      linkId: id,
    };
  });
}

function listWan(index: CatalogIndex, hits: readonly CatalogHit[]): PaletteEntry[] {
  return hits.flatMap(({ id }) => {
    const found = index.wanClasses.get(id);
    if (found === undefined) return [];
    const detail = `wide area, ${formatBitRate(found.bandwidthBytesPerSecond)}`;
    return { id: `wan:${id}`, name: found.name, detail, source: null, linkId: id };
  });
}
