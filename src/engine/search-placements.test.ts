/** The best placement of ranks, found by the model on drawings where it matters. */
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../cli/load-catalog.ts';
import { loadEngine } from '../cli/load-engine.ts';
import { compileScenario } from '../domain/estimate/compile-scenario.ts';
import type { PlanDocument, RankDimension } from '../domain/plan/plan-document.ts';
import { TEMPLATES } from '../domain/plan/templates/templates.ts';
import { type EstimatePlacement, type PlacementSearch, searchPlacements } from './search-placements.ts';

const catalog = loadCatalog();
const engine = loadEngine();

const estimate: EstimatePlacement = async (scenario) => {
  const result = await engine.estimate(0, scenario);
  return result.ok ? { stepSeconds: result.value.step.seconds, fits: result.value.memory.fits } : null;
};

function template(id: string): PlanDocument {
  const found = TEMPLATES.find((each) => each.id === id);
  if (found === undefined) throw new Error(id);
  return found.create();
}

function search(plan: PlanDocument): Promise<PlacementSearch> {
  return searchPlacements(plan, catalog, estimate, new AbortController().signal);
}

/** The racks of the GB200 template, with so many accelerators of the first rack's trays failed. */
function racks(lostTrays: number): PlanDocument {
  const plan = template('gb200-nvl72-rows');
  const block = Object.values(plan.drawing.blocks).find(({ catalogId }) => catalogId?.includes('gb200'));
  if (block === undefined) throw new Error('no racks');
  block.exceptions = Array.from({ length: lostTrays }, (_, index) => ({
    index,
    state: 'failed' as const,
    speedFraction: 0,
  }));
  return plan;
}

describe('the search for a placement', () => {
  it('keeps groups of experts inside racks of 72, and says what ranks in order would take', async () => {
    const { placements, naive } = await search(racks(0));
    const [best] = placements;
    expect(best?.ranksTogether).toBeGreaterThan(1);
    expect(naive?.stepSeconds).toBeGreaterThan((best?.stepSeconds ?? Number.NaN) * 1.02);
    for (const each of placements) expect(each.stepSeconds).toBeGreaterThanOrEqual(best?.stepSeconds ?? Number.NaN);
  });

  it('is what a plan gets that asks for nothing', async () => {
    const plan = racks(0);
    const compiled = compileScenario(plan, catalog);
    if (!compiled.ok) throw new Error('does not compile');
    const own = await estimate(compiled.scenario);
    const { placements } = await search(plan);
    const { strategy } = compiled.scenario;
    const active = (order: readonly RankDimension[]): string => order.filter((each) => strategy[each] > 1).join();
    const sameOrder = placements.filter(({ rankOrder }) => active(rankOrder) === active(strategy.rankOrder));
    expect(own?.stepSeconds).toBeCloseTo(Math.min(...sameOrder.map(({ stepSeconds }) => stepSeconds)), 9);
  });

  it('works where whole racks have failed', async () => {
    const { placements } = await search(racks(1));
    expect(placements.length).toBeGreaterThan(0);
  });

  it('leaves a slow node idle where others are to spare', async () => {
    const plan = template('dgx-h100-superpod');
    const node = Object.values(plan.drawing.blocks).find(({ catalogId }) => catalogId === 'dgx-h100');
    if (node === undefined) throw new Error('no nodes');
    node.exceptions = [{ index: 3, state: 'degraded', speedFraction: 0.5 }];
    const seconds = async (acceleratorsUsed: number | null, exceptions = node.exceptions): Promise<number> => {
      node.exceptions = exceptions;
      const workload = { ...plan.workload, globalBatchSequences: 63 * 64 * 4 };
      const compiled = compileScenario(
        { ...plan, workload, strategy: { ...plan.strategy, acceleratorsUsed } },
        catalog,
      );
      if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
      return (await estimate(compiled.scenario))?.stepSeconds ?? Number.NaN;
    };
    const { tensor, context, pipeline } = plan.strategy;
    const compiled = compileScenario(plan, catalog);
    const fewer = compiled.counts.total - tensor * context * pipeline;
    const spared = await seconds(fewer);
    const all = await seconds(null);
    const healthy = await seconds(fewer, []);
    expect(spared).toBeCloseTo(healthy, 9);
    expect(all).toBeGreaterThan(1.3 * spared);
  });

  it('can be given up', async () => {
    const abort = new AbortController();
    abort.abort();
    expect((await searchPlacements(racks(0), catalog, estimate, abort.signal)).placements).toEqual([]);
  });
});
