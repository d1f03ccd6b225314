/** React-query options for the catalogue: its files, checked and indexed, once for the life of the page. */
import { queryOptions } from '@tanstack/react-query';
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import { indexCatalog } from '../domain/catalog/index-catalog.ts';
import { CATALOG_FILES, type CatalogFileName, parseCatalog } from '../domain/catalog/parse-catalog.ts';

/** The catalogue. Its files lie in `catalog/` beside the page; `base` is the page's own address unless a test says otherwise. */
export function catalogQueryOptions(base: string = document.baseURI) {
  return queryOptions({
    queryKey: ['catalog', base],
    // The service worker answers without a network too.
    networkMode: 'always',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    queryFn: ({ signal }): Promise<CatalogIndex> => fetchCatalog(base, signal),
  });
}

async function fetchCatalog(base: string, signal: AbortSignal): Promise<CatalogIndex> {
  const entries = await Promise.all(
    CATALOG_FILES.map(async (name): Promise<[CatalogFileName, unknown]> => {
      const response = await fetch(new URL(`catalog/${name}`, base), { signal });
      if (!response.ok) throw new Error(`The catalogue file ${name} cannot be loaded (${response.status}).`);
      return [name, await response.json()];
    }),
  );
  const parsed = parseCatalog(Object.fromEntries(entries) as Record<CatalogFileName, unknown>);
  if (parsed.ok) return indexCatalog(parsed.catalog);
  const [first] = parsed.problems;
  throw new Error(`The catalogue is wrong: ${first?.file} ${first?.path}: ${first?.message}`);
}
