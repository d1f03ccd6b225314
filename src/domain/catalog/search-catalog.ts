import type { Catalog, CatalogIndex } from './catalog-types.ts';

/** What kind of record a search found. */
export type CatalogKind =
  | 'accelerator'
  | 'system'
  | 'link'
  | 'switch'
  | 'cable'
  | 'wan-class'
  | 'model'
  | 'software-stack'
  | 'region'
  | 'reliability'
  | 'power'
  | 'cost';

/** A record found by {@link searchCatalog}. */
export interface CatalogHit {
  readonly kind: CatalogKind;
  readonly id: string;
  readonly name: string;
  /** Vendor, family, place or group: what tells records of like names apart. */
  readonly detail: string;
  /** Higher is better; only comparable within one search. */
  readonly score: number;
}

const KIND_WORDS: Readonly<Record<CatalogKind, string>> = {
  accelerator: 'accelerator gpu chip',
  system: 'system node server instance',
  link: 'link interconnect network',
  switch: 'switch network',
  cable: 'cable optics transceiver',
  'wan-class': 'wan link site distance',
  model: 'model workload llm',
  'software-stack': 'software stack framework',
  region: 'region site location',
  reliability: 'reliability failure',
  power: 'power energy carbon',
  cost: 'cost price money',
};

/** Points for how a typed word meets a record's word; a word that meets none drops the record. */
const SCORE = { whole: 100, prefix: 60, inside: 30, scattered: 8 } as const;
/** Facts come after the things that can be drawn or chosen. */
const FACT_WEIGHT = 0.5;
const FACT_KINDS: ReadonlySet<CatalogKind> = new Set(['reliability', 'power', 'cost']);
/** A hit in the name counts more than one in the details. */
const NAME_WEIGHT = 3;
/** Shorter words would meet nearly everything letter by letter. */
const MIN_SCATTERED_LENGTH = 3;

/**
 * Finds records by name, vendor, id and kind. Every typed word must meet the record: as a whole word, a beginning, a part,
 * or, last, as letters in order within the name ("h1sxm" finds "H100 SXM5"). Empty text finds everything, in file order.
 */
export function searchCatalog(
  index: CatalogIndex,
  text: string,
  options: { readonly kinds?: readonly CatalogKind[]; readonly limit?: number } = {},
): readonly CatalogHit[] {
  const typed = splitWords(text);
  const hits: CatalogHit[] = [];
  for (const entry of listEntries(index.catalog)) {
    if (options.kinds !== undefined && !options.kinds.includes(entry.kind)) continue;
    const score = scoreEntry(entry, typed);
    if (score !== null) hits.push({ ...entry, score });
  }
  if (typed.length > 0) {
    hits.sort((a, b) => b.score - a.score || a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
  }
  return hits.slice(0, options.limit ?? hits.length);
}

type Entry = Omit<CatalogHit, 'score'>;

function listEntries(catalog: Catalog): Entry[] {
  const entry = (kind: CatalogKind, record: { readonly id: string; readonly name: string }, detail: string): Entry => ({
    kind,
    id: record.id,
    name: record.name,
    detail,
  });
  return [
    ...catalog.accelerators.map((record) => entry('accelerator', record, `${record.vendor} ${record.memoryType}`)),
    ...catalog.systems.map((record) => entry('system', record, `${record.kind} ${record.acceleratorId}`)),
    ...catalog.models.map((record) => entry('model', record, record.family)),
    ...catalog.softwareStacks.map((record) => entry('software-stack', record, '')),
    ...catalog.links.map((record) => entry('link', record, record.kind)),
    ...catalog.switches.map((record) => entry('switch', record, '')),
    ...catalog.cables.map((record) => entry('cable', record, '')),
    ...catalog.wanClasses.map((record) => entry('wan-class', record, '')),
    ...catalog.regions.map((record) =>
      entry('region', record, `${record.country} ${record.providers.map((place) => place.region).join(' ')}`),
    ),
    ...catalog.reliability.map((record) => entry('reliability', record, record.kind)),
    ...catalog.power.map((record) => entry('power', record, record.kind)),
    ...catalog.cost.map((record) => entry('cost', record, record.kind)),
  ];
}

function scoreEntry(entry: Entry, typed: readonly string[]): number | null {
  const nameWords = [...splitWords(entry.name), entry.id.toLowerCase()];
  const detailWords = splitWords(`${entry.detail} ${entry.id} ${KIND_WORDS[entry.kind]}`);
  const compactName = splitWords(entry.name).join('');
  let total = 0;
  for (const word of typed) {
    const inName = scoreWord(word, nameWords) || (compactName.includes(word) ? SCORE.inside : 0);
    const best = Math.max(inName * NAME_WEIGHT, scoreWord(word, detailWords));
    if (best > 0) total += best;
    else if (word.length >= MIN_SCATTERED_LENGTH && hasLettersInOrder(compactName, word)) total += SCORE.scattered;
    else return null;
  }
  return FACT_KINDS.has(entry.kind) ? total * FACT_WEIGHT : total;
}

function scoreWord(typed: string, words: readonly string[]): number {
  let best = 0;
  for (const word of words) {
    if (word === typed) return SCORE.whole;
    if (word.startsWith(typed)) best = Math.max(best, SCORE.prefix);
    else if (word.includes(typed)) best = Math.max(best, SCORE.inside);
  }
  return best;
}

function hasLettersInOrder(text: string, letters: string): boolean {
  let at = -1;
  for (const letter of letters) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}

function splitWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}.]+/u)
    .filter((word) => word !== '');
}
