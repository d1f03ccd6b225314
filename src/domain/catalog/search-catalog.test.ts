import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexCatalog } from './index-catalog.ts';
import { CATALOG_FILES, type CatalogFileName, parseCatalog } from './parse-catalog.ts';
import { searchCatalog } from './search-catalog.ts';

const files = Object.fromEntries(
  CATALOG_FILES.map((file) => [
    file,
    JSON.parse(readFileSync(new URL(`../../../public/catalog/${file}`, import.meta.url), 'utf8')) as unknown,
  ]),
) as Record<CatalogFileName, unknown>;
const parsed = parseCatalog(files);
if (!parsed.ok) throw new Error('the catalogue files do not fit their schemas');
const index = indexCatalog(parsed.catalog);

describe('parseCatalog', () => {
  const change = (file: CatalogFileName, edit: (content: Record<string, Record<string, unknown>[]>) => void) => {
    const content = structuredClone(files[file]) as Record<string, Record<string, unknown>[]>;
    edit(content);
    return parseCatalog({ ...files, [file]: content });
  };

  it('says in which file and where a record is wrong', () => {
    const result = change('accelerators.json', (content) => {
      content.accelerators![3]!.memoryGib = -1;
    });
    if (result.ok) throw new Error('accepted');
    expect(result.problems).toEqual([
      expect.objectContaining({ file: 'accelerators.json', path: 'accelerators.3.memoryGib' }),
    ]);
  });

  it('refuses an id used twice', () => {
    const result = change('interconnects.json', (content) => content.links!.push(content.links![0]!));
    if (result.ok) throw new Error('accepted');
    expect(result.problems[0]?.message).toMatch(/used twice/);
  });

  it('refuses a reference that leads nowhere', () => {
    const result = change('systems.json', (content) => {
      content.systems![0]!.acceleratorId = 'abacus';
    });
    if (result.ok) throw new Error('accepted');
    expect(result.problems[0]).toMatchObject({
      path: 'systems.0.acceleratorId',
      message: expect.stringMatching(/abacus/),
    });
  });

  it('refuses anything else', () => {
    const nothing = Object.fromEntries(CATALOG_FILES.map((file) => [file, null])) as Record<CatalogFileName, unknown>;
    const result = parseCatalog(nothing);
    if (result.ok) throw new Error('accepted');
    expect(new Set(result.problems.map((problem) => problem.file)).size).toBe(CATALOG_FILES.length);
  });
});

describe('searchCatalog', () => {
  const first = (text: string) => searchCatalog(index, text)[0];

  it.each([
    ['llama 405b', 'model', 'llama3.1-405b'],
    ['h100 sxm5', 'accelerator', 'h100-sxm5-80gb'],
    ['dgx h100', 'system', 'dgx-h100'],
    ['ib-ndr', 'link', 'ib-ndr'],
    ['qm9700', 'switch', 'qm9700'],
    ['mi300x accelerator', 'accelerator', 'mi300x'],
    ['us-east-1', 'region', 'us-va'],
    ['sao paulo', 'region', 'br-sp'],
    ['campus', 'wan-class', 'campus'],
    ['deepseek v3', 'model', 'deepseek-v3'],
  ])('finds "%s"', (text, kind, id) => {
    expect(first(text)).toMatchObject({ kind, id });
  });

  it('finds letters in order when nothing better is there', () => {
    expect(searchCatalog(index, 'h1sxm').map((hit) => hit.id)).toContain('h100-sxm5-80gb');
  });

  it('keeps to the kinds and the limit asked for', () => {
    const hits = searchCatalog(index, 'h100', { kinds: ['system'], limit: 3 });
    expect(hits.length).toBe(3);
    expect(hits.every((hit) => hit.kind === 'system')).toBe(true);
    expect(searchCatalog(index, '', { kinds: ['accelerator'] })).toHaveLength(parsed.catalog.accelerators.length);
    expect(searchCatalog(index, 'zzzzzz')).toEqual([]);
  });

  it('finds every record by its own name', () => {
    const everything = searchCatalog(index, '');
    fc.assert(
      fc.property(fc.constantFrom(...everything), (record) => {
        const found = searchCatalog(index, record.name);
        expect(found.some((hit) => hit.id === record.id && hit.kind === record.kind)).toBe(true);
      }),
      { numRuns: 200, seed: 2026 },
    );
  });
});
