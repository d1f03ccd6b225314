import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/cli/load-catalog.ts';
import { compileScenario } from '../../src/domain/estimate/compile-scenario.ts';
import type { Scenario } from '../../src/domain/estimate/scenario.ts';
import { createEmptyPlan } from '../../src/domain/plan/create-empty-plan.ts';
import { buildDrawing } from '../../src/domain/topology/build-drawing.ts';
import { compileModel } from '../build/compile-model.ts';
import { EVALUATION_COLUMNS, STRATEGY_COLUMNS } from '../contract.ts';
import { createEngine, toRow } from './engine.ts';
import { loadModel, type Model } from './load-model.ts';

const load = async (): Promise<Model> => loadModel(new Uint8Array(await readFile((await compileModel()).path)));

const scenario = ((): Scenario => {
  const plan = createEmptyPlan();
  plan.drawing = buildDrawing(
    [
      { id: 'node', kind: 'node', count: 16, catalogId: 'dgx-h100' },
      { id: 'leaf', kind: 'switch', count: 8, catalogId: 'qm9700' },
    ],
    [{ from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' }],
  );
  const compiled = compileScenario(plan, loadCatalog());
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.scenario;
})();

describe('the engine', () => {
  const engine = createEngine(load);

  it('estimates a scenario, the same each time', async () => {
    const first = await engine.estimate(1, scenario);
    if (!first.ok) throw new Error(JSON.stringify(first.error));
    const sum = first.value.step.breakdown.reduce((total, entry) => total + entry.seconds, 0);
    expect(sum).toBeCloseTo(first.value.step.seconds, 9);
    expect(await engine.estimate(2, scenario)).toEqual(first);
  });

  it('evaluates strategies to the figures of their estimates', async () => {
    const strategies = [1, 2, 4, 8].map((tensor) => ({
      ...scenario.strategy,
      tensor,
      data: 128 / tensor,
      shardingGroupSize: 128 / tensor,
    }));
    const rows = Float64Array.from(strategies.flatMap(toRow));
    const result = await engine.evaluate(3, scenario, rows);
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    for (const [row, strategy] of strategies.entries()) {
      const estimate = await engine.estimate(4, { ...scenario, strategy });
      if (!estimate.ok) throw new Error(JSON.stringify(estimate.error));
      const [seconds, bytes, fits, utilization] = result.value.subarray(row * EVALUATION_COLUMNS.length);
      expect(Math.abs((seconds ?? 0) / estimate.value.step.seconds - 1)).toBeLessThan(0.02);
      expect(Math.abs((bytes ?? 0) / estimate.value.memory.totalBytes - 1)).toBeLessThan(1e-9);
      expect(fits === 1).toBe(estimate.value.memory.fits);
      expect(Math.abs((utilization ?? 0) / estimate.value.step.modelFlopsUtilization - 1)).toBeLessThan(0.02);
    }
  });

  it('finds the nearest strategy that is valid and fits', async () => {
    const wrong = { ...scenario, strategy: { ...scenario.strategy, microBatchSequences: 3 } };
    const result = await engine.nearestValid(5, wrong);
    if (!result.ok || result.value === null) throw new Error(JSON.stringify(result));
    expect(result.value.changed).toContain('microBatchSequences');
    expect(result.value.changed.length).toBeLessThanOrEqual(2);
    const estimate = await engine.estimate(6, { ...scenario, strategy: result.value.strategy });
    expect(estimate.ok && estimate.value.memory.fits).toBe(true);
    const tiny = { ...scenario, accelerator: { ...scenario.accelerator, memoryBytes: 2 ** 28 } };
    expect(await engine.nearestValid(7, tiny)).toEqual({ ok: true, value: null });
  });

  it('stops a long evaluation between two slices', async () => {
    const rows = new Float64Array(400_000 * STRATEGY_COLUMNS.length);
    const row = toRow(scenario.strategy);
    for (let at = 0; at < rows.length; at += row.length) rows.set(row, at);
    const result = engine.evaluate(8, scenario, rows);
    await new Promise((resolve) => setTimeout(resolve, 0));
    await engine.cancel(8);
    expect(await result).toEqual({ ok: false, error: { code: 'cancelled', params: {} } });
    // A cancel that comes too late, or for another call, does no harm.
    await engine.cancel(8);
    expect((await engine.estimate(8, scenario)).ok).toBe(true);
  });

  it('refuses strategies in pieces', async () => {
    expect(await engine.evaluate(9, scenario, new Float64Array(7))).toMatchObject({
      ok: false,
      error: { code: 'invalid-scenario' },
    });
  });

  it('refuses a scenario that the laws do not hold for', async () => {
    const indivisible = { ...scenario, strategy: { ...scenario.strategy, tensor: 3 } };
    expect(await engine.estimate(10, indivisible)).toMatchObject({
      ok: false,
      error: { code: 'invalid-scenario', params: { message: 'the dimensions of the strategy do not divide' } },
    });
  });

  it('answers malformed scenarios with invalid-scenario, and never throws', async () => {
    const hostile = fc.oneof(
      fc.anything(),
      // One leaf of a good scenario replaced by something else.
      fc.tuple(fc.nat(10_000), fc.anything()).map(([choice, value]) => replaceLeaf(scenario, choice, value)),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (input) => {
        const result = await engine.estimate(11, input as Scenario);
        if (!result.ok) expect(result.error.code).toBe('invalid-scenario');
        else expect(Number.isFinite(result.value.step.seconds)).toBe(true);
      }),
      { seed: 6, numRuns: 1500 },
    );
  });

  it('says when the model cannot be loaded, and tries again', async () => {
    let tries = 0;
    const late = createEngine(() => {
      tries++;
      return tries === 1 ? Promise.reject(new Error('offline')) : load();
    });
    expect(await late.estimate(1, scenario)).toEqual({
      ok: false,
      error: { code: 'load-failed', params: { message: 'offline' } },
    });
    expect((await late.estimate(2, scenario)).ok).toBe(true);
  });

  it('loads from a response with any type', async () => {
    const bytes = new Uint8Array(await readFile((await compileModel()).path));
    for (const type of ['application/wasm', 'application/octet-stream']) {
      const model = await loadModel(Promise.resolve(new Response(bytes, { headers: { 'content-type': type } })));
      expect(model.estimate(scenario).step.seconds).toBeGreaterThan(0);
    }
    await expect(loadModel(Promise.resolve(new Response('', { status: 404 })))).rejects.toThrow('404');
  });
});

/** A copy in which one leaf, counted in the order of the fields, is another value. */
function replaceLeaf(value: unknown, choice: number, replacement: unknown): unknown {
  const leaves: string[][] = [];
  const collect = (inner: unknown, path: string[]): void => {
    if (typeof inner !== 'object' || inner === null) leaves.push(path);
    else for (const [key, child] of Object.entries(inner)) collect(child, [...path, key]);
  };
  collect(value, []);
  const path = leaves[choice % leaves.length] ?? [];
  const copy = structuredClone(value) as Record<string, unknown>;
  let parent = copy;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string, unknown>;
  parent[path.at(-1) ?? ''] = replacement;
  return copy;
}
