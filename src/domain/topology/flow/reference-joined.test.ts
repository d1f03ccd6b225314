import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../cli/load-catalog.ts';
import { RANK_GROUPS } from '../../estimate/scenario.ts';
import { compileFabric } from './compile-fabric.ts';
import { PATTERN_KINDS } from './flow-patterns.ts';
import { findGroups } from './rank-groups.ts';
import { findWindow } from './route-collective.ts';
import { randomGenerated, randomScaleUp } from './testing/random-joined.ts';
import { listGroups, simulateCollective } from './testing/reference-collectives.ts';
import { ReferenceNetwork } from './testing/reference-network.ts';
import { pace } from './testing/route-for-tests.ts';

const index = loadCatalog();
const names = fc.constantFrom(...RANK_GROUPS);
const kinds = fc.constantFrom(...PATTERN_KINDS);

describe('a collective over joined systems, groups and sites', () => {
  it('takes as long over direct links, sites, planes of rails and scale-up switches outside systems', {
    timeout: 120_000,
  }, () => {
    const compared = new Map<string, number>();
    fc.assert(
      fc.property(
        fc.oneof({ weight: 3, arbitrary: randomGenerated(index) }, randomScaleUp(index)),
        names,
        kinds,
        ({ drawing, shape }, name, kind) => {
          const compiled = compileFabric(drawing, index);
          if (!compiled.ok) throw new Error(compiled.reason);
          const listed = listGroups(shape, name);
          if (listed[0]?.length === 1) return;
          const routed = pace(compiled.fabric, shape, name, kind);
          const simulated = simulateCollective(kind, listed, new ReferenceNetwork(drawing, index));
          if (simulated === Number.POSITIVE_INFINITY) expect(routed).toBe(simulated);
          else {
            expect(Math.abs(routed - simulated)).toBeLessThanOrEqual(1e-9 * simulated);
            const shapes = compiled.fabric.peers.map((link) => link.shape);
            const words = compiled.fabric.trunks.some(({ isScaleUp }) => isScaleUp) ? ['scale-up'] : shapes;
            for (const word of new Set(words)) compared.set(word, (compared.get(word) ?? 0) + 1);
          }
        },
      ),
      { seed: 13, numRuns: 400 },
    );
    for (const word of ['mesh', 'ring', 'all', 'scale-up']) expect(compared.get(word) ?? 0, word).toBeGreaterThan(10);
  });

  it('is the same folded and unfolded', () => {
    let folded = 0;
    fc.assert(
      fc.property(
        fc.oneof({ weight: 3, arbitrary: randomGenerated(index, 512) }, randomScaleUp(index)),
        names,
        kinds,
        ({ drawing, shape }, name, kind) => {
          const compiled = compileFabric(drawing, index);
          if (!compiled.ok) throw new Error(compiled.reason);
          const { fabric } = compiled;
          if (findWindow(fabric, [{ kind, groups: findGroups(shape, name) }]) < fabric.accelerators) folded++;
          const whole = pace(fabric, shape, name, kind, fabric.accelerators);
          expect(Math.abs(pace(fabric, shape, name, kind) - whole)).toBeLessThanOrEqual(1e-9 * whole);
        },
      ),
      { seed: 17, numRuns: 300 },
    );
    expect(folded).toBeGreaterThan(50);
  });
});
