/** The generated table belongs to this version of the model and to the rows that the product holds; small changes of constants may come before it. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { MODEL_VERSION } from '../../../workers/runtime/model-version.ts';
import {
  type AccuracyFile,
  type AccuracyTable,
  packAccuracy,
  unpackAccuracy,
} from '../../domain/accuracy/accuracy-file.ts';
import { explainWorst } from '../../domain/accuracy/explain-worst.ts';
import { quantile } from '../../domain/accuracy/quantile.ts';
import { isInBand } from '../../domain/accuracy/summarize-accuracy.ts';
import type { Measurement } from '../../domain/estimate/measurement/measurement-schema.ts';
import { loadCatalog } from '../load-catalog.ts';
import { isJudged } from './judge-rows.ts';
import { loadNodeModel } from './node-model.ts';
import { readMeasurements } from './read-measurements.ts';
import { type ValidatedRow, validateRow } from './validate-row.ts';

const ROOT = new URL('../../../', import.meta.url);
const MEND = 'run `npm run --silent validate -- public/measurements/training-measurements.json --write`';
/** Every so many rows are predicted anew. */
const STRIDE = 23;
let file: AccuracyFile;
let table: AccuracyTable;
let measurements: readonly Measurement[];
let now: readonly ValidatedRow[];

beforeAll(async () => {
  file = JSON.parse(readFileSync(new URL('public/accuracy/accuracy.json', ROOT), 'utf8')) as AccuracyFile;
  table = unpackAccuracy(file);
  const model = await loadNodeModel();
  const index = loadCatalog();
  measurements = readMeasurements(new URL('public/measurements/training-measurements.json', ROOT).pathname);
  now = measurements.filter((_, at) => at % STRIDE === 0).map((row) => validateRow(row, index, model));
}, 60_000);

const ON_THE_EDGE = 2;

describe('the accuracy table', () => {
  it('is of this version of the model and of these rows', () => {
    expect(table.modelVersion, MEND).toBe(MODEL_VERSION);
    const stored = [...table.rows, ...table.notModelled].map(({ id }) => id);
    const missing = measurements.filter(({ id, measured }) => measured.step_time_s !== null && !stored.includes(id));
    expect(
      missing.map(({ id }) => id),
      MEND,
    ).toEqual([]);
    const known = new Set(measurements.map(({ id }) => id));
    expect(
      stored.filter((id) => !known.has(id)),
      MEND,
    ).toEqual([]);
  });

  it('says what the model says, but for what a small change of a constant moves', () => {
    const byId = new Map(table.rows.map((row) => [row.id, row]));
    const moved = now.flatMap((row) => {
      const stored = byId.get(row.id);
      if (row.predicted === null || stored === undefined) return [];
      expect(stored.isJudged, row.id).toBe(isJudged(row));
      return [Math.abs(Math.log(stored.predictedSeconds / row.predicted.stepTimeSeconds))];
    });
    expect(moved.length).toBeGreaterThan(40);
    expect(quantile(moved, 0.5), MEND).toBeLessThan(0.05);
  });

  it('survives being written and read', () => {
    expect(packAccuracy(table)).toEqual(file);
  });

  it('refuses another format', () => {
    expect(() => unpackAccuracy({ ...file, formatVersion: 2 })).toThrow(/format 2/);
  });

  it('has bands that hold about the share that they promise', () => {
    const judged = table.rows.filter((row) => row.isJudged);
    const inside = judged.filter(isInBand).length / judged.length;
    // The file holds errors and bands to four digits: a run on the edge may fall on either side.
    expect(Math.abs(inside - table.band.coverage) * judged.length).toBeLessThan(ON_THE_EDGE + 0.5);
    expect(Math.abs(inside - table.band.share)).toBeLessThan(0.05);
  });

  it('says something of each of the worst', () => {
    expect(table.worst).toHaveLength(10);
    for (const worst of table.worst) {
      const row = table.rows.find(({ id }) => id === worst.id)!;
      expect(explainWorst(worst, row).length, worst.id).toBeGreaterThan(0);
    }
  });
});
