import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writePrecacheList } from './offline-plugin.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trainyard-offline-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<p>');
  writeFileSync(join(folder, 'assets', "it's-a`$file.js"), '1');
  writeFileSync(join(folder, 'assets', 'index.js.map'), '{}');
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the built script and returns the list it holds. */
function buildList(quote: string): { version: string; paths: string[] } {
  writeFileSync(join(folder, 'service-worker.js'), `return JSON.parse(${quote}__PRECACHE__${quote});`);
  writePrecacheList(folder);
  return new Function(readFileSync(join(folder, 'service-worker.js'), 'utf8'))() as never;
}

describe('writePrecacheList', () => {
  it.each(["'", '"', '`'])('lists what the build made inside a literal quoted by %s', (quote) => {
    expect(buildList(quote).paths).toEqual(["assets/it's-a`$file.js", 'index.html']);
  });

  it('names a new version when any content changes, and only then', () => {
    const before = buildList('`').version;
    expect(buildList('`').version).toBe(before);
    writeFileSync(join(folder, 'index.html'), '<p>changed');
    expect(buildList('`').version).not.toBe(before);
  });

  it('refuses a script without a place for the list', () => {
    writeFileSync(join(folder, 'service-worker.js'), 'nothing');
    expect(() => writePrecacheList(folder)).toThrow(/no place/);
  });
});
