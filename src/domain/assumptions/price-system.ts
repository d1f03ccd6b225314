import type { CatalogIndex } from '../catalog/catalog-types.ts';

/** Purchase price per accelerator, its part of the node included. */
export interface SystemPrice {
  readonly usd: number;
  readonly source: string;
  /** Date of the price as the catalogue writes it. */
  readonly asOf: string;
}

/**
 * Price of an accelerator in its system: the system's own estimate, else that of another system with the same accelerator (cloud
 * instances are not sold), else of the bare accelerator; null when nothing is known.
 */
export function priceSystem(catalog: CatalogIndex, acceleratorId: string, systemId: string | null): SystemPrice | null {
  const own = systemId === null ? undefined : catalog.systems.get(systemId);
  const others = catalog.catalog.systems.filter((system) => system.acceleratorId === acceleratorId);
  for (const system of own === undefined ? others : [own, ...others]) {
    if (system.capexUsd !== null) {
      const { asOf } = system.provenance;
      return {
        usd: system.capexUsd / system.acceleratorsPerSystem,
        source: `${system.name}, purchase estimate (${asOf})`,
        asOf,
      };
    }
  }
  const accelerator = catalog.accelerators.get(acceleratorId);
  if (accelerator?.unitPriceUsd == null) return null;
  const { asOf } = accelerator.provenance;
  return { usd: accelerator.unitPriceUsd, source: `${accelerator.name}, unit price (${asOf})`, asOf };
}
