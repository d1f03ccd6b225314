/** Published runs against the model, and the command as people run it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Measurement, MeasurementFileSchema } from '../../domain/estimate/measurement/measurement-schema.ts';
import { loadCatalog } from '../load-catalog.ts';
import { loadNodeModel, type NodeModel } from './node-model.ts';
import { summarize, summarizeGroups } from './summarize-rows.ts';
import { validateRow } from './validate-row.ts';

const FILE = new URL('./published-rows.golden.json', import.meta.url);
const ROWS = v.parse(MeasurementFileSchema, JSON.parse(readFileSync(FILE, 'utf8')));
const ROOT = new URL('../../../', import.meta.url);
const index = loadCatalog();
let model: NodeModel;
let folder: string;

beforeAll(async () => {
  model = await loadNodeModel();
  folder = mkdtempSync(join(tmpdir(), 'validate-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs the command on a file with the given text. */
function runOn(text: string, ...options: string[]): { status: number | null; stdout: string; stderr: string } {
  const path = join(folder, 'measurements.json');
  writeFileSync(path, text);
  const command = ['--import', 'tsx', 'src/cli/validate.ts', path, ...options];
  return spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
}

function first(): Measurement {
  const row = ROWS[0];
  if (row === undefined) throw new Error('no rows');
  return row;
}

describe('published runs', () => {
  it.each(ROWS.map((row) => row.id))('%s is within 25 %% on step time', (id) => {
    const row = ROWS.find((candidate) => candidate.id === id);
    if (row === undefined) throw new Error('no such row');
    const validated = validateRow(row, index, model);
    expect(validated.reason).toBeNull();
    expect(Math.abs(validated.error ?? 1)).toBeLessThan(0.25);
  });
});

describe('rows', () => {
  it('that cannot be modelled say why and are counted', () => {
    const rows = [
      first(),
      { ...first(), id: 'unmapped', tp: null },
      { ...first(), id: 'unknown', accelerator: 'Abacus 9000' },
      { ...first(), id: 'formatless', precision: 'posit8' },
      { ...first(), id: 'indivisible', accelerators: 1000 },
    ].map((row) => validateRow(row, index, model));
    expect(rows.map((row) => row.reason === null)).toEqual([true, false, false, false, false]);
    expect(rows.map((row) => row.reason).join('\n')).toMatch(
      /mapping.*\n.*Abacus 9000.*\n.*posit8.*\n.*(multiple|divide)/,
    );
    expect(summarize(rows)).toMatchObject({ rows: 5, compared: 1, notModelled: 4 });
  });

  it('without a published recompute take the first that fits, and say so', () => {
    const row = ROWS.find((candidate) => candidate.recompute === 'full');
    if (row === undefined) throw new Error('no row with full recompute');
    const validated = validateRow({ ...row, recompute: null }, index, model);
    expect(validated.assumptions.join()).toMatch(/recompute is not published/);
    expect(validated.predicted).not.toBeNull();
  });

  it('count once when they are duplicates', () => {
    const row = validateRow(first(), index, model);
    expect(summarize([row, { ...row, duplicate: true }])).toMatchObject({ rows: 2, compared: 1 });
  });

  it('are grouped by every grouping without loss', () => {
    const rows = ROWS.map((row) => validateRow(row, index, model));
    for (const by of ['source', 'accelerator', 'family', 'stack', 'quality']) {
      const groups = summarizeGroups(rows).filter((group) => group.by === by);
      expect(groups.reduce((sum, group) => sum + group.rows, 0)).toBe(rows.length);
    }
  });
});

describe('the command', () => {
  it('prints JSON with rows, groups and an overall figure', () => {
    const { status, stdout } = runOn(JSON.stringify([first()]), '--json');
    expect(status).toBe(0);
    const answer = JSON.parse(stdout) as { rows: unknown[]; groups: unknown[]; overall: unknown };
    expect(answer.rows).toHaveLength(1);
    expect(answer.groups).toHaveLength(5);
    expect(answer.overall).toMatchObject({ rows: 1, compared: 1 });
    expect(answer).toMatchObject({ judgement: { rows: 1, modelled: 1 }, flops: [{ convention: 'all' }] });
    expect(answer.rows[0]).toMatchObject({ id: first().id, predicted: { fits: expect.any(Boolean) }, reason: null });
  });

  it('prints tables for people', () => {
    const { status, stdout } = runOn(JSON.stringify([first()]));
    expect(status).toBe(0);
    for (const title of ['by source', 'by accelerator', 'by family', 'overall', 'to be reached', 'by convention'])
      expect(stdout).toContain(title);
  });

  it('says in one line what is wrong with its input', () => {
    const usage = spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/validate.ts'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(usage.status).toBe(1);
    expect(usage.stderr).toContain('usage:');
    expect(runOn('{ not json')).toMatchObject({ status: 1, stderr: expect.stringContaining('cannot be read as JSON') });
    const wrong = runOn(JSON.stringify([{ ...first(), accelerators: 'many' }]));
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toMatch(/: accelerators: /);
    expect(wrong.stderr).not.toContain('    at ');
  });
});
