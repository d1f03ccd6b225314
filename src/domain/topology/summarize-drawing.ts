/** How much of what a drawing holds, from counts alone: nothing is ever listed instance by instance. */
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { Block, Drawing } from '../plan/plan-document.ts';
import { type Endpoint, findEndpoints } from './endpoint.ts';

/** Instances of every block in the whole drawing (its own count times the counts around it), failed ones included. */
export function countInstances(drawing: Drawing): Map<string, number> {
  const instances = new Map<string, number>();
  const visit = (block: Block, path: ReadonlySet<string>): number => {
    const known = instances.get(block.id);
    if (known !== undefined) return known;
    const parent = block.parent === null || path.has(block.parent) ? undefined : drawing.blocks[block.parent];
    const outer = parent === undefined ? 1 : visit(parent, new Set(path).add(block.id));
    const total = outer * block.count;
    instances.set(block.id, total);
    return total;
  };
  for (const block of Object.values(drawing.blocks)) visit(block, new Set([block.id]));
  return instances;
}

/** How many accelerators a drawing holds, and where. */
export interface AcceleratorCount {
  /** Working accelerators; those of failed instances are left out. */
  readonly total: number;
  /** Working accelerators in all instances of a block together, by block id; blocks without any are absent. */
  readonly perBlock: ReadonlyMap<string, number>;
  /** The kind that most of them are; null when there are none. */
  readonly acceleratorId: string | null;
  /** All kinds with their counts, most first. */
  readonly kinds: readonly { readonly acceleratorId: string; readonly count: number }[];
  /** Accelerators of failed instances. */
  readonly failed: number;
}

/** Counts the accelerators of a drawing. */
export function countAccelerators(drawing: Drawing, index: CatalogIndex): AcceleratorCount {
  const instances = countInstances(drawing);
  const perBlock = new Map<string, number>();
  const kinds = new Map<string, number>();
  let total = 0;
  let failed = 0;
  for (const endpoint of findEndpoints(drawing, index).values()) {
    const drawn = instances.get(endpoint.block.id) ?? 0;
    const lost = countLostInstances(drawing, endpoint.block, instances);
    const working = (drawn - lost) * endpoint.accelerators;
    total += working;
    failed += lost * endpoint.accelerators;
    kinds.set(endpoint.accelerator.id, (kinds.get(endpoint.accelerator.id) ?? 0) + working);
    addUpwards(drawing, endpoint, working, perBlock);
  }
  const sorted = [...kinds]
    .map(([acceleratorId, count]) => ({ acceleratorId, count }))
    .sort((a, b) => b.count - a.count || (a.acceleratorId < b.acceleratorId ? -1 : 1));
  return { total, perBlock, acceleratorId: sorted[0]?.acceleratorId ?? null, kinds: sorted, failed };
}

function addUpwards(drawing: Drawing, endpoint: Endpoint, working: number, perBlock: Map<string, number>): void {
  const seen = new Set<string>();
  let block: Block | undefined = endpoint.block;
  while (block !== undefined && !seen.has(block.id)) {
    perBlock.set(block.id, (perBlock.get(block.id) ?? 0) + working);
    seen.add(block.id);
    block = block.parent === null ? undefined : drawing.blocks[block.parent];
  }
}

/**
 * Instances of a block that do not work: failed themselves, or inside a failed instance of something around them.
 * Instances are numbered over the whole drawing, outer blocks first, so the instances inside instance `i` of an ancestor lie together.
 */
export function countLostInstances(
  drawing: Drawing,
  block: Block,
  instances: ReadonlyMap<string, number> = countInstances(drawing),
): number {
  const total = instances.get(block.id) ?? 0;
  const ranges: [number, number][] = [];
  const seen = new Set<string>();
  let outer: Block | undefined = block;
  while (outer !== undefined && !seen.has(outer.id)) {
    const outerTotal = instances.get(outer.id) ?? 0;
    const inside = outerTotal > 0 ? total / outerTotal : 0;
    for (const exception of outer.exceptions) {
      if (exception.state !== 'failed' || exception.index >= outerTotal) continue;
      ranges.push([exception.index * inside, (exception.index + 1) * inside]);
    }
    seen.add(outer.id);
    outer = outer.parent === null ? undefined : drawing.blocks[outer.parent];
  }
  ranges.sort((a, b) => a[0] - b[0]);
  let lost = 0;
  let end = 0;
  for (const [from, to] of ranges) {
    lost += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return lost;
}
