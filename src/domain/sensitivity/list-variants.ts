/**
 * Variants of a plan in each of which one drawn part is a tenth faster, or mended in the smallest step that can be bought. What the step
 * time gains from each says what limits the plan. Parts that are alike are changed together.
 */
import type { Accelerator, CatalogIndex, System } from '../catalog/catalog-types.ts';
import { nameOf } from '../plan/describe-items.ts';
import type { Drawing, Link, PlanCommand, PlanDocument } from '../plan/plan-document.ts';
import { findEndpoints } from '../topology/endpoint.ts';
import { findLinkRates } from '../topology/link-rates.ts';
import { formatQuantity } from '../units/format-quantity.ts';

/** How much more of a part. */
export const MORE = 0.1;
/** Most groups of links that are looked at: each costs a few estimates. */
const MOST_LINKS = 24;

/** One changed plan. */
export interface PlanVariant {
  readonly id: string;
  /** `more`: a tenth more of a part; `remedy`: a change that can be bought. */
  readonly kind: 'more' | 'remedy';
  /** Blocks and links that are changed. */
  readonly itemIds: readonly string[];
  /** The part: `Rack switch → Cluster switch`. */
  readonly part: string;
  /** What is done with it: `10 % more bandwidth`. */
  readonly change: string;
  readonly plan: PlanDocument;
  readonly catalog: CatalogIndex;
  /** The remedy as a command; null for what only a catalogue could change. */
  readonly command: PlanCommand | null;
}

/** All variants, and how many groups of links were left out. */
export interface ListedVariants {
  readonly variants: readonly PlanVariant[];
  readonly linksLeftOut: number;
}

/** Lists the variants of a plan. */
export function listVariants(plan: PlanDocument, catalog: CatalogIndex): ListedVariants {
  const groups = groupLinks(plan.drawing);
  const looked = groups.slice(0, MOST_LINKS);
  const variants = [
    ...hardwareVariants(plan, catalog),
    ...looked.flatMap((links) => linkVariants(plan, catalog, links)),
    ...switchVariants(plan, catalog),
  ];
  return { variants, linksLeftOut: groups.length - looked.length };
}

const percent = formatQuantity('ratio', MORE).text;

/** Links between blocks of the same names and kinds, with the same cables; storage is no part of a step. */
function groupLinks(drawing: Drawing): Link[][] {
  const groups = new Map<string, Link[]>();
  for (const link of Object.values(drawing.links)) {
    const from = drawing.blocks[link.from];
    const to = drawing.blocks[link.to];
    if (from === undefined || to === undefined || from.kind === 'storage' || to.kind === 'storage') continue;
    const ends = [from, to].map(({ kind, name, catalogId }) => [kind, name, catalogId]);
    const key = JSON.stringify([
      ends,
      link.catalogId,
      link.cablesPerInstance,
      link.bandwidthBytesPerSecond,
      link.pattern,
    ]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [link]);
    else known.push(link);
  }
  return [...groups.values()];
}

function nameLinks(drawing: Drawing, links: readonly Link[]): string {
  const [link] = links;
  if (link === undefined) return '';
  const first = `${nameOf(drawing, link.from)} → ${nameOf(drawing, link.to)}`;
  return links.length === 1 ? first : `${first} and ${links.length - 1} alike`;
}

/** The plan with fields of some links changed. */
function withLinks(plan: PlanDocument, links: readonly Link[], change: (link: Link) => Partial<Link>): PlanDocument {
  const changed = Object.fromEntries(links.map((link) => [link.id, { ...link, ...change(link) }]));
  return { ...plan, drawing: { ...plan.drawing, links: { ...plan.drawing.links, ...changed } } };
}

function linkCommand(label: string, links: readonly Link[], change: (link: Link) => Partial<Link>): PlanCommand {
  return {
    label,
    recipe: ({ drawing }) => {
      for (const { id } of links) {
        const link = drawing.links[id];
        if (link !== undefined) Object.assign(link, change(link));
      }
    },
  };
}

