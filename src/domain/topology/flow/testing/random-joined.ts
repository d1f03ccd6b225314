/** Random drawings with direct links, containers as ends of links, scale-up switches outside systems, and two planes of rails. */
import fc from 'fast-check';
import type { CatalogIndex } from '../../../catalog/catalog-types.ts';
import type { Drawing } from '../../../plan/plan-document.ts';
import { buildDrawing } from '../../build-drawing.ts';
import { createRequestFor } from '../../generate/default-request.ts';
import { FABRIC_KINDS, type FabricRequest } from '../../generate/fabric-request.ts';
import { generateFabric } from '../../generate/generate-fabric.ts';
import { countAccelerators } from '../../summarize-drawing.ts';
import type { RankShape } from '../rank-groups.ts';
import type { RandomFabric } from './random-fabric.ts';

const SYSTEMS = ['dgx-h100', 'dgx-a100-80', 'gh200-node', 'mi300x-8', 'tpu-v5p-host'];

const strategies = fc.record({
  tensor: fc.constantFrom(1, 2, 3, 4, 8),
  pipeline: fc.constantFrom(1, 1, 2, 3),
  expert: fc.constantFrom(1, 2, 4, 8),
  order: fc.shuffledSubarray(['tensor', 'context', 'data', 'pipeline'] as const, { minLength: 4, maxLength: 4 }),
});
type Strategy = typeof strategies extends fc.Arbitrary<infer T> ? T : never;

/** Networks as the generator makes them, of 8 to `most` accelerators. */
export function randomGenerated(index: CatalogIndex, most = 128): fc.Arbitrary<RandomFabric> {
  const requests = fc.record({
    kind: fc.constantFrom(...FABRIC_KINDS),
    system: fc.constantFrom(...SYSTEMS),
    systems: fc.integer({ min: 2, max: 24 }),
    tiers: fc.constantFrom(2, 2, 3),
    radix: fc.constantFrom(8, 16, 24, 64),
    rails: fc.constantFrom(1, 2, 4, 8),
    planes: fc.constantFrom(1, 1, 2),
    groups: fc.integer({ min: 2, max: 5 }),
    sites: fc.constantFrom(1, 1, 2, 3),
    circuits: fc.integer({ min: 1, max: 3 }),
    oversubscription: fc.constantFrom(1, 2, 4),
  });
  return fc
    .tuple(requests, strategies)
    .map(([drawn, strategy]) => {
      const size = index.systems.get(drawn.system)?.acceleratorsPerSystem ?? 1;
      const base = createRequestFor(drawn.system, index, drawn.systems * size);
      if (base === null || base.accelerators > most || base.accelerators < 8) return null;
      const request: FabricRequest = {
        ...base,
        kind: drawn.kind,
        tiers: drawn.tiers as 2 | 3,
        rails: drawn.rails,
        planes: drawn.planes,
        groups: drawn.groups,
        sites: drawn.sites,
        oversubscription: drawn.oversubscription,
        networkSwitch: {
          catalogId: null,
          name: 'Switch',
          radix: drawn.radix,
          portBandwidthBytesPerSecond: base.adapterBandwidthBytesPerSecond,
        },
        torusDims: [drawn.systems / drawn.sites, size],
        wan: { ...base.wan, circuits: drawn.circuits },
      };
      const generated = generateFabric(request, index.catalog.cables);
      return 'refusal' in generated ? null : withShape(generated.drawing, strategy, base.accelerators);
    })
    .filter((fabric): fabric is RandomFabric => fabric !== null);
}

/** Trays under scale-up switches, in racks that a network joins. */
export function randomScaleUp(index: CatalogIndex): fc.Arbitrary<RandomFabric> {
  const numbers = fc.record({
    racks: fc.integer({ min: 1, max: 4 }),
    trays: fc.integer({ min: 2, max: 6 }),
    switches: fc.integer({ min: 1, max: 6 }),
    cables: fc.integer({ min: 6, max: 80 }),
    leaves: fc.constantFrom(1, 2, 4),
    pattern: fc.constantFrom('rails' as const, 'single' as const, 'spread' as const),
    rows: fc.integer({ min: 1, max: 2 }),
  });
  return fc
    .tuple(numbers, strategies)
    .map(([drawn, strategy]) => {
      const drawing = buildDrawing(
        [
          { id: 'row', kind: 'row', count: drawn.rows },
          { id: 'rack', kind: 'rack', parent: 'row', count: drawn.racks },
          { id: 'tray', kind: 'node', parent: 'rack', count: drawn.trays, catalogId: 'gb200-nvl72-tray' },
          { id: 'nvlink', kind: 'switch', parent: 'rack', count: drawn.switches },
          { id: 'leaf', kind: 'switch', parent: 'row', count: drawn.leaves },
          { id: 'spine', kind: 'switch', count: 3 },
        ],
        [
          { from: 'tray', to: 'nvlink', catalogId: 'nvlink5', cablesPerInstance: drawn.cables },
          { from: 'tray', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 4, pattern: drawn.pattern },
          // The row's cables are those of its leaves.
          { from: 'row', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: 6 },
        ],
      );
      return withShape(drawing, strategy, countAccelerators(drawing, index).total);
    })
    .filter((fabric): fabric is RandomFabric => fabric !== null);
}

function withShape(drawing: Drawing, drawn: Strategy, accelerators: number): RandomFabric | null {
  const data = Math.floor(accelerators / (drawn.tensor * drawn.pipeline));
  if (data < 1) return null;
  const shape: RankShape = {
    tensor: drawn.tensor,
    context: 1,
    data,
    pipeline: drawn.pipeline,
    expert: (drawn.tensor * data) % drawn.expert === 0 ? drawn.expert : 1,
    expertTensor: 1,
    shardingGroupSize: data,
    rankOrder: drawn.order,
  };
  return { drawing, shape };
}
