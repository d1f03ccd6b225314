import { useQuery } from '@tanstack/react-query';
import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import { catalogQueryOptions } from '../../engine/catalog-query.ts';

/** The catalogue; null while it loads or when it cannot be had. */
export function useCatalogIndex(): CatalogIndex | null {
  return useQuery(catalogQueryOptions()).data ?? null;
}
