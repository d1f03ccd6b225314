/** How fast single instances are: a slow container slows all that lies inside it. */
import type { Block, Drawing } from '../plan/plan-document.ts';

interface Level {
  readonly block: Block;
  /** What degraded instances keep of their speed, by index. */
  readonly slow: ReadonlyMap<number, number>;
  readonly failed: ReadonlySet<number>;
}

/** The block and what lies around it, outwards. */
export function blockAndAround(drawing: Drawing, block: Block | undefined): Block[] {
  const path: Block[] = [];
  for (let outer = block; outer !== undefined && !path.includes(outer); ) {
    path.push(outer);
    outer = outer.parent === null ? undefined : drawing.blocks[outer.parent];
  }
  return path;
}

function readLevels(drawing: Drawing, block: Block | undefined): Level[] {
  return blockAndAround(drawing, block)
    .filter((outer) => outer.exceptions.length > 0)
    .map((outer) => {
      const slow = new Map<number, number>();
      const failed = new Set<number>();
      for (const { index, state, speedFraction } of outer.exceptions) {
        if (state === 'failed') failed.add(index);
        // What keeps nothing of its speed carries nothing, and nobody can wait for it.
        else if (speedFraction > 0) slow.set(index, speedFraction);
      }
      return { block: outer, slow, failed };
    });
}

/** Speed of an instance by its index over the drawing, 0–1: its own share times those of what it lies in; 0 when any of them has failed. */
export function createSpeedOf(
  drawing: Drawing,
  block: Block | undefined,
  instances: ReadonlyMap<string, number>,
): (index: number) => number {
  const total = instances.get(block?.id ?? '') ?? 0;
  const levels = readLevels(drawing, block).map((level) => ({
    ...level,
    inside: total / Math.max(1, instances.get(level.block.id) ?? 1),
  }));
  return (index) => {
    let speed = 1;
    for (const { slow, failed, inside } of levels) {
      const outer = Math.floor(index / inside);
      if (failed.has(outer)) return 0;
      speed *= slow.get(outer) ?? 1;
    }
    return speed;
  };
}

/** Speed of the slowest instance that works, 0–1. */
export function findSlowestInstance(
  drawing: Drawing,
  block: Block | undefined,
  instances: ReadonlyMap<string, number>,
): number {
  let slowest = 1;
  for (const { block: outer, slow } of readLevels(drawing, block)) {
    const speedOf = createSpeedOf(drawing, outer, instances);
    for (const index of slow.keys()) {
      const speed = speedOf(index);
      if (speed > 0) slowest = Math.min(slowest, speed);
    }
  }
  return slowest;
}
