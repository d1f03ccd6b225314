/** The catalogue from disk, for programs and tests that run in Node. */
import { readFileSync } from 'node:fs';
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import { indexCatalog } from '../domain/catalog/index-catalog.ts';
import { CATALOG_FILES, type CatalogFileName, parseCatalog } from '../domain/catalog/parse-catalog.ts';

/** Reads, checks and indexes `public/catalog/*.json`. Throws with all problems when a file is wrong. */
export function loadCatalog(): CatalogIndex {
  const folder = new URL('../../public/catalog/', import.meta.url);
  const files = Object.fromEntries(
    CATALOG_FILES.map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as unknown]),
  ) as Record<CatalogFileName, unknown>;
  const parsed = parseCatalog(files);
  if (parsed.ok) return indexCatalog(parsed.catalog);
  const lines = parsed.problems.map((problem) => `${problem.file} ${problem.path}: ${problem.message}`);
  throw new Error(`The catalogue is wrong:\n${lines.join('\n')}`);
}
