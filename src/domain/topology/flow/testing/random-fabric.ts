/** Small random drawings of switched fabrics, even and uneven, with strategies that fill them. */
import fc from 'fast-check';
import type { BlockException, Drawing } from '../../../plan/plan-document.ts';
import { type BlockSketch, buildDrawing, type LinkSketch } from '../../build-drawing.ts';
import type { RankShape } from '../rank-groups.ts';

/** A drawing with a strategy. */
export interface RandomFabric {
  readonly drawing: Drawing;
  readonly shape: RankShape;
}

const SYSTEMS = ['dgx-h100', 'dgx-a100-80', 'mi300x-8', 'gh200-node', 'gb200-nvl72-tray', 'aws-trn2'];

const numbers = fc.record({
  pods: fc.integer({ min: 1, max: 3 }),
  units: fc.integer({ min: 1, max: 4 }),
  nodes: fc.integer({ min: 1, max: 8 }),
  leaves: fc.constantFrom(1, 2, 3, 4, 8),
  spines: fc.integer({ min: 1, max: 4 }),
  cores: fc.integer({ min: 1, max: 3 }),
  down: fc.integer({ min: 1, max: 8 }),
  up: fc.integer({ min: 1, max: 8 }),
  far: fc.integer({ min: 1, max: 8 }),
  pattern: fc.constantFrom('rails' as const, 'single' as const, 'spread' as const),
  system: fc.nat(),
  /** A second kind of node in every unit; 0 = none. */
  others: fc.constantFrom(0, 0, 0, 1, 2),
  /** Leaves of a second plane beside the first; 0 = none. */
  twins: fc.constantFrom(0, 0, 1, 2, 3),
  tensor: fc.constantFrom(1, 2, 3, 4, 8, 16),
  context: fc.constantFrom(1, 1, 2),
  pipeline: fc.constantFrom(1, 2, 3, 4),
  expert: fc.constantFrom(1, 2, 4, 8),
  shards: fc.constantFrom(1, 2, 4),
  order: fc.shuffledSubarray(['tensor', 'context', 'data', 'pipeline'] as const, { minLength: 4, maxLength: 4 }),
  /** A broken cable below the leaves, or above them. */
  cut: fc.option(
    fc.record({
      isBelow: fc.boolean(),
      at: fc.nat(),
      cable: fc.option(fc.nat()),
      speed: fc.constantFrom(0, 0.25, 0.5),
    }),
    { freq: 2 },
  ),
  broken: fc.option(
    fc.record({ block: fc.constantFrom('node', 'leaf', 'spine'), at: fc.nat(), speed: fc.constantFrom(0, 0, 0.5) }),
  ),
});
type Numbers = typeof numbers extends fc.Arbitrary<infer T> ? T : never;

/** Fabrics of 8 to 256 accelerators of the systems that are given as `[id, accelerators]`. */
export function randomFabrics(systems: readonly (readonly [string, number])[], most = 256): fc.Arbitrary<RandomFabric> {
  return numbers
    .map((drawn) => build(drawn, systems))
    .filter((fabric): fabric is RandomFabric => {
      if (fabric === null) return false;
      const { tensor, context, data, pipeline } = fabric.shape;
      const ranks = tensor * context * data * pipeline;
      return ranks >= 8 && ranks <= most;
    });
}

/** Names of systems to draw from. */
export const RANDOM_SYSTEMS: readonly string[] = SYSTEMS;

