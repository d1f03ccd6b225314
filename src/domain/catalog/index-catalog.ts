import type { Catalog, CatalogIndex } from './catalog-types.ts';

/** Builds the maps by id. */
export function indexCatalog(catalog: Catalog): CatalogIndex {
  return {
    catalog,
    accelerators: byId(catalog.accelerators),
    systems: byId(catalog.systems),
    links: byId(catalog.links),
    switches: byId(catalog.switches),
    cables: byId(catalog.cables),
    wanClasses: byId(catalog.wanClasses),
    models: byId(catalog.models),
    softwareStacks: byId(catalog.softwareStacks),
    regions: byId(catalog.regions),
    reliability: byId(catalog.reliability),
    power: byId(catalog.power),
    cost: byId(catalog.cost),
  };
}

function byId<TRecord extends { readonly id: string }>(records: readonly TRecord[]): ReadonlyMap<string, TRecord> {
  return new Map(records.map((record) => [record.id, record]));
}
