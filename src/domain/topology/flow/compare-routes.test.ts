/** More of a link never slows traffic but for a new way; a new way is named. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../cli/load-catalog.ts';
import { RANK_GROUPS } from '../../estimate/scenario.ts';
import type { Drawing } from '../../plan/plan-document.ts';
import { describeRoutes } from '../../what-if/describe-routes.ts';
import { compileNetwork } from '../compile-network.ts';
import { compareRoutes } from './compare-routes.ts';
import { prepareRouter } from './drawn-router.ts';
import { PATTERN_KINDS } from './flow-patterns.ts';
import { type RoutedTraffic, routeStrategy } from './route-strategy.ts';
import { drawTree, fabricOf, pace, shapeOf } from './testing/route-for-tests.ts';

const index = loadCatalog();

function withLink(drawing: Drawing, id: string, from: string, to: string, cables: number): Drawing {
  const like = drawing.links.l2;
  if (like === undefined) throw new Error('no uplinks');
  return { ...drawing, links: { ...drawing.links, [id]: { ...like, id, from, to, cablesPerInstance: cables } } };
}

function trafficOf(drawing: Drawing): readonly RoutedTraffic[] {
  const prepared = prepareRouter(drawing, index);
  if (!prepared.ok) throw new Error(prepared.reason);
  const shape = { ...shapeOf({ tensor: 8, data: 16 }), hasExperts: false, reducesToAll: true, ranksTogether: null };
  const routed = routeStrategy(prepared.router, shape, compileNetwork(drawing, index).levels);
  if (!routed.ok) throw new Error(routed.reason);
  return routed.routed.traffic;
}

describe('a second cable', () => {
  it('beside one never slows any traffic', () => {
    const shapes = [
      shapeOf({ tensor: 8, data: 16 }),
      shapeOf({ tensor: 4, data: 32, expert: 16 }),
      shapeOf({ data: 64, pipeline: 2, expert: 8 }),
      shapeOf({ tensor: 2, pipeline: 8, data: 8, rankOrder: ['tensor', 'pipeline', 'data', 'context'] }),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...shapes),
        fc.constantFrom(...RANK_GROUPS),
        fc.constantFrom(...PATTERN_KINDS),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 2 }),
        (shape, name, kind, up, more, spines) => {
          const drawing = drawTree(up * spines, spines);
          const before = pace(fabricOf(drawing, index), shape, name, kind);
          const beside = withLink(drawing, 'second', 'leaf', 'spine', more * spines);
          expect(pace(fabricOf(beside, index), shape, name, kind)).toBeLessThanOrEqual(before * (1 + 1e-12));
        },
      ),
      { seed: 3, numRuns: 80 },
    );
  });
});

describe('a comparison of routes', () => {
  it('is empty where only speeds differ', () => {
    expect(compareRoutes(trafficOf(drawTree(1, 1)), trafficOf(drawTree(4, 1)))).toEqual({ gained: [], lost: [] });
  });

  it('names a way that is new, and one that is gone', () => {
    const drawing = drawTree(4, 1);
    const beside = withLink(drawing, 'second', 'leaf', 'spine', 4);
    const change = compareRoutes(trafficOf(drawing), trafficOf(beside));
    expect(change).toEqual({ gained: ['second'], lost: [] });
    expect(describeRoutes(change, drawing, beside)).toBe('Traffic takes a new way over leaf → spine.');
    const back = compareRoutes(trafficOf(beside), trafficOf(drawing));
    expect(describeRoutes(back, beside, drawing)).toBe('Traffic no longer goes over leaf → spine.');
  });
});
