import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError, readMeasurementFile, readMeasurements } from './read-measurements.ts';

const PUBLISHED = new URL('../../../public/measurements/training-measurements.json', import.meta.url);
const [first, second] = JSON.parse(readFileSync(PUBLISHED, 'utf8')) as Record<string, unknown>[];

function write(content: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'measurements-')), 'rows.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('a file of measurements', () => {
  it('gives the sound records and names the others with what is wrong in them', () => {
    const path = write([first, { ...second, id: 'no-layers', accelerators: -1 }, 'text', second]);
    const { rows, unreadable } = readMeasurementFile(path);
    expect(rows.map(({ id }) => id)).toEqual([first?.id, second?.id]);
    expect(unreadable.map(({ id }) => id)).toEqual(['no-layers', 'record 3']);
    expect(unreadable[0]?.problem).toMatch(/^accelerators: .*>=1/);
    expect(() => readMeasurements(path)).toThrow(/no-layers: accelerators/);
  });

  it('takes nodes of eight where the record does not say', () => {
    const { rows } = readMeasurementFile(write([{ ...first, per_node: null }]));
    expect(rows[0]?.per_node).toBe(8);
  });

  it('is no list, or no JSON: an error says so', () => {
    expect(() => readMeasurementFile(write({ rows: [first] }))).toThrow(InputError);
    expect(() => readMeasurementFile(write('[{'))).toThrow(/cannot be read as JSON/);
  });
});
