import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../cli/load-catalog.ts';
import { templatePlan } from '../../cli/testing/estimate-plan.ts';
import { compileScenario } from '../estimate/compile-scenario.ts';
import type { StrategyInputs } from '../estimate/scenario.ts';
import { countBlockInstances } from '../plan/drawing/block-tree.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import { findEndpoints } from '../topology/endpoint.ts';
import { PLACED_DIMENSIONS, type PlacedDimension } from './overlay-choices.ts';
import { buildRankOverlay } from './rank-overlay.ts';
import { cellPlaces, mapRanks } from './rank-places.ts';

const catalog = loadCatalog();

function strategyOf(plan: PlanDocument): StrategyInputs {
  const compiled = compileScenario(plan, catalog);
  if (compiled.scenario === null) throw new Error(JSON.stringify(compiled));
  return compiled.scenario.strategy;
}

const idOf = (plan: PlanDocument, name: string): string =>
  Object.values(plan.drawing.blocks).find((block) => block.name === name)?.id ?? '';

function overlayOf(plan: PlanDocument, dimension: PlacedDimension, strategy = strategyOf(plan)) {
  return buildRankOverlay(plan.drawing, catalog, strategy, dimension, null);
}

describe('the overlay of ranks', () => {
  it('says how much of a group lies in one of each block', () => {
    const plan = templatePlan('llama3-405b-16k');
    const tensor = overlayOf(plan, 'tensor');
    expect(tensor.summary).toBe('2048 tensor groups of 8; each lies inside one HGX H100.');
    expect(tensor.byBlock.get(idOf(plan, 'HGX H100'))?.words).toBe('one whole tensor group of 8');
    expect(tensor.byBlock.get(idOf(plan, 'Rack'))?.words).toBe('2 whole tensor groups of 8 in each');
    const pipeline = overlayOf(plan, 'pipeline');
    // 16 accelerators a rack: two stages of one pipeline; eight racks make a pipeline.
    expect(pipeline.byBlock.get(idOf(plan, 'Rack'))?.words).toBe(
      '2 of the 16 ranks of a pipeline group in each; a group spans 8 of them',
    );
    expect(pipeline.byBlock.get(idOf(plan, 'Pod'))?.words).toBe('128 whole pipeline groups of 16 in each');
    const data = overlayOf(plan, 'data');
    expect(data.byBlock.get(idOf(plan, 'Pod'))?.words).toBe(
      '16 of the 128 ranks of a data group in each; a group spans 8 of them',
    );
    expect(data.summary).toBe('128 data groups of 128; each lies inside one Building.');
  });

  it('says nothing of a dimension that is 1', () => {
    const overlay = overlayOf(templatePlan('llama3-405b-16k'), 'context');
    expect(overlay.byBlock.size).toBe(0);
    expect(overlay.places).toBeNull();
    expect(overlay.summary).toContain('context dimension is 1');
  });

  it.each(PLACED_DIMENSIONS)('shares a %s place over cells only where all of them have it', (dimension) => {
    const plan = templatePlan('llama3-405b-16k');
    const strategy = { ...strategyOf(plan), expert: 8, expertTensor: 2, context: 4, data: 32 };
    const map = mapRanks(plan.drawing, catalog, strategy, dimension, null);
    const places = cellPlaces(map, dimension);
    const node = idOf(plan, 'HGX H100');
    const spans: readonly (readonly [number, number, number, number])[] = [
      [0, 0, 0, -1],
      [0, 0, 1, -1],
      [0, 2, 0, 3],
      [1, 0, 1, 1],
      [0, 4, 1, 3],
    ];
    for (const [from, first, to, last] of spans) {
      const seen = new Set<number>();
      for (let at = from * 8 + first; at <= to * 8 + (last < 0 ? 7 : last); at++) {
        seen.add(places.placeOf(node, Math.floor(at / 8), at % 8));
      }
      const expected = seen.size === 1 ? ([...seen][0] ?? -1) : -1;
      expect(places.sharedPlace(node, from, first, to, last), `${from}.${first}–${to}.${last}`).toBe(expected);
    }
  });

  it('fills working accelerators only, and leaves idle ones without a place', () => {
    const base = templatePlan('hgx-h200-rails');
    const [endpoint] = findEndpoints(base.drawing, catalog).values();
    if (endpoint === undefined) throw new Error('no system');
    const { id } = endpoint.block;
    const plan: PlanDocument = {
      ...base,
      drawing: {
        ...base.drawing,
        blocks: {
          ...base.drawing.blocks,
          [id]: { ...endpoint.block, exceptions: [{ index: 0, state: 'failed', speedFraction: 0 }] },
        },
      },
    };
    const strategy = strategyOf(base);
    const instances = countBlockInstances(plan.drawing, id);
    const used = { ...strategy, data: strategy.data - 1 };
    const places = cellPlaces(mapRanks(plan.drawing, catalog, used, 'tensor', null), 'tensor');
    expect(places.placeOf(id, 0, 0)).toBe(-1);
    expect(places.placeOf(id, 1, 0)).toBe(0);
    expect(places.placeOf(id, 1, 1)).toBe(1 % strategy.tensor);
    const ranks = used.tensor * used.context * used.pipeline * used.data;
    if ((instances - 1) * endpoint.accelerators > ranks) {
      expect(places.placeOf(id, instances - 1, endpoint.accelerators - 1)).toBe(-1);
    }
  });

  it('leaves idle what the routes leave idle: 8 of 72 accelerators of a rack where 64 experts talk', () => {
    const plan = templatePlan('gb200-nvl72-rows');
    const strategy = strategyOf(plan);
    const rack = idOf(plan, 'GB200 NVL72');
    const places = cellPlaces(mapRanks(plan.drawing, catalog, strategy, 'expert', null), 'expert');
    expect([0, 63, 64, 71].map((local) => places.placeOf(rack, 0, local))).toEqual([0, 63, -1, -1]);
    expect(places.placeOf(rack, 1, 0)).toBe(0);
    const inOrder = cellPlaces(mapRanks(plan.drawing, catalog, strategy, 'expert', 1), 'expert');
    expect([64, 71].map((local) => inOrder.placeOf(rack, 0, local))).toEqual([0, 7]);
  });
});
