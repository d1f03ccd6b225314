/** What renting the drawn accelerator costs: rental records, and the price quotes of the systems that hold it. */
import type { CatalogIndex, Provenance } from '../catalog/catalog-types.ts';

/** One offer, per accelerator and hour. */
export interface RentalOffer {
  readonly id: string;
  readonly label: string;
  readonly provider: string;
  /** The provider's own name for the place; null where the offer names none. */
  readonly region: string | null;
  readonly onDemandUsd: number;
  readonly reservedUsd: number | null;
  readonly spotUsd: number | null;
  readonly provenance: Provenance;
  /** System whose quote it is; null for a rental record. */
  readonly systemId: string | null;
}

/** All offers for an accelerator, cheapest first. */
export function listRentalOffers(catalog: CatalogIndex, acceleratorId: string): readonly RentalOffer[] {
  const offers: RentalOffer[] = [];
  for (const record of catalog.catalog.cost) {
    if (record.kind !== 'rental' || record.acceleratorId !== acceleratorId) continue;
    offers.push({
      id: record.id,
      label: record.name,
      provider: record.provider,
      region: null,
      onDemandUsd: record.onDemandUsdPerAcceleratorHour,
      reservedUsd: record.reservedUsdPerAcceleratorHour,
      spotUsd: record.spotUsdPerAcceleratorHour,
      provenance: record.provenance,
      systemId: null,
    });
  }
  for (const system of catalog.catalog.systems) {
    if (system.acceleratorId !== acceleratorId) continue;
    for (const quote of system.prices) {
      if (quote.onDemandUsdPerHour === null || quote.onDemandUsdPerHour <= 0) continue;
      const accelerators = quote.per === 'system' ? system.acceleratorsPerSystem : 1;
      const place = quote.region === null ? '' : `, ${quote.region}`;
      offers.push({
        id: `${system.id}@${quote.provider}@${quote.region ?? 'any'}`.slice(0, 80),
        label: `${quote.provider}, ${system.name}${place}`,
        provider: quote.provider,
        region: quote.region,
        onDemandUsd: quote.onDemandUsdPerHour / accelerators,
        reservedUsd: quote.reserved1yUsdPerHour === null ? null : quote.reserved1yUsdPerHour / accelerators,
        spotUsd: quote.spotUsdPerHour === null ? null : quote.spotUsdPerHour / accelerators,
        provenance: { ...quote.provenance, checked: quote.provenance.checked && !quote.estimate },
        systemId: system.id,
      });
    }
  }
  const seen = new Set<string>();
  return offers
    .filter(({ id }) => !seen.has(id) && seen.add(id))
    .sort((a, b) => a.onDemandUsd - b.onDemandUsd || (a.id < b.id ? -1 : 1));
}

/** The offer in the middle: of the drawn systems' own quotes, else of rental records that were read in a source, else of all. */
export function pickMiddleOffer(
  offers: readonly RentalOffer[],
  drawnSystemIds: ReadonlySet<string>,
): RentalOffer | undefined {
  const own = offers.filter(({ systemId }) => systemId !== null && drawnSystemIds.has(systemId));
  const rentals = offers.filter(({ systemId, provenance }) => systemId === null && provenance.checked);
  const pool = [own, rentals, offers].find((list) => list.length > 0) ?? [];
  return pool[Math.floor((pool.length - 1) / 2)];
}
