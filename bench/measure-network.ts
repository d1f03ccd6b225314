/** How long a network of about a hundred thousand accelerators takes to compile and to route, and what a change of one of its links costs. */
import { loadCatalog } from '../src/cli/load-catalog.ts';
import type { Drawing } from '../src/domain/plan/plan-document.ts';
import { buildDrawing } from '../src/domain/topology/build-drawing.ts';
import { compileFabric } from '../src/domain/topology/flow/compile-fabric.ts';
import type { Fabric } from '../src/domain/topology/flow/fabric.ts';
import type { PatternKind } from '../src/domain/topology/flow/flow-patterns.ts';
import { measureUsage } from '../src/domain/topology/flow/link-usage.ts';
import { findGroups, type RankShape } from '../src/domain/topology/flow/rank-groups.ts';
import {
  type Collective,
  CollectiveRouter,
  findWindow,
  repeatsOf,
} from '../src/domain/topology/flow/route-collective.ts';
import { median, printLine } from './print-line.ts';

const ROUNDS = 7;
/** 8 accelerators in a node, 32 nodes in a rail group, 400 of these. */
const GROUPS = 400;

const SHAPE: RankShape = {
  tensor: 8,
  context: 1,
  data: 1600,
  pipeline: 8,
  expert: 64,
  expertTensor: 1,
  shardingGroupSize: 1600,
  rankOrder: ['tensor', 'context', 'pipeline', 'data'],
};
const TRAFFIC: readonly (readonly [Parameters<typeof findGroups>[1], PatternKind])[] = [
  ['tensor', 'ring'],
  ['pipeline', 'next'],
  ['shard', 'ring'],
  ['expert', 'exchange'],
];

/** Prints a line for each of: the whole network, one failed leaf, one slow cable. */
export function measureNetwork(): void {
  const index = loadCatalog();
  const whole = drawRails({});
  const cases: readonly (readonly [string, Drawing, Drawing])[] = [
    ['whole', whole, drawRails({ uplinkBytesPerSecond: 40e9 })],
    ['one failed leaf', drawRails({ isFailed: true }), drawRails({ isFailed: true, uplinkBytesPerSecond: 40e9 })],
    ['one slow cable', drawRails({ isSlow: true }), drawRails({ isSlow: true, uplinkBytesPerSecond: 40e9 })],
  ];
  for (const [name, drawing, edited] of cases) {
    const times = { compile: [] as number[], cold: [] as number[], warm: [] as number[], edit: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now();
      const fabric = compile(drawing, index);
      const compiled = performance.now();
      const router = new CollectiveRouter(fabric);
      const kept = routeAll(fabric, router);
      const cold = performance.now();
      routeAll(fabric, router);
      const warm = performance.now();
      const changed = compile(edited, index);
      for (const { collective, window, loads } of kept) {
        measureUsage(changed, loads, repeatsOf(collective, window, changed), 'sustained');
      }
      const done = performance.now();
      times.compile.push(compiled - start);
      times.cold.push(cold - compiled);
      times.warm.push(warm - cold);
      times.edit.push(done - warm);
    }
    printLine(`network, ${name}`, 'ms', {
      accelerators: GROUPS * 256,
      compileFirst: times.compile[0] ?? Number.NaN,
      compile: median(times.compile),
      routeFirst: times.cold[0] ?? Number.NaN,
      route: median(times.cold),
      routeAgain: median(times.warm),
      linkSpeedEdit: median(times.edit),
    });
  }
}

function compile(drawing: Drawing, index: Parameters<typeof compileFabric>[1]): Fabric {
  const compiled = compileFabric(drawing, index);
  if (!compiled.ok) throw new Error(compiled.reason);
  return compiled.fabric;
}

function routeAll(fabric: Fabric, router: CollectiveRouter) {
  return TRAFFIC.map(([name, kind]) => {
    const collective: Collective = { kind, groups: findGroups(SHAPE, name) };
    const window = findWindow(fabric, [collective]);
    const loads = router.load(collective, window);
    measureUsage(fabric, loads, repeatsOf(collective, window, fabric), 'sustained');
    return { collective, window, loads };
  });
}

interface Changes {
  readonly uplinkBytesPerSecond?: number;
  readonly isFailed?: boolean;
  readonly isSlow?: boolean;
}

function drawRails({ uplinkBytesPerSecond, isFailed, isSlow }: Changes): Drawing {
  return buildDrawing(
    [
      { id: 'group', kind: 'row', count: GROUPS },
      { id: 'node', kind: 'node', parent: 'group', count: 32, catalogId: 'dgx-h100' },
      {
        id: 'leaf',
        kind: 'switch',
        parent: 'group',
        count: 8,
        exceptions: isFailed === true ? [{ index: 1234, state: 'failed', speedFraction: 0 }] : [],
      },
      { id: 'spine', kind: 'switch', count: 32 },
    ],
    [
      { from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' },
      {
        from: 'leaf',
        to: 'spine',
        catalogId: 'ib-ndr',
        cablesPerInstance: 32,
        bandwidthBytesPerSecond: uplinkBytesPerSecond ?? null,
        exceptions: isSlow === true ? [{ index: 1234, cable: 7, speedFraction: 0.5 }] : [],
      },
    ],
  );
}
