/**
 * Which cables and transceivers the drawn connections need: the shortest reach that suffices and is fast enough. Optics at both ends come
 * without the fibre, which is counted apart.
 */
import type { Cable, CatalogIndex } from '../catalog/catalog-types.ts';
import type { BillOfMaterials } from '../topology/bill-of-materials.ts';
import type { CableSpan } from '../topology/cable-span.ts';
import type { AssumptionContext } from './assumption-types.ts';

/** Between racks 30 m: copper ends before. */
const REACH_METRES: Readonly<Record<CableSpan, number>> = { rack: 2, hall: 30, building: 500, sites: 2000 };
const FIBRE_ID = 'fiber-trunk';

/** One kind of cable or transceiver, and how many of it are bought. */
interface OpticsLine {
  readonly cable: Cable;
  /** Drawn connections that take it. */
  readonly connections: number;
  /** Pieces: cables, or transceivers at both ends. */
  readonly pieces: number;
}

/** What the drawn cables take. */
interface Optics {
  readonly watts: number;
  readonly describe: string;
}

/** What all drawn cables that leave their system need, by kind, in the order of the catalogue. */
export function listOptics(bill: BillOfMaterials, catalog: CatalogIndex): readonly OpticsLine[] {
  const lines = new Map<string, { connections: number; pieces: number }>();
  const add = (id: string, connections: number, pieces: number): void => {
    const line = lines.get(id) ?? { connections: 0, pieces: 0 };
    lines.set(id, { connections: line.connections + connections, pieces: line.pieces + pieces });
  };
  const fibre = catalog.catalog.cables.find(({ id }) => id === FIBRE_ID);
  for (const { kind, catalogId, count, bandwidthBytesPerSecond, span } of bill.cables) {
    if (kind !== 'link' || catalog.links.get(catalogId)?.kind !== 'scale-out') continue;
    const cable = pickCable(catalog, bandwidthBytesPerSecond, REACH_METRES[span]);
    if (cable === null) continue;
    add(cable.id, count, count * (cable.pricePer === 'end' ? 2 : 1));
    if (cable.pricePer === 'end' && fibre !== undefined) {
      add(fibre.id, count, count * Math.ceil(REACH_METRES[span] / fibre.reachMetres));
    }
  }
  return catalog.catalog.cables.flatMap((cable) => {
    const line = lines.get(cable.id);
    return line === undefined ? [] : [{ cable, ...line }];
  });
}

/** Watts of all drawn cables that leave their system. */
export function opticsOf({ bill, catalog }: AssumptionContext): Optics {
  const lines = listOptics(bill, catalog).filter(({ cable }) => cable.id !== FIBRE_ID);
  const watts = lines.reduce((sum, { cable, connections }) => sum + connections * 2 * cable.powerWattsPerEnd, 0);
  const describe = lines.map(({ cable, connections }) => `${connections} × ${cable.name}`).join(', ');
  return { watts, describe: describe === '' ? 'no optical cables' : describe };
}

function pickCable(catalog: CatalogIndex, bandwidthBytesPerSecond: number, reachMetres: number): Cable | null {
  const bandwidthOf = (cable: Cable): number => cable.portBandwidthBytesPerSecond ?? 0;
  const usable = catalog.catalog.cables
    .filter((cable) => cable.reachMetres >= reachMetres && cable.priceUsd !== null && bandwidthOf(cable) > 0)
    .sort((a, b) => bandwidthOf(a) - bandwidthOf(b) || a.reachMetres - b.reachMetres || (a.id < b.id ? -1 : 1));
  return usable.find((cable) => bandwidthOf(cable) >= bandwidthBytesPerSecond) ?? usable.at(-1) ?? null;
}
