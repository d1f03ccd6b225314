/**
 * A torus of accelerators over their own scale-up links, as TPU slices are wired. Three-dimensional ones with sides in multiples
 * of four are made of cubes of 4×4×4: copper inside a cube, and optical circuit switches between cubes and around the ends, so that the
 * same cubes make any such shape without a cable being moved.
 */
import type { SketchBlock } from '../../plan/templates/sketch.ts';
import type { FabricRefusal, FabricSketch, InnerCables, SiteNumbers } from './fabric-sketch.ts';
import { systemBlock } from './system-block.ts';

const CUBE_SIDE = 4;
const CUBE_ACCELERATORS = CUBE_SIDE ** 3;
/** Links inside a cube: three meshes of sides 4, each line of four with three links. */
const CUBE_INNER_LINKS = 3 * CUBE_SIDE ** 2 * (CUBE_SIDE - 1);

/** Builds a torus with wrap-around links. */
export function buildTorus(numbers: SiteNumbers): FabricSketch | FabricRefusal {
  const { request, systems, prefix } = numbers;
  const { system, torusDims } = request;
  const dimensions = request.kind === 'torus-2d' ? 2 : 3;
  const shape = torusDims.join('×');
  const accelerators = systems * system.accelerators;
  const bandwidth = system.torusLinkBandwidthBytesPerSecond;
  if (bandwidth === null) {
    return { refusal: `${system.name} has no links for a torus. TPU and Trainium hosts have.` };
  }
  if (torusDims.length !== dimensions) {
    return { refusal: `A torus of ${dimensions} dimensions needs ${dimensions} sides, not ${torusDims.length}.` };
  }
  const size = torusDims.reduce((product, side) => product * side, 1);
  if (size !== accelerators) {
    return { refusal: `A torus of ${shape} holds ${size} accelerators, not ${accelerators}.` };
  }
  if (system.largestTorus !== null && size > system.largestTorus) {
    return { refusal: `The links of ${system.name} join ${system.largestTorus} accelerators at most.` };
  }
  const hasCubes =
    dimensions === 3 &&
    system.kind === 'node' &&
    torusDims.every((side) => side % CUBE_SIDE === 0) &&
    CUBE_ACCELERATORS % system.accelerators === 0;
  const hosts: SketchBlock = hasCubes
    ? {
        id: `${prefix}cube`,
        kind: 'rack',
        name: 'Cube 4×4×4',
        count: size / CUBE_ACCELERATORS,
        rows: [[systemBlock(numbers, 'system', CUBE_ACCELERATORS / system.accelerators)]],
      }
    : systemBlock(numbers, 'system', systems);
  const slice: SketchBlock = {
    id: `${prefix}slice`,
    kind: 'row',
    name: `Slice ${shape}`,
    torusDims: [...torusDims],
    rows: [[hosts]],
  };
  const longest = Math.max(...torusDims);
  return {
    rows: [[slice]],
    links: [],
    innerCables: countLinks(torusDims, size, hasCubes, bandwidth),
    tiers: [],
    // Wrapped around, each line along the longest side crosses the middle twice.
    bisectionBytesPerSecond: longest > 1 ? ((2 * size) / longest) * bandwidth : 0,
    oversubscription: [],
    notes: hasCubes
      ? [
          {
            message:
              'Links between cubes and around the ends run through optical circuit switches: any other shape in multiples of four is a setting, not a change of cables.',
          },
        ]
      : [],
  };
}

/** A side of n has n links along each of its lines; on a side of two both lead to the same neighbour. */
function countLinks(
  torusDims: readonly number[],
  size: number,
  hasCubes: boolean,
  bandwidthBytesPerSecond: number,
): InnerCables[] {
  const total = torusDims.filter((side) => side > 1).length * size;
  const inCubes = hasCubes ? (size / CUBE_ACCELERATORS) * CUBE_INNER_LINKS : 0;
  const lines: InnerCables[] = [];
  if (inCubes > 0) lines.push({ words: 'Inside cubes', run: 'rack', count: inCubes, bandwidthBytesPerSecond });
  if (total > inCubes) {
    const words = hasCubes ? 'Between cubes' : 'Between neighbours';
    lines.push({ words, run: hasCubes ? 'hall' : 'row', count: total - inCubes, bandwidthBytesPerSecond });
  }
  return lines;
}