function faster(catalog: CatalogIndex): (link: Link) => Partial<Link> {
  return (link) => {
    const rates = findLinkRates(link, catalog);
    return rates === null ? {} : { bandwidthBytesPerSecond: rates.bandwidthBytesPerSecond * (1 + MORE) };
  };
}

function linkVariants(plan: PlanDocument, catalog: CatalogIndex, links: readonly Link[]): PlanVariant[] {
  const [first] = links;
  const rates = first === undefined ? null : findLinkRates(first, catalog);
  if (first === undefined || rates === null) return [];
  const itemIds = links.map(({ id }) => id);
  const part = nameLinks(plan.drawing, links);
  const base = { itemIds, part, catalog };
  const moreCables = (link: Link): Partial<Link> => ({ cablesPerInstance: link.cablesPerInstance + 1 });
  const variants: PlanVariant[] = [
    {
      ...base,
      id: `bandwidth ${first.id}`,
      kind: 'more',
      change: `${percent} more bandwidth`,
      plan: withLinks(plan, links, faster(catalog)),
      command: null,
    },
    {
      ...base,
      id: `cable ${first.id}`,
      kind: 'remedy',
      change: `one more cable of each ${nameOf(plan.drawing, first.from)}, ${first.cablesPerInstance + 1} in all`,
      plan: withLinks(plan, links, moreCables),
      command: linkCommand(`Add a cable to ${part}`, links, moreCables),
    },
  ];
  const next = findNextKind(catalog, first, rates.bandwidthBytesPerSecond);
  if (next !== null) {
    const swap = (): Partial<Link> => ({ catalogId: next.id, bandwidthBytesPerSecond: null, latencySeconds: null });
    variants.push({
      ...base,
      id: `kind ${first.id}`,
      kind: 'remedy',
      change: `${next.name} in place of ${rates.name}`,
      plan: withLinks(plan, links, swap),
      command: linkCommand(`Use ${next.name} for ${part}`, links, swap),
    });
  }
  return variants;
}

/** The slowest kind of the same sort of link that is faster; of several the one of the same family of names. */
function findNextKind(catalog: CatalogIndex, link: Link, bandwidth: number): { id: string; name: string } | null {
  const kind = catalog.links.get(link.catalogId)?.kind;
  if (kind !== 'scale-out') return null;
  const family = link.catalogId.split('-')[0] ?? '';
  const speedOf = (record: { readonly portBandwidthBytesPerSecond: number | null }): number =>
    record.portBandwidthBytesPerSecond ?? 0;
  const faster = catalog.catalog.links
    .filter((record) => record.kind === kind && speedOf(record) > bandwidth * (1 + 1e-9))
    .sort((a, b) => {
      const same = Number(b.id.startsWith(family)) - Number(a.id.startsWith(family));
      return same || speedOf(a) - speedOf(b) || (a.id < b.id ? -1 : 1);
    });
  return faster[0] ?? null;
}

/** Switches as a whole: all their links. With a single group of links the switch is no other part than those. */
function switchVariants(plan: PlanDocument, catalog: CatalogIndex): PlanVariant[] {
  const { blocks, links } = plan.drawing;
  const seen = new Set<string>();
  return Object.values(blocks).flatMap((block): PlanVariant[] => {
    const key = JSON.stringify([block.name, block.catalogId]);
    if (block.kind !== 'switch' || seen.has(key) || seen.size >= MOST_LINKS) return [];
    seen.add(key);
    const alike = Object.values(blocks).filter(
      ({ kind, name, catalogId }) => kind === 'switch' && name === block.name && catalogId === block.catalogId,
    );
    const ids = new Set(alike.map(({ id }) => id));
    const ends = Object.values(links).filter(
      ({ from, to }) =>
        (ids.has(from) || ids.has(to)) && blocks[from]?.kind !== 'storage' && blocks[to]?.kind !== 'storage',
    );
    if (ends.length <= ids.size) return [];
    return [
      {
        id: `switch ${block.id}`,
        kind: 'more',
        itemIds: [...ids],
        part: nameOf(plan.drawing, block.id),
        change: `${percent} faster ports, with their cables`,
        plan: withLinks(plan, ends, faster(catalog)),
        catalog,
        command: null,
      },
    ];
  });
}

