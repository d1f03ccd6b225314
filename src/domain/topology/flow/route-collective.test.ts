import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../cli/load-catalog.ts';
import { compileFabric } from './compile-fabric.ts';
import { PATTERN_KINDS } from './flow-patterns.ts';
import { slowestLink } from './link-usage.ts';
import { findGroups, GROUP_NAMES } from './rank-groups.ts';
import { CollectiveRouter, findWindow } from './route-collective.ts';
import { RANDOM_SYSTEMS, randomFabrics } from './testing/random-fabric.ts';
import { listGroups, simulateCollective } from './testing/reference-collectives.ts';
import { ReferenceNetwork } from './testing/reference-network.ts';

const index = loadCatalog();
const systems = RANDOM_SYSTEMS.filter((id) => index.systems.has(id)).map(
  (id) => [id, index.systems.get(id)?.acceleratorsPerSystem ?? 1] as const,
);

describe('a routed collective', () => {
  it('takes as long as in a simulation of every flow over every cable, on 200 random drawings', { timeout: 300_000 }, () => {
    let compared = 0;
    let refused = 0;
    const reasons = new Map<string, number>();
    fc.assert(
      fc.property(randomFabrics(systems), fc.constantFrom(...GROUP_NAMES), fc.constantFrom(...PATTERN_KINDS), ({ drawing, shape }, name, kind) => {
        const compiled = compileFabric(drawing, index);
        if (!compiled.ok) {
          refused++;
          reasons.set(compiled.reason, (reasons.get(compiled.reason) ?? 0) + 1);
          return;
        }
        const groups = findGroups(shape, name);
        const listed = listGroups(shape, name);
        expect(groups.size).toBe(listed[0]?.length);
        const collective = { kind, groups };
        const routed = slowestLink(
          new CollectiveRouter(compiled.fabric).route(collective, findWindow(compiled.fabric, [collective])),
        );
        const simulated = simulateCollective(kind, listed, new ReferenceNetwork(drawing, index));
        if (simulated === Number.POSITIVE_INFINITY) expect(routed).toBe(simulated);
        else expect(Math.abs(routed - simulated)).toBeLessThanOrEqual(0.02 * simulated);
        compared++;
      }),
      { seed: 7, numRuns: 1500 },
    );
    console.log(compared, refused, reasons);
    expect(compared).toBeGreaterThanOrEqual(200);
  });
});
