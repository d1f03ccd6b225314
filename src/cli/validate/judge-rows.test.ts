/** The judgement on the published rows themselves, and on rows made for it. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { MeasurementFileSchema } from '../../domain/estimate/measurement/measurement-schema.ts';
import { loadCatalog } from '../load-catalog.ts';
import { judgeRows } from './judge-rows.ts';
import { NAMED_SETS } from './named-sets.ts';
import { loadNodeModel } from './node-model.ts';
import { summarizeFlops } from './summarize-flops.ts';
import { type ValidatedRow, validateRow } from './validate-row.ts';

const FILE = new URL('../../../public/measurements/training-measurements.json', import.meta.url);
const measurements = v.parse(MeasurementFileSchema, JSON.parse(readFileSync(FILE, 'utf8')));
const index = loadCatalog();
let rows: readonly ValidatedRow[];

beforeAll(async () => {
  const model = await loadNodeModel();
  rows = measurements.map((row) => validateRow(row, index, model));
}, 60_000);

const errors = (sample: ValidatedRow, ...values: readonly number[]): ValidatedRow[] =>
  values.map((error, at) => ({ ...sample, id: `r${at}`, configuration: `c${at}`, error }));

describe('the published rows', () => {
  it('are judged when their mapping and step time are published, each record once', () => {
    const judgement = judgeRows(rows);
    expect(judgement.rows).toBe(1297);
    expect(judgement.modelled / judgement.rows).toBeGreaterThanOrEqual(0.97);
    expect(judgement.dense.count + judgement.experts.count).toBe(judgement.modelled);
    expect(judgement.byConfiguration.count).toBeLessThan(judgement.modelled);
  });

  it('fill every named set', () => {
    const counts = Object.fromEntries(judgeRows(rows).figures.map(({ id, count }) => [id, count]));
    for (const { id } of NAMED_SETS) expect(counts[id], id).toBeGreaterThanOrEqual(7);
    expect(counts).toMatchObject({ 'vtrain-multi': 61, 'vtrain-single': 200, 'sc21-table-1': 9, 'llm-foundry': 173 });
  });

  it('are counted as their sources count, four rows in five to within 1 %', () => {
    const [all] = summarizeFlops(rows);
    expect(all?.compared).toBeGreaterThan(850);
    expect((all?.reproduced ?? 0) / (all?.compared ?? 1)).toBeGreaterThan(0.8);
    expect(Math.abs(all?.countingMedianSigned ?? 1)).toBeLessThan(0.002);
  });
});

describe('made-up rows', () => {
  it('meet or miss a bound by their errors alone', () => {
    const sample = rows.find((row) => row.source.startsWith('vTrain') && row.source.includes('multi'))!;
    const figure = (values: readonly number[]) =>
      judgeRows(errors(sample, ...values)).figures.find(({ id }) => id === 'vtrain-multi');
    expect(figure([0.05, -0.05])).toMatchObject({ count: 2, isMet: true });
    expect(figure([0.05, -0.2])).toMatchObject({ value: expect.closeTo(0.125), isMet: false });
    expect(judgeRows([]).figures.find(({ id }) => id === 'vtrain-multi')).toMatchObject({ value: null, isMet: null });
  });

  it('name the sources that lean', () => {
    const sample = rows.find((row) => row.quality === 'A')!;
    const lean = (count: number, error: number) =>
      judgeRows(errors(sample, ...Array.from({ length: count }, () => error))).leaningSources;
    expect(lean(10, 0.07)).toEqual([{ source: sample.source, count: 10, medianSigned: 0.07 }]);
    expect(lean(10, -0.07)).toHaveLength(1);
    expect(lean(9, 0.07)).toEqual([]);
    expect(lean(10, 0.05)).toEqual([]);
  });

  it('leave out second copies, doubtful records and rows that state no step time', () => {
    const sample = rows.find((row) => row.quality === 'A' && row.error !== null)!;
    const others: ValidatedRow[] = [
      { ...sample, duplicate: true },
      { ...sample, quality: 'C' },
      { ...sample, measured: { ...sample.measured, isStepTimeStated: false } },
    ];
    expect(judgeRows([{ ...sample, duplicate: false }, ...others])).toMatchObject({ rows: 1, modelled: 1 });
  });
});
