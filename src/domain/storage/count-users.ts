/** How many accelerators of each system a job reads from storage with, and how many of them write shares of a checkpoint. */
import { acceleratorOf, type Fabric } from '../topology/flow/fabric.ts';

/** Counts by instance of one system of the fabric. */
export interface SystemUsers {
  readonly readersOf: (instance: number) => number;
  readonly writersOf: (instance: number) => number;
  /** Whether all instances are alike. */
  readonly isUniform: boolean;
}

/** Counts by system. `isWriter` null = every rank writes. */
export function countUsers(
  fabric: Fabric,
  ranks: number,
  isWriter: ((rank: number) => boolean) | null,
): readonly SystemUsers[] {
  const [only] = fabric.systems;
  if (fabric.working === null && fabric.systems.length === 1 && only !== undefined && isWriter === null) {
    const { used, domain } = fabric.placement;
    const before = (accelerator: number): number =>
      Math.min(ranks, Math.floor(accelerator / domain) * used + Math.min(used, accelerator % domain));
    const size = only.accelerators;
    const countOf = (instance: number): number => before((instance + 1) * size) - before(instance * size);
    // No instance holds more than the first.
    return [{ readersOf: countOf, writersOf: countOf, isUniform: countOf(0) * only.instances === ranks }];
  }
  const readers = fabric.systems.map(({ instances }) => new Int32Array(instances));
  const writers = fabric.systems.map(({ instances }) => new Int32Array(instances));
  for (let rank = 0; rank < ranks; rank++) {
    const { system, instance } = fabric.locate(acceleratorOf(fabric, rank));
    const [read, write] = [readers[system], writers[system]];
    if (read === undefined || write === undefined) continue;
    read[instance] = (read[instance] ?? 0) + 1;
    if (isWriter === null || isWriter(rank)) write[instance] = (write[instance] ?? 0) + 1;
  }
  return fabric.systems.map((_, at) => ({
    readersOf: (instance) => readers[at]?.[instance] ?? 0,
    writersOf: (instance) => writers[at]?.[instance] ?? 0,
    isUniform: isUniform(readers[at]) && isUniform(writers[at]),
  }));
}

function isUniform(counts: Int32Array | undefined): boolean {
  return counts?.every((count) => count === counts[0]) ?? false;
}
