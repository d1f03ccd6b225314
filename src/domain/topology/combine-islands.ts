/** Several islands become one. */
import { appendLevel, type DrawnLevel, type Island, mergeLevels, type Reach } from './network-island.ts';

/** Islands of one kind that go into each new island. */
export interface IslandPart {
  readonly island: Island;
  /** How many of them in one new island. */
  readonly count: number;
}

/** Builds the joined island; `level` is null when nothing new meets (a lone island gets an uplink). */
export function combineIslands(
  parts: readonly IslandPart[],
  multiplicity: number,
  level: Omit<DrawnLevel, 'accelerators'> | null,
  newReach: ReadonlyMap<string, Reach>,
): Island {
  let accelerators = 0;
  for (const part of parts) accelerators += part.count * part.island.accelerators;
  const inner = mergeLevels(parts.map((part) => part.island.levels));
  const reach = new Map<string, Reach>();
  for (const part of parts) {
    const weight = (part.count * part.island.accelerators) / accelerators;
    for (const [id, path] of part.island.reach) {
      const known = reach.get(id);
      reach.set(
        id,
        known === undefined ? weighted(path, part.count, weight) : addReach(known, path, part.count, weight),
      );
    }
  }
  for (const [id, path] of newReach) reach.set(id, path);
  return {
    multiplicity,
    accelerators,
    levels: level === null ? inner : appendLevel(inner, { ...level, accelerators: Math.ceil(accelerators - 1e-6) }),
    reach,
    adapterBandwidthBytesPerSecond: Math.min(...parts.map((part) => part.island.adapterBandwidthBytesPerSecond)),
    endpointIds: [...new Set(parts.flatMap((part) => part.island.endpointIds))],
  };
}

/** A path that only some of the joined accelerators have is worth its share to all of them, who meet inside the island. */
function weighted(path: Reach, count: number, weight: number): Reach {
  const bandwidth = path.bandwidthBytesPerSecond;
  return {
    ...path,
    instances: path.instances * count,
    bandwidthBytesPerSecond: Number.isFinite(bandwidth) ? bandwidth * weight : bandwidth,
  };
}

function addReach(known: Reach, path: Reach, count: number, weight: number): Reach {
  const added = weighted(path, count, weight);
  return {
    instances: known.instances + added.instances,
    bandwidthBytesPerSecond: known.bandwidthBytesPerSecond + added.bandwidthBytesPerSecond,
    latencySeconds: Math.max(known.latencySeconds, added.latencySeconds),
    efficiency: Math.min(known.efficiency, added.efficiency),
    isScaleUp: known.isScaleUp && added.isScaleUp,
    tier: Math.max(known.tier, added.tier),
  };
}
