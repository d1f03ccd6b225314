import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { indexCatalog } from '../../domain/catalog/index-catalog.ts';
import { CATALOG_FILES, type CatalogFileName, parseCatalog } from '../../domain/catalog/parse-catalog.ts';
import { BLOCK_KINDS } from '../../domain/plan/plan-document.ts';
import { listPaletteEntries } from './palette-entries.ts';

const parsed = parseCatalog(
  Object.fromEntries(
    CATALOG_FILES.map((name) => [name, JSON.parse(readFileSync(`public/catalog/${name}`, 'utf8'))]),
  ) as Record<CatalogFileName, unknown>,
);
if (!parsed.ok) throw new Error('catalogue');
const index = indexCatalog(parsed.catalog);

describe('palette', () => {
  it('offers every kind of block without a catalogue', () => {
    const [generic, ...others] = listPaletteEntries(null, '');
    expect(new Set(generic?.entries.map(({ source }) => source?.kind))).toEqual(new Set(BLOCK_KINDS));
    expect(others).toEqual([]);
  });

  it('lists all systems, accelerators and switches once, each with an id of its own', () => {
    const sections = listPaletteEntries(index, '');
    const entries = sections.flatMap((section) => section.entries);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    const count = (title: string) => sections.find((section) => section.title === title)?.entries.length;
    expect(count('Systems')).toBe(index.systems.size);
    expect(count('Accelerators')).toBe(index.accelerators.size);
    expect(count('Switches')).toBe(index.switches.size);
  });

  it('finds a kind of block by its name before those that only mention it', () => {
    const firstFor = (text: string) => listPaletteEntries(null, text)[0]?.entries[0]?.name;
    expect(firstFor('rack')).toBe('Rack');
    expect(firstFor('switch')).toBe('Switch');
    expect(firstFor('node')).toBe('Node');
    expect(firstFor('checkpoints')).toBe('Storage');
  });

  it('puts racks down as racks and everything smaller as nodes', () => {
    const systems = listPaletteEntries(index, '').find(({ id }) => id === 'systems')?.entries ?? [];
    const kindOf = (id: string) => systems.find((entry) => entry.id === `system:${id}`)?.source?.kind;
    expect(kindOf('gb200-nvl72')).toBe('rack');
    expect(kindOf('dgx-h100')).toBe('node');
    expect(kindOf('aws-p5')).toBe('node');
  });

  it('finds by name, with the best match first, and leaves empty sections out', () => {
    const sections = listPaletteEntries(index, 'dgx h100');
    expect(sections[0]?.entries[0]?.name).toBe('DGX/HGX H100');
    expect(listPaletteEntries(index, 'nothing of the sort')).toEqual([]);
    expect(listPaletteEntries(index, 'storage')[0]?.entries[0]?.source?.kind).toBe('storage');
  });
});
