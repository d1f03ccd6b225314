/** Laws of routes: what the drawing says about the links of a strategy takes the place of the levels. */
import '../build/portable-globals.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../src/domain/estimate/estimate.ts';
import type { GroupRoutes, NetworkRoutes } from '../../src/domain/estimate/scenario.ts';
import * as abi from '../model/abi.ts';
import * as plain from '../model/index.ts';
import { packScenario } from './pack-scenario.ts';
import {
  EXPERT_MODEL,
  randomScenario,
  type StepScenario,
  sampleScenario,
  seededDraws,
} from './testing/sample-scenario.ts';
import { unpackStep } from './unpack-estimate.ts';

const NOTHING: GroupRoutes = {
  ringInside: 0,
  ringOutside: 0,
  tree: 0,
  exchangeInside: 0,
  exchangeOutside: 0,
  nextInside: 0,
  nextOutside: 0,
};

function run(scenario: StepScenario): Estimate['step'] | null {
  packScenario(scenario, plain.scenario);
  return plain.estimate() === abi.STATUS_OK ? unpackStep(plain.result) : null;
}

function routed(scenario: StepScenario, routes: NetworkRoutes | null): number {
  return run({ ...scenario, network: { ...scenario.network, routes } })?.seconds ?? Number.NaN;
}

/** Eight tensor ranks in a node, data ranks between nodes, all traffic of the data dimension in sight. */
function plainData(): StepScenario {
  const base = sampleScenario();
  return { ...base, stack: { factors: { ...base.stack.factors, gradientOverlap: 0, parameterOverlap: 0, jitter: 0 } } };
}

describe('routes', () => {
  it('of nothing leave the levels as they are', () => {
    const draw = seededDraws(4);
    for (let each = 0; each < 40; each++) {
      const scenario = randomScenario(draw);
      const alone = routed(scenario, null);
      if (Number.isNaN(alone)) continue;
      expect(routed(scenario, { groups: {}, sharing: {} })).toBe(alone);
      expect(routed(scenario, { groups: { shard: NOTHING }, sharing: {} })).toBe(alone);
    }
  });

  it('set the pace of a ring: twice the seconds per byte, twice the time at large messages', () => {
    const at = (inverse: number): number => {
      const routes = { groups: { shard: { ...NOTHING, ringOutside: inverse } }, sharing: {} };
      const step = run({ ...plainData(), network: { ...plainData().network, routes } });
      return step?.collectives.find(({ name }) => name === 'gradient-reduce')?.seconds ?? Number.NaN;
    };
    expect(at(2e-7) / at(1e-7)).toBeCloseTo(2, 2);
  });

  it('never make a step faster where a link is slower', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.double({ min: 1, max: 20, noNaN: true }), (seed, factor) => {
        const draw = seededDraws(seed);
        let scenario = randomScenario(draw);
        while (scenario.network.routes === null) scenario = randomScenario(draw);
        const { groups, sharing } = scenario.network.routes;
        const base = routed(scenario, { groups, sharing });
        fc.pre(!Number.isNaN(base));
        const slower = Object.fromEntries(
          Object.entries(groups).map(([name, group]) => [
            name,
            Object.fromEntries(Object.entries(group ?? NOTHING).map(([route, inverse]) => [route, inverse * factor])),
          ]),
        ) as NetworkRoutes['groups'];
        expect(routed(scenario, { groups: slower, sharing })).toBeGreaterThanOrEqual(base * (1 - 1e-9));
      }),
      { numRuns: 60 },
    );
  });

  it('let what runs at once delay each other, and never lose a byte', () => {
    const base = sampleScenario({ model: EXPERT_MODEL });
    const expert: StepScenario = {
      ...base,
      strategy: { ...base.strategy, expert: 4 },
      stack: {
        factors: { ...base.stack.factors, gradientOverlap: 1, parameterOverlap: 1, expertOverlap: 0, jitter: 0 },
      },
    };
    const alone = routed(expert, { groups: {}, sharing: {} });
    const shared = routed(expert, { groups: {}, sharing: { expert: { layer: 0.5, data: 0.5 } } });
    const blocked = routed(expert, { groups: {}, sharing: { expert: { layer: 0.25, data: 0.75 } } });
    expect(shared).toBeGreaterThan(alone);
    // On one link the transfers take the sum of their times in whatever shares they go, and never more.
    const exposed = routed(
      { ...expert, stack: { factors: { ...expert.stack.factors, gradientOverlap: 0, parameterOverlap: 0 } } },
      { groups: {}, sharing: {} },
    );
    expect(shared).toBeLessThanOrEqual(exposed);
    expect(blocked).toBeLessThanOrEqual(exposed);
    expect(routed(expert, { groups: {}, sharing: { expert: { layer: 1, data: 1 } } })).toBe(alone);
  });
});
