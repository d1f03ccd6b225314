/** Published runs hold their accuracy when the cluster is drawn instead of given as tiers. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Measurement } from '../../domain/estimate/measurement/measurement-schema.ts';
import { findAccelerator } from '../../domain/estimate/scenario-from-measurement.ts';
import { compileNetwork } from '../../domain/topology/compile-network.ts';
import { countAccelerators, countInstances } from '../../domain/topology/summarize-drawing.ts';
import { loadCatalog } from '../load-catalog.ts';
import { compareDrawn, type DrawnRow, printDrawn, summarizeDrawn } from './compare-drawn.ts';
import { type DrawnMeasurement, drawMeasurement } from './draw-measurement.ts';
import { SCALING_SETS } from './named-sets.ts';
import { loadNodeModel } from './node-model.ts';
import { readMeasurements } from './read-measurements.ts';
import { validateRow } from './validate-row.ts';

const index = loadCatalog();
const measurements = readMeasurements('public/measurements/training-measurements.json');
/** Points of a percentage that the error of a scaling row may be larger by. */
const POINTS = 0.01;
/** Points by which the medians over all rows may differ. */
const MEDIAN_POINTS = 0.003;
let rows: readonly DrawnRow[];

beforeAll(async () => {
  const model = await loadNodeModel();
  rows = measurements.map((row) => compareDrawn(row, validateRow(row, index, model), index, model));
}, 300_000);

function find(id: string): Measurement {
  const row = measurements.find((each) => each.id === id);
  if (row === undefined) throw new Error(`no row ${id}`);
  return row;
}

function draw(id: string): Extract<DrawnMeasurement, { readonly ok: true }> {
  const row = find(id);
  const accelerator = findAccelerator(row.accelerator, index);
  if (accelerator === null) throw new Error(`no ${row.accelerator}`);
  const drawn = drawMeasurement(row, accelerator, index);
  if (!drawn.ok) throw new Error(drawn.reason);
  return drawn;
}

describe('scaling rows', () => {
  it.each(SCALING_SETS)('$name: no row is worse by more than a point', ({ has }) => {
    const members = rows.filter(({ fromTiers }) => has(fromTiers));
    expect(members.length).toBeGreaterThanOrEqual(3);
    const worse = members.filter(({ fromTiers, fromDrawing, reason }) => {
      if (reason !== null || fromTiers.error === null || fromDrawing?.error == null) return true;
      return Math.abs(fromDrawing.error) > Math.abs(fromTiers.error) + POINTS;
    });
    expect(worse.map(({ fromTiers, fromDrawing }) => [fromTiers.id, fromTiers.error, fromDrawing?.error])).toEqual([]);
  });
});

describe('all rows', () => {
  it('that can be predicted are drawn, and nearly all are routed', () => {
    const predicted = rows.filter(({ fromTiers }) => fromTiers.predicted !== null);
    const drawn = predicted.filter(({ fromDrawing }) => fromDrawing !== null);
    expect(drawn.length / predicted.length).toBeGreaterThan(0.98);
    expect(drawn.filter(({ reason }) => reason === null).length / drawn.length).toBeGreaterThan(0.98);
  });

  it.each(['all', 'of several systems'])('%s keep their medians', (which) => {
    const summary = summarizeDrawn(which === 'all' ? rows : rows.filter(({ hasNetwork }) => hasNetwork));
    expect(summary.rows).toBeGreaterThan(500);
    const { medianTiers, medianDrawing, medianAbsoluteTiers, medianAbsoluteDrawing } = summary;
    expect(Math.abs((medianDrawing ?? 1) - (medianTiers ?? 0))).toBeLessThanOrEqual(MEDIAN_POINTS);
    expect(Math.abs((medianAbsoluteDrawing ?? 1) - (medianAbsoluteTiers ?? 0))).toBeLessThanOrEqual(MEDIAN_POINTS);
  });

  it('of experts send a token once to each system, however many leaves there are', () => {
    const row = rows.find(({ fromTiers }) => fromTiers.id === 'deepseek-v3-report');
    expect(Math.abs((row?.fromDrawing?.error ?? 1) - (row?.fromTiers.error ?? 0))).toBeLessThan(POINTS);
  });

  it('are printed with both errors', () => {
    const text = printDrawn(rows);
    expect(text).toMatch(/megascale-MegaScale-n12288 +12288 +[\d.]+ +[\d.]+ +[+-][\d.]+ % +[+-][\d.]+ %/);
    expect(text).toMatch(/\nall +\d+ of \d+/);
  });
});

describe('drawings', () => {
  it('have the adapters that the record states', () => {
    const { drawing } = draw('narayanan21-t1-1008.0B');
    const toLeaves = Object.values(drawing.links).filter(
      ({ from }) => drawing.blocks[from]?.catalogId === 'dgx-a100-80',
    );
    expect(countAccelerators(drawing, index).total).toBe(3072);
    // Groups under one leaf, and a last one that holds fewer systems.
    expect(new Set(toLeaves.map(({ cablesPerInstance, catalogId }) => `${cablesPerInstance} ${catalogId}`))).toEqual(
      new Set(['8 ib-hdr']),
    );
    const levels = compileNetwork(drawing, index).levels.map((level) => level.bandwidthBytesPerSecond);
    expect(levels.slice(1).every((bandwidth) => Math.abs(bandwidth / 25e9 - 1) < 1e-9)).toBe(true);
  });

  it('have rails where the record says so', () => {
    const { drawing } = draw('megascale-MegaScale-n12288');
    expect(Object.values(drawing.links).filter(({ pattern }) => pattern === 'rails').length).toBeGreaterThan(0);
    expect(compileNetwork(drawing, index).accelerators).toBe(12_288);
  });

  it('have pods with a seventh of the bandwidth between them where the source says so', () => {
    const { drawing } = draw('llama3-paper-405b-n16384-cp1');
    const { levels } = compileNetwork(drawing, index);
    expect(levels.map((level) => level.accelerators)).toEqual([8, 16, 3072, 24_576]);
    const [, rack = 0, pod = 0, hall = 0] = levels.map((level) => level.bandwidthBytesPerSecond);
    expect([rack / 50e9, pod / 50e9]).toEqual([1, 1]);
    expect(pod / hall).toBeGreaterThan(6.8);
    expect(pod / hall).toBeLessThan(7.2);
  });

  it('keep jobs on whole parts of a rack where they do not fill it', () => {
    const { drawing, ranksTogether } = draw('mbridge-26.06-GB200-llama3.1_405b-pretrain-fp8-n256-gbs1536');
    expect(ranksTogether).toBe(64);
    expect(countAccelerators(drawing, index).total).toBe(4 * 72);
  });

  it('have a torus for each slice', () => {
    const { drawing } = draw('maxtext-v5e-16B-8x256');
    expect(countInstances(drawing).get('slice')).toBe(8);
    expect(drawing.blocks.slice?.torusDims).toEqual([16, 16]);
    expect(compileNetwork(drawing, index).accelerators).toBe(2048);
  });
});
