/** Which cable or transceiver the drawn cables need, with its watts and price: the shortest reach of 30 m or more that is fast enough. */
import type { Cable, CatalogIndex } from '../catalog/catalog-types.ts';
import type { AssumptionContext } from './assumption-types.ts';

/** Between racks; copper ends before. */
const SHORTEST_REACH_METRES = 30;

/** What the drawn cables take. */
export interface Optics {
  readonly watts: number;
  readonly usd: number;
  readonly describe: string;
}

/** Watts and price of all drawn cables that leave their system. */
export function opticsOf({ bill, catalog }: AssumptionContext): Optics {
  let watts = 0;
  let usd = 0;
  const names = new Map<string, number>();
  for (const line of bill.cables) {
    if (line.kind !== 'link' || catalog.links.get(line.catalogId)?.kind !== 'scale-out') continue;
    const cable = pickCable(catalog, line.bandwidthBytesPerSecond);
    if (cable === null) continue;
    watts += line.count * 2 * cable.powerWattsPerEnd;
    usd += line.count * (cable.priceUsd ?? 0) * (cable.pricePer === 'end' ? 2 : 1);
    names.set(cable.name, (names.get(cable.name) ?? 0) + line.count);
  }
  const describe = [...names].map(([name, count]) => `${count} × ${name}`).join(', ');
  return { watts, usd, describe: describe === '' ? 'no optical cables' : describe };
}

function pickCable(catalog: CatalogIndex, bandwidthBytesPerSecond: number): Cable | null {
  const bandwidthOf = (cable: Cable): number => cable.portBandwidthBytesPerSecond ?? 0;
  const usable = catalog.catalog.cables
    .filter((cable) => cable.reachMetres >= SHORTEST_REACH_METRES && cable.priceUsd !== null && bandwidthOf(cable) > 0)
    .sort((a, b) => bandwidthOf(a) - bandwidthOf(b) || a.reachMetres - b.reachMetres || (a.id < b.id ? -1 : 1));
  return usable.find((cable) => bandwidthOf(cable) >= bandwidthBytesPerSecond) ?? usable.at(-1) ?? null;
}
