/** Memory against every published figure, by the command that users run. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { MeasurementFileSchema } from '../../domain/estimate/measurement/measurement-schema.ts';
import { loadCatalog } from '../load-catalog.ts';
import { loadNodeModel } from './node-model.ts';
import { type ValidatedRow, validateRow } from './validate-row.ts';

let rows: ValidatedRow[] = [];

beforeAll(async () => {
  const text = readFileSync('public/measurements/training-measurements.json', 'utf8');
  const model = await loadNodeModel();
  const index = loadCatalog();
  rows = v.parse(MeasurementFileSchema, JSON.parse(text)).map((row) => validateRow(row, index, model));
}, 60_000);

function errors(of: readonly ValidatedRow[]): number[] {
  return of.flatMap((row) => (row.memoryError === null ? [] : [Math.abs(row.memoryError)])).sort((a, b) => a - b);
}

describe('memory of published runs', () => {
  it('is met within 5 % at the median', () => {
    const all = errors(rows);
    expect(all.length).toBeGreaterThan(90);
    expect(all[all.length >> 1]).toBeLessThan(0.05);
  });

  it('is met within 3 % on average on one node of B200', () => {
    const node = errors(rows.filter((row) => row.id.startsWith('simumax')));
    expect(node.length).toBeGreaterThan(30);
    expect(node.reduce((sum, error) => sum + error, 0) / node.length).toBeLessThan(0.03);
  });

  it('fits wherever a run is known to have run, but for one in a hundred', () => {
    const ran = rows.filter((row) => row.predicted !== null && /^[AB]$/.test(row.quality));
    expect(ran.length).toBeGreaterThan(1300);
    expect(ran.filter((row) => !row.predicted?.fits).length / ran.length).toBeLessThan(0.01);
  });
});
