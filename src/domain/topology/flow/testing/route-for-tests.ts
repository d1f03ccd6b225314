/** Short ways to route a collective over a drawing; for tests only. */
import type { CatalogIndex } from '../../../catalog/catalog-types.ts';
import type { RankGroup } from '../../../estimate/scenario.ts';
import type { Drawing } from '../../../plan/plan-document.ts';
import { buildDrawing } from '../../build-drawing.ts';
import { compileFabric } from '../compile-fabric.ts';
import { slowestLink } from '../describe-usage.ts';
import type { Fabric } from '../fabric.ts';
import type { PatternKind } from '../flow-patterns.ts';
import { findGroups, type RankShape } from '../rank-groups.ts';
import { CollectiveRouter, findWindow } from '../route-collective.ts';

/** The fabric of a drawing that must be one. */
export function fabricOf(drawing: Drawing, index: CatalogIndex): Fabric {
  const compiled = compileFabric(drawing, index);
  if (!compiled.ok) throw new Error(compiled.reason);
  return compiled.fabric;
}

/** Seconds per byte. */
export function pace(fabric: Fabric, shape: RankShape, name: RankGroup, kind: PatternKind, window?: number): number {
  const collective = { kind, groups: findGroups(shape, name) };
  return slowestLink(new CollectiveRouter(fabric).route(collective, window ?? findWindow(fabric, [collective])));
}

/** A strategy of which only some dimensions are said. */
export const shapeOf = (shape: Partial<RankShape>): RankShape => ({
  tensor: 1,
  context: 1,
  data: 1,
  pipeline: 1,
  expert: 1,
  expertTensor: 1,
  shardingGroupSize: shape.data ?? 1,
  rankOrder: ['tensor', 'context', 'data', 'pipeline'],
  ...shape,
});

/** Four units of four DGX H100 on eight rails, `up` cables from each leaf to one spine: 4 = full, 1 = a quarter. */
export function drawTree(up: number, spines: number): Drawing {
  return buildDrawing(
    [
      { id: 'unit', kind: 'row', count: 4 },
      { id: 'node', kind: 'node', parent: 'unit', count: 4, catalogId: 'dgx-h100' },
      { id: 'leaf', kind: 'switch', parent: 'unit', count: 8 },
      { id: 'spine', kind: 'switch', count: spines },
    ],
    [
      { from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' },
      { from: 'leaf', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: up, pattern: 'spread' },
    ],
  );
}
