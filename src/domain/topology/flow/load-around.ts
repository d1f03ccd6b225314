/**
 * Loads of a cluster that is even but for a few failures. Where no flow of a window starts or ends under one, the flows are those of any other
 * such window, moved on: one of them is walked, and what it leaves on the links is added for all. The others are walked one by one.
 */
import { acceleratorOf, type Fabric } from './fabric.ts';
import type { FlowPattern } from './flow-patterns.ts';
import type { LoadMap } from './load-map.ts';
import { stepsPerDomain } from './peer-map.ts';

/** Numbers of the windows that have to be walked, and of one that stands for all others; null where none does. */
export interface WalkPlan {
  readonly template: number | null;
  readonly walked: readonly number[];
  readonly others: readonly number[];
}

/** Which windows flows of failures touch. `window` counts accelerators, `ranks` the ranks in one. */
export function planWalk(fabric: Fabric, pattern: FlowPattern, window: number, ranks: number): WalkPlan {
  const count = fabric.accelerators / window;
  const touched = new Set<number>();
  for (const [first, end] of fabric.uneven) {
    for (let at = Math.floor(first / window); at * window < end; at++) touched.add(at);
  }
  const away = new Set<number>([0]);
  for (let rank = 0; rank < ranks; rank++) {
    pattern(rank, (to) => away.add(Math.floor(acceleratorOf(fabric, to) / window)));
  }
  const walked = new Set<number>();
  for (const at of touched) for (const far of away) walked.add((at - far + count) % count);
  const alike = Array.from({ length: count }, (_, at) => at).filter((at) => !walked.has(at));
  const [template, ...others] = alike;
  return { template: template ?? null, walked: [...walked], others };
}

/** Adds to the loads what one window left, moved on to others; `loads` holds nothing else, and is of all accelerators. */
export function repeatLoads(
  fabric: Fabric,
  loads: LoadMap,
  window: number,
  template: number,
  others: readonly number[],
): void {
  const share = window / fabric.accelerators;
  const byAccelerator = [
    [loads.coreOut, 1],
    [loads.coreIn, 1],
    [loads.hostOut, 1],
    [loads.hostIn, 1],
    [loads.adapterOut, 1],
    [loads.adapterIn, 1],
    [loads.pairs, loads.pairStride],
    [loads.torus, loads.torusStride],
  ] as const;
  for (const [array, stride] of byAccelerator) repeat(array, window * stride, template, others);
  for (const trunks of [loads.trunkUp, loads.trunkDown]) {
    trunks.forEach((array) => {
      const domains = array.length / loads.rails;
      repeat(array, domains === 1 ? 0 : Math.round(domains * share) * loads.rails, template, others);
    });
  }
  fabric.peers.forEach((link, at) => {
    loads.peers[at]?.forEach((array, way) => {
      const steps = stepsPerDomain(link, way === 0 ? 0 : 1) * loads.rails;
      repeat(array, Math.round((array.length / Math.max(1, steps)) * share) * steps, template, others);
    });
  });
  loads.unreachable *= others.length + 1;
}

/** `shift` = how far one window is from the next in the array; 0 = all windows have the same place. */
function repeat(array: Float64Array, shift: number, template: number, others: readonly number[]): void {
  const { length } = array;
  const places: number[] = [];
  for (let at = 0; at < length; at++) if (array[at] !== 0) places.push(at);
  const values = places.map((at) => array[at] ?? 0);
  for (const other of others) {
    const moved = (((other - template) * shift) % length) + length;
    for (let each = 0; each < places.length; each++) {
      const at = ((places[each] ?? 0) + moved) % length;
      array[at] = (array[at] ?? 0) + (values[each] ?? 0);
    }
  }
}
