/** The catalogue from disk, for programs and tests that run in Node. */
import { readFileSync } from 'node:fs';
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import { indexCatalog } from '../domain/catalog/index-catalog.ts';
import { CATALOG_FILES, type CatalogFileName, parseCatalog } from '../domain/catalog/parse-catalog.ts';
import type { TunedValues } from '../domain/catalog/resolve-tuned.ts';

/** Reads, checks and indexes `public/catalog/*.json`, with other tuned numbers if given. Throws with all problems when a file is wrong. */
export function loadCatalog(tuned?: TunedValues): CatalogIndex {
  const files = tuned === undefined ? readFiles() : { ...(lastRead ?? readFiles()) };
  if (tuned !== undefined) files['tuned-numbers.json'] = replaceTuned(files['tuned-numbers.json'], tuned);
  const parsed = parseCatalog(files);
  if (parsed.ok) return indexCatalog(parsed.catalog);
  const lines = parsed.problems.map((problem) => `${problem.file} ${problem.path}: ${problem.message}`);
  throw new Error(`The catalogue is wrong:\n${lines.join('\n')}`);
}

/** What was read last: other tuned numbers go with the rest of that catalogue, whatever happened to its files meanwhile. */
let lastRead: Readonly<Record<CatalogFileName, unknown>> | null = null;

function readFiles(): Record<CatalogFileName, unknown> {
  const folder = new URL('../../public/catalog/', import.meta.url);
  const files = Object.fromEntries(
    CATALOG_FILES.map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as unknown]),
  ) as Record<CatalogFileName, unknown>;
  lastRead = files;
  return files;
}

function replaceTuned(file: unknown, tuned: TunedValues): unknown {
  const { tunedNumbers, ...rest } = file as {
    readonly tunedNumbers: readonly { readonly id: string; readonly value: number }[];
  };
  return { ...rest, tunedNumbers: tunedNumbers.map((each) => ({ ...each, value: tuned.get(each.id) ?? each.value })) };
}
