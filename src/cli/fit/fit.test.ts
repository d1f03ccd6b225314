/** The fit: its algebra, that it finds numbers again that made the data, and the budget of tuned numbers. */

import { beforeAll, describe, expect, it } from 'vitest';
import { PACES } from '../../domain/catalog/catalog-types.ts';
import { loadCatalog } from '../load-catalog.ts';
import { loadNodeModel, type NodeModel } from '../validate/node-model.ts';
import { readMeasurements } from '../validate/read-measurements.ts';
import { type FitRow, nameConfiguration, readFitRows } from './fit-row.ts';
import { HAND_SET_NUMBERS } from './hand-set-numbers.ts';
import { solveSymmetric } from './linear-system.ts';
import { logError } from './predict.ts';
import { refit, takeSlopes } from './refit.ts';

/** Most numbers that may be tuned on training runs. */
const BUDGET = 60;
const FILE = new URL('../../../public/measurements/training-measurements.json', import.meta.url).pathname;
const index = loadCatalog();
const numbers = index.catalog.tunedNumbers;
let model: NodeModel;
let rows: readonly FitRow[];

beforeAll(async () => {
  model = await loadNodeModel();
  // Every tenth row: enough for the laws, and quick.
  rows = readFitRows(
    readMeasurements(FILE).filter((_, place) => place % 10 === 0),
    index,
    model,
  );
});

describe('tuned numbers', () => {
  it('keep to their budget, with those set by hand', () => {
    expect(numbers.length + HAND_SET_NUMBERS.length).toBeLessThanOrEqual(BUDGET);
  });

  it('lie inside their limits', () => {
    for (const number of numbers) {
      expect(number.value, number.id).toBeGreaterThanOrEqual(number.lowest);
      expect(number.value, number.id).toBeLessThanOrEqual(number.highest);
    }
  });
});

describe('the fit', () => {
  it('solves a system of equations', () => {
    const solution = solveSymmetric(Float64Array.of(4, 2, 2, 3), Float64Array.of(10, 8));
    expect(solution[0]).toBeCloseTo(1.75, 12);
    expect(solution[1]).toBeCloseTo(1.5, 12);
    expect(() => solveSymmetric(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1))).toThrow('positive definite');
  });

  it('takes only rows that count', () => {
    expect(rows.length).toBeGreaterThan(100);
    for (const { row, weight } of rows) {
      expect(row.duplicate).toBe(false);
      expect(row.quality).toMatch(/[AB]/);
      expect(weight).toBeGreaterThan(0);
      expect(weight).toBeLessThanOrEqual(1);
    }
    const weights = new Map<string, number>();
    for (const { row, weight } of rows) {
      weights.set(nameConfiguration(row), (weights.get(nameConfiguration(row)) ?? 0) + weight);
    }
    for (const weight of weights.values()) expect(weight).toBeCloseTo(1, 9);
  });

  it('finds with given slopes, fewer of them taken, as good a fit without some rows as without them', () => {
    const { values: start } = refit(rows, numbers, model);
    const slopes = takeSlopes(rows, numbers, model, start);
    const kept = rows.filter((_, place) => place % 5 !== 0);
    const anew = refit(kept, numbers, model, { start });
    const given = refit(kept, numbers, model, { start, slopes });
    expect(anew.after).toBeLessThan(anew.before);
    expect(given.before).toBeCloseTo(anew.before, 12);
    expect(given.after).toBeLessThan(anew.after + 0.1 * (anew.before - anew.after));
  });

  it('predicts with the catalogue’s values what the catalogue predicts', () => {
    const values = new Map(numbers.map((number) => [number.id, number.value]));
    for (const row of rows.slice(0, 20)) {
      expect(logError(row, values, model)).toBeCloseTo(logError(row, new Map(), model), 9);
    }
  });

  it('never makes the loss worse, and ends inside the limits', () => {
    const result = refit(rows, numbers, model, { mostRounds: 2 });
    expect(result.after).toBeLessThanOrEqual(result.before);
    for (const number of numbers) {
      const value = result.values.get(number.id) ?? Number.NaN;
      expect(value, number.id).toBeGreaterThanOrEqual(number.lowest * (1 - 1e-9));
      expect(value, number.id).toBeLessThanOrEqual(number.highest * (1 + 1e-9));
    }
  });

  it('finds a number again that made the data', () => {
    const wanted = numbers.find((number) => number.id === 'sustained-a100');
    if (wanted === undefined) throw new Error('no such number');
    const made = new Map(numbers.map((number) => [number.id, number.value]));
    made.set(wanted.id, wanted.value * 0.9);
    const users = rows.filter((row) => PACES.every((pace) => row.paces[pace].tuned === wanted.id));
    const data = users.map((row) => ({
      ...row,
      measuredSeconds: row.measuredSeconds * Math.exp(logError(row, made, model)),
    }));
    const free = [{ ...wanted, spread: 1 }];
    const result = refit(data, free, model, { start: new Map([[wanted.id, wanted.value]]) });
    expect(result.values.get(wanted.id)).toBeCloseTo(wanted.value * 0.9, 2);
  });
});
