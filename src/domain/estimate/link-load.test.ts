/** Loads of links: conservation against what collectives move, and words that follow the drawing. */
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../cli/load-catalog.ts';
import { loadEngine } from '../../cli/load-engine.ts';
import { TEMPLATES } from '../plan/templates/templates.ts';
import { compileScenario } from './compile-scenario.ts';
import type { Estimate } from './estimate.ts';
import { findLinkLoads, type LinkLoad } from './link-load.ts';
import type { Scenario } from './scenario.ts';

const index = loadCatalog();
const engine = loadEngine();

async function load(id: string): Promise<{ loads: LinkLoad[]; estimate: Estimate; scenario: Scenario }> {
  const template = TEMPLATES.find((each) => each.id === id);
  if (template === undefined) throw new Error(id);
  const compiled = compileScenario(template.create(), index);
  if (!compiled.ok || !compiled.routing.ok) throw new Error(`${id} is not routed`);
  const result = await engine.estimate(0, compiled.scenario);
  if (!result.ok) throw new Error(result.error.code);
  const estimate = result.value;
  return {
    loads: findLinkLoads(compiled.routing.routed.traffic, estimate.step, compiled.scenario),
    estimate,
    scenario: compiled.scenario,
  };
}

describe('loads of links', () => {
  it.each(TEMPLATES.map(({ id }) => id).filter((id) => id !== 'two-sites'))(
    'of %s: no link is busy for longer than the collectives that cross it last',
    async (id) => {
      const { loads, estimate } = await load(id);
      expect(loads.length).toBeGreaterThan(0);
      const lasting = new Map<string, number>();
      for (const { category, repeats, seconds } of estimate.step.collectives) {
        lasting.set(category, (lasting.get(category) ?? 0) + repeats * seconds);
      }
      for (const { busySeconds, totalBusySeconds, links, busiestLinks } of loads) {
        let sum = 0;
        for (const [category, seconds] of Object.entries(busySeconds)) {
          expect(seconds).toBeGreaterThan(0);
          expect(seconds).toBeLessThanOrEqual((lasting.get(category) ?? 0) * 1.001);
          sum += seconds;
        }
        expect(totalBusySeconds).toBeCloseTo(sum, 12);
        expect(busiestLinks).toBeLessThanOrEqual(links * (1 + 1e-9));
      }
    },
  );

  it.each(TEMPLATES.map(({ id }) => id).filter((id) => id !== 'two-sites'))(
    'of %s: everything that the step moves is on some link',
    async (id) => {
      const { loads, estimate } = await load(id);
      const moved = new Set(estimate.step.collectives.filter(({ bytes }) => bytes > 0).map(({ category }) => category));
      const carried = new Set(loads.flatMap(({ busySeconds }) => Object.keys(busySeconds)));
      expect([...moved].filter((category) => !carried.has(category))).toEqual([]);
    },
  );

  it('carry all bytes of gradients over the adapters: what one rank sends ÷ its share of the ports', async () => {
    const { loads, estimate, scenario } = await load('llama3-405b-16k');
    const adapter = loads.find(({ kind }) => kind === 'adapter');
    const sent = estimate.step.collectives
      .filter(({ category }) => category === 'data')
      .reduce((sum, { bytes, ranks, repeats }) => sum + (bytes * repeats * (ranks - 1)) / ranks, 0);
    expect(scenario.strategy.sharding).not.toBe('none');
    // One adapter of 50 GB/s for each accelerator, every ring on its own.
    expect(adapter?.busySeconds.data).toBeCloseTo(sent / 50e9, 3);
  });
});