function build(drawn: Numbers, systems: readonly (readonly [string, number])[]): RandomFabric | null {
  const system = systems[drawn.system % systems.length];
  const other = systems[(drawn.system + 1) % systems.length];
  if (system === undefined || other === undefined) return null;
  const isMixed = drawn.others > 0 && drawn.pattern !== 'rails' && drawn.pattern !== 'single';
  const pods = drawn.units > 1 ? drawn.pods : 1;
  const fails = (block: string, count: number): BlockException[] =>
    drawn.broken?.block === block && count > 1
      ? [
          {
            index: drawn.broken.at % count,
            state: drawn.broken.speed > 0 ? 'degraded' : 'failed',
            speedFraction: drawn.broken.speed,
          },
        ]
      : [];
  const blocks: BlockSketch[] = [
    { id: 'pod', kind: 'hall', count: pods },
    { id: 'unit', kind: 'row', parent: 'pod', count: drawn.units },
    {
      id: 'node',
      kind: 'node',
      parent: 'unit',
      count: drawn.nodes,
      catalogId: system[0],
      exceptions: drawn.broken?.speed === 0 ? fails('node', pods * drawn.units * drawn.nodes) : [],
    },
    { id: 'leaf', kind: 'switch', parent: 'unit', count: drawn.leaves, exceptions: fails('leaf', drawn.leaves) },
    { id: 'spine', kind: 'switch', parent: 'pod', count: drawn.spines, exceptions: fails('spine', drawn.spines) },
    { id: 'core', kind: 'switch', count: drawn.cores },
  ];
  const links: LinkSketch[] = [
    { from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: drawn.down, pattern: drawn.pattern },
    { from: 'leaf', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: drawn.up },
    { from: 'spine', to: 'core', catalogId: 'ib-hdr', cablesPerInstance: drawn.far },
  ];
  if (drawn.cut !== null) {
    const { isBelow, at, cable, speed } = drawn.cut;
    const link = links[isBelow ? 0 : 1];
    const count = pods * drawn.units * (isBelow ? drawn.nodes : drawn.leaves);
    // A switch among others that keeps no way up is another matter.
    const left = isBelow || drawn.leaves === 1 ? speed : Math.max(0.25, speed);
    const exceptions = [
      { index: at % count, cable: cable === null ? null : cable % (link?.cablesPerInstance ?? 1), speedFraction: left },
    ];
    if (link !== undefined) links[isBelow ? 0 : 1] = { ...link, exceptions };
  }
  let perUnit = drawn.nodes * system[1];
  if (isMixed) {
    blocks.push({ id: 'other', kind: 'node', parent: 'unit', count: drawn.others, catalogId: other[0] });
    links.push({
      from: 'other',
      to: 'leaf',
      catalogId: 'ib-ndr',
      cablesPerInstance: drawn.down,
      pattern: drawn.pattern,
    });
    perUnit += drawn.others * other[1];
  }
  if (drawn.twins > 0 && drawn.pattern === 'spread' && drawn.leaves <= drawn.down) {
    blocks.push({ id: 'twin', kind: 'switch', parent: 'unit', count: drawn.twins });
    for (const from of isMixed ? ['node', 'other'] : ['node']) {
      links.push({ from, to: 'twin', catalogId: 'ib-hdr', cablesPerInstance: drawn.twins * drawn.down });
    }
    links.push({ from: 'twin', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: drawn.up });
  }
  let working = pods * drawn.units * perUnit;
  if ((blocks[2]?.exceptions?.length ?? 0) > 0) working -= system[1];
  const { context, pipeline, order } = drawn;
  const data = Math.floor(working / (drawn.tensor * context * pipeline));
  if (data < 1) return null;
  const folded = drawn.tensor * context * data;
  return {
    drawing: buildDrawing(blocks, links),
    shape: {
      tensor: drawn.tensor,
      context,
      data,
      pipeline,
      expert: folded % drawn.expert === 0 ? drawn.expert : 1,
      expertTensor: 1,
      shardingGroupSize: data % drawn.shards === 0 ? data / drawn.shards : data,
      rankOrder: order,
    },
  };
}

/** Pods that are tori of TPU v5p hosts (four accelerators each), joined by a switch. */
export function randomTori(): fc.Arbitrary<RandomFabric> {
  return fc
    .record({
      pods: fc.integer({ min: 1, max: 2 }),
      dims: fc.constantFrom([8], [2, 4], [4, 4], [3, 4], [2, 8], [2, 2, 4], [4, 4, 4], [2, 4, 8], [3, 5, 4]),
      cables: fc.integer({ min: 1, max: 2 }),
      tensor: fc.constantFrom(1, 2, 4, 8),
      pipeline: fc.constantFrom(1, 1, 2, 3),
      expert: fc.constantFrom(1, 2, 4, 8),
      order: fc.shuffledSubarray(['tensor', 'context', 'data', 'pipeline'] as const, { minLength: 4, maxLength: 4 }),
    })
    .map(({ pods, dims, cables, tensor, pipeline, expert, order }) => {
      const size = dims.reduce((product, side) => product * side, 1);
      const data = Math.max(1, Math.floor((pods * size) / (tensor * pipeline)));
      return {
        drawing: buildDrawing(
          [
            { id: 'pod', kind: 'row', count: pods, torusDims: [...dims] },
            { id: 'host', kind: 'node', parent: 'pod', count: size / 4, catalogId: 'tpu-v5p-host' },
            { id: 'core', kind: 'switch', count: 2 },
          ],
          [{ from: 'host', to: 'core', catalogId: 'roce-400', cablesPerInstance: cables }],
        ),
        shape: {
          tensor,
          context: 1,
          data,
          pipeline,
          expert: (tensor * data) % expert === 0 ? expert : 1,
          expertTensor: 1,
          shardingGroupSize: data,
          rankOrder: order,
        },
      };
    })
    .filter(({ drawing, shape }) => {
      const [pods, size] = [drawing.blocks.pod?.count ?? 0, (drawing.blocks.host?.count ?? 0) * 4];
      return shape.tensor * shape.data * shape.pipeline <= pods * size;
    });
}
