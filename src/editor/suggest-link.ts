/** The link that two blocks most likely want: the ports that the catalogue gives them, or a wide-area class between sites. */
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import { ancestorsOf } from '../domain/plan/drawing/block-tree.ts';
import { isFacilityUnit } from '../domain/plan/drawing/nesting-rules.ts';
import { nextId } from '../domain/plan/next-id.ts';
import type { Block, Drawing, Link } from '../domain/plan/plan-document.ts';

interface Ports {
  readonly count: number;
  readonly bandwidthBytesPerSecond: number;
  readonly ethernet: boolean;
}

/** Whether two blocks may be connected: two different ones with ports, neither inside the other. */
export function mayConnect(drawing: Drawing, from: string, to: string): boolean {
  const ends = [drawing.blocks[from], drawing.blocks[to]];
  if (from === to || ends.some((end) => end === undefined || isFacilityUnit(end.kind))) return false;
  return !ancestorsOf(drawing, from).includes(to) && !ancestorsOf(drawing, to).includes(from);
}

/**
 * A new link; from the block nearer to the accelerators to the one nearer to the spine. `newId` names it: for many at once, a
 * source of ids spares looking through the drawing for each.
 */
export function suggestLink(
  drawing: Drawing,
  fromId: string,
  toId: string,
  index: CatalogIndex | null,
  newId: () => string = () => nextId(drawing, 'l'),
): Link | null {
  if (!mayConnect(drawing, fromId, toId)) return null;
  let from = drawing.blocks[fromId];
  let to = drawing.blocks[toId];
  if (from === undefined || to === undefined) return null;
  if (from.kind === 'switch' && to.kind !== 'switch') [from, to] = [to, from];
  const ports = portsOf(from, index) ?? portsOf(to, index);
  const wide = from.kind === 'site' || to.kind === 'site' || outermost(drawing, from) !== outermost(drawing, to);
  const ethernet = (portsOf(to, index) ?? ports)?.ethernet ?? false;
  const catalogId = wide ? wideAreaClass(index) : linkKind(ports?.bandwidthBytesPerSecond, ethernet, index);
  const cables = Math.max(
    1,
    wide ? 1 : from.kind === 'switch' ? Math.floor((ports?.count ?? 2) / 2) : (ports?.count ?? 1),
  );
  return {
    id: newId(),
    from: from.id,
    to: to.id,
    catalogId,
    cablesPerInstance: cables,
    pattern: to.count === 1 ? 'single' : from.kind !== 'switch' && to.count === cables ? 'rails' : 'spread',
    bandwidthBytesPerSecond: null,
    latencySeconds: null,
    exceptions: [],
  };
}

/** The site that a block lies in; blocks outside of any site are all in one place. */
function outermost(drawing: Drawing, block: Block): string {
  const around = [block.id, ...ancestorsOf(drawing, block.id)];
  return around.find((id) => drawing.blocks[id]?.kind === 'site') ?? '';
}

function portsOf(block: Block, index: CatalogIndex | null): Ports | null {
  if (block.catalogId === null || index === null) return null;
  const found = index.switches.get(block.catalogId);
  if (found !== undefined) {
    const ethernet = !/quantum|switch-ib/i.test(found.name);
    return { count: found.radix ?? 2, bandwidthBytesPerSecond: found.portBandwidthBytesPerSecond, ethernet };
  }
  const nic = index.systems.get(block.catalogId)?.nics[0];
  if (nic === undefined) return null;
  const ethernet = !/\bIB\b|infiniband/i.test(nic.kind);
  return { count: Math.max(1, nic.count), bandwidthBytesPerSecond: nic.bandwidthBytesPerSecond, ethernet };
}

/** The scale-out link kind whose port fits best; InfiniBand or Ethernet as the ports are. */
function linkKind(bandwidthBytesPerSecond: number | undefined, ethernet: boolean, index: CatalogIndex | null): string {
  const kinds = index?.catalog.links.filter((link) => link.kind === 'scale-out') ?? [];
  const wanted = bandwidthBytesPerSecond ?? 50e9;
  let best = 'ib-ndr';
  let bestCost = Number.POSITIVE_INFINITY;
  for (const { id, portBandwidthBytesPerSecond } of kinds) {
    const isEthernet = id.startsWith('roce');
    if (!isEthernet && !id.startsWith('ib-')) continue;
    const cost =
      Math.abs(Math.log2((portBandwidthBytesPerSecond ?? wanted) / wanted)) + (isEthernet === ethernet ? 0 : 0.5);
    if (cost < bestCost) {
      bestCost = cost;
      best = id;
    }
  }
  return best;
}

function wideAreaClass(index: CatalogIndex | null): string {
  const classes = index?.catalog.wanClasses ?? [];
  return (classes.find(({ id }) => id === 'regional') ?? classes[0])?.id ?? 'regional';
}