function hardwareVariants(plan: PlanDocument, catalog: CatalogIndex): PlanVariant[] {
  const byAccelerator = new Map<string, string[]>();
  const bySystem = new Map<string, string[]>();
  const add = (map: Map<string, string[]>, key: string, id: string): void => {
    map.set(key, [...(map.get(key) ?? []), id]);
  };
  for (const [id, { accelerator, system }] of findEndpoints(plan.drawing, catalog)) {
    add(byAccelerator, accelerator.id, id);
    if (system !== null) add(bySystem, system.id, id);
  }
  const variant = (id: string, itemIds: readonly string[], part: string, change: string, changed: CatalogIndex) => ({
    id,
    kind: 'more' as const,
    itemIds,
    part,
    change,
    // Another drawing object with the same content: routes are kept for each drawing with its catalogue.
    plan: { ...plan, drawing: { ...plan.drawing } },
    catalog: changed,
    command: null,
  });
  const variants: PlanVariant[] = [];
  for (const [id, itemIds] of byAccelerator) {
    const accelerator = catalog.accelerators.get(id);
    if (accelerator === undefined) continue;
    const change = (record: Accelerator): CatalogIndex => ({
      ...catalog,
      accelerators: new Map(catalog.accelerators).set(id, record),
    });
    const { name } = accelerator;
    variants.push(variant(`compute ${id}`, itemIds, name, `${percent} more compute`, change(withCompute(accelerator))));
    const bandwidth = accelerator.memoryBandwidthBytesPerSecond;
    if (bandwidth !== null) {
      const record = { ...accelerator, memoryBandwidthBytesPerSecond: bandwidth * (1 + MORE) };
      variants.push(variant(`memory ${id}`, itemIds, name, `${percent} more memory bandwidth`, change(record)));
    }
  }
  for (const [id, itemIds] of bySystem) {
    const system = catalog.systems.get(id);
    if (system === undefined) continue;
    const change = (record: System): CatalogIndex => ({
      ...catalog,
      systems: new Map(catalog.systems).set(id, record),
    });
    const { scaleUp, nics } = system;
    variants.push(
      variant(
        `scale-up ${id}`,
        itemIds,
        system.name,
        `${percent} faster scale-up links`,
        change({
          ...system,
          scaleUp: {
            ...scaleUp,
            bandwidthBytesPerSecond: scaleUp.bandwidthBytesPerSecond * (1 + MORE),
            linkBandwidthBytesPerSecond:
              scaleUp.linkBandwidthBytesPerSecond === null ? null : scaleUp.linkBandwidthBytesPerSecond * (1 + MORE),
          },
        }),
      ),
      variant(
        `adapters ${id}`,
        itemIds,
        system.name,
        `${percent} faster network adapters`,
        change({
          ...system,
          nics: nics.map((nic) => ({ ...nic, bandwidthBytesPerSecond: nic.bandwidthBytesPerSecond * (1 + MORE) })),
          scaleOutBandwidthBytesPerSecond: system.scaleOutBandwidthBytesPerSecond * (1 + MORE),
        }),
      ),
    );
  }
  return variants;
}

function withCompute(accelerator: Accelerator): Accelerator {
  const peaks = Object.entries(accelerator.peakFlops).map(([format, peak]) => [
    format,
    peak === null ? null : peak * (1 + MORE),
  ]);
  return { ...accelerator, peakFlops: Object.fromEntries(peaks) as Accelerator['peakFlops'] };
}
