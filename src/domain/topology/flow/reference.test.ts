import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../cli/load-catalog.ts';
import { RANK_GROUPS } from '../../estimate/scenario.ts';
import { compileFabric } from './compile-fabric.ts';
import { PATTERN_KINDS } from './flow-patterns.ts';
import { findGroups } from './rank-groups.ts';
import { CollectiveRouter, findWindow } from './route-collective.ts';
import { shareFairly } from './share-fairly.ts';
import { RANDOM_SYSTEMS, randomFabrics, randomTori } from './testing/random-fabric.ts';
import { fillProgressively, listGroups, simulateCollective, sumUse } from './testing/reference-collectives.ts';
import { ReferenceNetwork } from './testing/reference-network.ts';
import { pace } from './testing/route-for-tests.ts';

const index = loadCatalog();
const systems = RANDOM_SYSTEMS.map((id) => [id, index.systems.get(id)?.acceleratorsPerSystem ?? 1] as const);
const names = fc.constantFrom(...RANK_GROUPS);
const kinds = fc.constantFrom(...PATTERN_KINDS);

describe('a routed collective', () => {
  it('takes as long as in a simulation of every flow over every cable, on random drawings', {
    timeout: 300_000,
  }, () => {
    let compared = 0;
    fc.assert(
      fc.property(
        fc.oneof({ weight: 3, arbitrary: randomFabrics(systems) }, randomTori()),
        names,
        kinds,
        ({ drawing, shape }, name, kind) => {
          const compiled = compileFabric(drawing, index);
          if (!compiled.ok) return;
          const listed = listGroups(shape, name);
          expect(findGroups(shape, name).size).toBe(listed[0]?.length);
          if (listed[0]?.length === 1) return;
          const routed = pace(compiled.fabric, shape, name, kind);
          const simulated = simulateCollective(kind, listed, new ReferenceNetwork(drawing, index));
          if (simulated === Number.POSITIVE_INFINITY) expect(routed).toBe(simulated);
          else {
            expect(Math.abs(routed - simulated)).toBeLessThanOrEqual(1e-9 * simulated);
            compared++;
          }
        },
      ),
      { seed: 7, numRuns: 600 },
    );
    expect(compared).toBeGreaterThanOrEqual(200);
  });

  it('shares links with others that run beside it as in a simulation', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        randomFabrics(systems, 128),
        fc.array(fc.tuple(names, kinds), { minLength: 2, maxLength: 3 }),
        ({ drawing, shape }, pairs) => {
          const compiled = compileFabric(drawing, index);
          if (!compiled.ok) return;
          const { fabric } = compiled;
          const collectives = pairs.map(([name, kind]) => ({ kind, groups: findGroups(shape, name) }));
          const window = findWindow(fabric, collectives);
          const router = new CollectiveRouter(fabric);
          const usages = collectives.map((collective) => router.route(collective, window));
          if (usages.some((usage) => usage.unreachable > 0)) return;
          const rates = shareFairly(usages);
          const network = new ReferenceNetwork(drawing, index);
          const flows = pairs.map(([name, kind]) => ({
            weight: 1,
            use: sumUse(kind, listGroups(shape, name), network) ?? new Map(),
          }));
          fillProgressively(flows, network.capacities).forEach((rate, at) => {
            if (rate === Number.POSITIVE_INFINITY) expect(rates[at]).toBe(rate);
            else expect(Math.abs((rates[at] ?? 0) - rate)).toBeLessThanOrEqual(1e-6 * rate);
            compared++;
          });
        },
      ),
      { seed: 11, numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(200);
  });
});
