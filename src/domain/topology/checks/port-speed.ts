/** How fast the ports are that a cable ends in. */
import type { CatalogIndex, Link as LinkRecord } from '../../catalog/catalog-types.ts';
import type { Drawing, Link } from '../../plan/plan-document.ts';
import { endpointOf } from '../endpoint.ts';
import { findLinkRates } from '../link-rates.ts';

/** The ports at one end of a link. */
export interface EndPort {
  readonly blockId: string;
  /** Name in the catalogue. */
  readonly name: string;
  readonly isSwitch: boolean;
  /** The fastest port that the cable may end in, bytes/s in one direction. */
  readonly portBytesPerSecond: number;
}

/** Ports at both ends as far as the catalogue knows them; containers and storage have none. */
export function findEndPorts(drawing: Drawing, link: Link, index: CatalogIndex): EndPort[] {
  const isScaleUp = findLinkRates(link, index)?.isScaleUp ?? false;
  return [link.from, link.to].flatMap((blockId): EndPort[] => {
    const block = drawing.blocks[blockId];
    if (block === undefined) return [];
    if (block.kind === 'switch') {
      const record = block.catalogId === null ? undefined : index.switches.get(block.catalogId);
      if (record === undefined) return [];
      return [{ blockId, name: record.name, isSwitch: true, portBytesPerSecond: record.portBandwidthBytesPerSecond }];
    }
    const system = endpointOf(block, index)?.system ?? null;
    if (system === null) return [];
    const speed = isScaleUp
      ? (system.scaleUp.linkBandwidthBytesPerSecond ?? 0)
      : Math.max(0, ...system.nics.map((nic) => nic.bandwidthBytesPerSecond));
    return speed > 0 ? [{ blockId, name: system.name, isSwitch: false, portBytesPerSecond: speed }] : [];
  });
}

/** The fastest link kind of the catalogue that ports of a speed take: of the same family where it has one; null = none. */
export function findMatchingKind(index: CatalogIndex, present: string, portBytesPerSecond: number): LinkRecord | null {
  const kind = index.links.get(present)?.kind ?? 'scale-out';
  const fits = index.catalog.links.filter(
    (link) => link.kind === kind && (link.portBandwidthBytesPerSecond ?? Infinity) <= portBytesPerSecond * (1 + 1e-9),
  );
  const family = linkFamily(present);
  const own = fits.filter(({ id }) => linkFamily(id) === family);
  const choice = own.length > 0 ? own : fits.filter(({ id }) => linkFamily(id) === 'roce');
  const speedOf = (link: LinkRecord): number => link.portBandwidthBytesPerSecond ?? 0;
  return choice.sort((a, b) => speedOf(b) - speedOf(a))[0] ?? null;
}

/** Letters that the ids of one family of links begin with: `ib`, `roce`, `nvlink`. */
export function linkFamily(id: string): string {
  return /^[a-z]+/.exec(id)?.[0] ?? id;
}
