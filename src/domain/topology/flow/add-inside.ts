/** Loads at the ends of a flow: links inside a system, and network adapters. */
import type { FabricSystem } from './fabric.ts';
import type { LoadMap } from './load-map.ts';
import { walkTorus } from './torus-walk.ts';

/** The rail of an accelerator. */
export function railOf(system: FabricSystem, local: number): number {
  return system.rails === 0 ? 0 : Math.floor((local * system.rails) / system.accelerators);
}

/** Accelerators of a system on a rail: `[first, end)`. */
export function railMembers(system: FabricSystem, rail: number): readonly [number, number] {
  const { accelerators, rails } = system;
  return [Math.ceil((rail * accelerators) / rails), Math.ceil(((rail + 1) * accelerators) / rails)];
}

function addTo(array: Float64Array | undefined, at: number, value: number): void {
  if (array !== undefined) array[at] = (array[at] ?? 0) + value;
}

/** Adds what leaves or reaches a system over its adapters: those of the rail, or the accelerator's own. */
export function addAtAdapters(
  array: Float64Array,
  system: FabricSystem | undefined,
  start: number,
  local: number,
  rail: number,
  bytes: number,
): void {
  if (system === undefined) return;
  if (system.rails === 0) {
    addTo(array, start + local, bytes);
    return;
  }
  const [first, end] = railMembers(system, rail);
  for (let member = first; member < end; member++) addTo(array, start + member, bytes / (end - first));
}

/** Adds a flow between two accelerators of one system. */
export function addInside(
  loads: LoadMap,
  system: FabricSystem,
  source: number,
  from: number,
  sink: number,
  to: number,
  bytes: number,
): void {
  const { inner } = system;
  const isOneIsland = Math.floor(from / inner.islandSize) === Math.floor(to / inner.islandSize);
  if (inner.kind === 'none' || !isOneIsland) {
    addTo(loads.hostOut, source, bytes);
    addTo(loads.hostIn, sink, bytes);
  } else if (inner.kind === 'torus') {
    const start = source - (from % inner.islandSize);
    walkTorus(
      inner.torusDims,
      from % inner.islandSize,
      to % inner.islandSize,
      (member, dimension, direction, share) => {
        addTo(loads.torus, (start + member) * loads.torusStride + 2 * dimension + direction, bytes * share);
      },
    );
  } else if (inner.kind === 'mesh') {
    addTo(loads.pairs, source * loads.pairStride + (to % inner.islandSize), bytes);
  } else {
    addTo(loads.coreOut, source, bytes);
    addTo(loads.coreIn, sink, bytes);
  }
}
