/** Ranks that stay together: a run of them never leaves a scale-up domain, and accelerators that are too few for another run stay idle. */
import { RANK_GROUPS } from '../../estimate/scenario.ts';
import type { Fabric } from './fabric.ts';
import { acceleratorOf } from './fabric.ts';
import { createIslands } from './island-map.ts';
import { findGroups, type RankShape } from './rank-groups.ts';

/** The longest run of whole groups for which there is room; 1 where none is. */
export function chooseRun(fabric: Fabric, shape: RankShape): number {
  const islands = measureIslands(fabric);
  const ranks = shape.tensor * shape.context * shape.data * shape.pipeline;
  const runs = RANK_GROUPS.map((name) => findGroups(shape, name))
    .filter(({ size }) => size > 1)
    .map(({ period }) => period)
    .sort((a, b) => b - a);
  return runs.find((run) => sumRoom(islands, run) >= ranks) ?? 1;
}

/** Ranks for which there is room in runs of so many; all of them for a run that no scale-up domain can hold. */
export function countRoom(fabric: Fabric, run: number): number {
  const islands = measureIslands(fabric);
  const fits = [...islands.keys()].some((size) => size >= run);
  return sumRoom(islands, fits ? run : 1);
}

function sumRoom(islands: ReadonlyMap<number, number>, run: number): number {
  let room = 0;
  for (const [size, count] of islands) room += Math.floor(size / run) * run * count;
  return room;
}

/** The fabric with its ranks laid out in runs. A run that no scale-up domain can hold changes nothing. */
export function placeRanks(fabric: Fabric, run: number): Fabric {
  const islands = measureIslands(fabric);
  const sizes = [...islands.keys()];
  if (run <= 1 || sizes.every((size) => size % run === 0 || size < run)) return fabric;
  const [size] = sizes;
  if (fabric.working === null && sizes.length === 1 && size !== undefined) {
    return { ...fabric, placement: { used: size - (size % run), domain: size } };
  }
  const { islandOf } = createIslands(fabric, (accelerator) => accelerator);
  const placed: number[] = [];
  let waiting: number[] = [];
  let island: number | null = null;
  for (let at = 0; at < countWorking(fabric); at++) {
    const accelerator = acceleratorOf(fabric, at);
    const here = islandOf(accelerator);
    if (here !== island) waiting = [];
    island = here;
    waiting.push(accelerator);
    if (waiting.length < run) continue;
    placed.push(...waiting);
    waiting = [];
  }
  return { ...fabric, working: Int32Array.from(placed) };
}

function countWorking({ working, accelerators }: Fabric): number {
  return working?.length ?? accelerators;
}

/** Working accelerators of the scale-up domains: their sizes, and how many of each there are. */
function measureIslands(fabric: Fabric): Map<number, number> {
  const { islandOf, evenSize } = createIslands(fabric, (accelerator) => accelerator);
  if (fabric.working === null && evenSize !== null) return new Map([[evenSize, fabric.accelerators / evenSize]]);
  const sizes = new Map<number, number>();
  for (let at = 0; at < countWorking(fabric); at++) {
    const island = islandOf(acceleratorOf(fabric, at));
    sizes.set(island, (sizes.get(island) ?? 0) + 1);
  }
  const counts = new Map<number, number>();
  for (const size of sizes.values()) counts.set(size, (counts.get(size) ?? 0) + 1);
  return counts;
}
