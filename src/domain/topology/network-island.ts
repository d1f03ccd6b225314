/**
 * Islands: sets of accelerators that can reach each other, as they grow from single systems to the whole drawing. Equal islands are
 * one record with a multiplicity, so the work depends on the number of drawn blocks, not on the number of accelerators.
 */
import type { NetworkLevel } from '../estimate/scenario.ts';

/** How the accelerators of an island get to the instances of one block that belong to it. */
export interface Reach {
  /** Instances of the block in one island; a fraction when several islands share one. */
  readonly instances: number;
  /** What each accelerator can bring there when all do so at once; infinite at the endpoint itself. */
  readonly bandwidthBytesPerSecond: number;
  /** One way, from the accelerator. */
  readonly latencySeconds: number;
  readonly efficiency: number;
  /** Whether all links on the way are scale-up links, which do not share the network adapters. */
  readonly isScaleUp: boolean;
  /** Switches between the accelerator and here, this one included. */
  readonly tier: number;
}

/** A level with the drawn items that make it. */
export interface DrawnLevel extends NetworkLevel {
  /** Blocks and links of the drawing. */
  readonly itemIds: readonly string[];
}

/** Equal sets of accelerators that can reach each other. */
export interface Island {
  /** How many there are in one instance of the container at hand; may be a fraction where the drawing is uneven. */
  readonly multiplicity: number;
  /** Accelerators in one; 0 for switches that nothing hangs on yet. */
  readonly accelerators: number;
  /** Innermost first. */
  readonly levels: readonly DrawnLevel[];
  readonly reach: ReadonlyMap<string, Reach>;
  /** Least that the network adapters of its systems carry, per accelerator, one direction. */
  readonly adapterBandwidthBytesPerSecond: number;
  /** Names of the blocks that its accelerators are in, for messages. */
  readonly endpointIds: readonly string[];
}

/** Joins the level lists of unlike islands: at each size the slower one sets the pace. Sizes strictly grow. */
export function mergeLevels(lists: readonly (readonly DrawnLevel[])[]): DrawnLevel[] {
  const first = lists[0];
  if (first !== undefined && lists.every((list) => list === first)) return [...first];
  const sizes = [...new Set(lists.flatMap((list) => list.map((level) => level.accelerators)))].sort((a, b) => a - b);
  const merged: DrawnLevel[] = [];
  for (const accelerators of sizes) {
    let slowest: DrawnLevel | null = null;
    let latencySeconds = 0;
    for (const list of lists) {
      const level = list.find((candidate) => candidate.accelerators >= accelerators);
      if (level === undefined) continue;
      latencySeconds = Math.max(latencySeconds, level.latencySeconds);
      if (slowest === null || sustained(level) < sustained(slowest)) slowest = level;
    }
    if (slowest !== null) merged.push({ ...slowest, accelerators, latencySeconds });
  }
  return merged;
}

function sustained(level: NetworkLevel): number {
  return level.bandwidthBytesPerSecond * level.efficiency;
}

/** Adds an outer level; one that holds no more accelerators than the last is left out. */
export function appendLevel(levels: readonly DrawnLevel[], level: DrawnLevel): DrawnLevel[] {
  const last = levels.at(-1);
  return last !== undefined && last.accelerators >= level.accelerators ? [...levels] : [...levels, level];
}
