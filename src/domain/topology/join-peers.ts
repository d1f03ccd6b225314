/** Islands meet without a switch between them: sites over a wide-area link, spines of two halls, hosts cabled to each other. */
import { findCableShares } from './cable-shares.ts';
import type { Cabling } from './cabling.ts';
import { combineIslands } from './combine-islands.ts';
import type { DrawnLevel, Island } from './network-island.ts';
import { findSlowestWay, type Way } from './slowest-way.ts';

/** What joining needs to know of the container at hand. */
export interface PeerContext {
  readonly containerInstances: number;
  /** Called with accelerators that no cable is left to, over the whole drawing. */
  readonly onCutOff: (cablings: readonly Cabling[], accelerators: number) => void;
}

/** Joins islands over links between equals; near links (by latency) make inner levels, far ones outer levels. */
export function joinPeers(islands: readonly Island[], cablings: readonly Cabling[], context: PeerContext): Island[] {
  let current = [...islands];
  const byLatency = new Map<number, Cabling[]>();
  for (const cabling of cablings) {
    const latency = cabling.rates.endToEndLatencySeconds;
    byLatency.set(latency, [...(byLatency.get(latency) ?? []), cabling]);
  }
  for (const [, near] of [...byLatency].sort(([a], [b]) => a - b)) {
    let waiting = near;
    while (waiting.length > 0) {
      const group = findConnected(waiting, current);
      waiting = waiting.filter((cabling) => !group.includes(cabling));
      current = joinOver(group, current, context);
    }
  }
  return current;
}

/** The first link and all that share an island with it. */
function findConnected(cablings: readonly Cabling[], islands: readonly Island[]): Cabling[] {
  const first = cablings[0];
  if (first === undefined) return [];
  const group = [first];
  const reached = new Set(endsOf(first, islands));
  for (let grown = true; grown; ) {
    grown = false;
    for (const cabling of cablings) {
      const ends = endsOf(cabling, islands);
      if (group.includes(cabling) || !ends.some((island) => reached.has(island))) continue;
      group.push(cabling);
      for (const island of ends) reached.add(island);
      grown = true;
    }
  }
  return group;
}

function endsOf(cabling: Cabling, islands: readonly Island[]): Island[] {
  return islands.filter((island) => island.reach.has(cabling.lower) || island.reach.has(cabling.upper));
}

function joinOver(group: readonly Cabling[], islands: readonly Island[], context: PeerContext): Island[] {
  const usable = group.filter((cabling) => joinsSomething(cabling, islands));
  const present = islands.filter((island) => usable.some((cabling) => endsOf(cabling, [island]).length > 0));
  if (present.length === 0) return [...islands];
  const groups = Math.min(...usable.map((cabling) => countGroups(cabling, present)));
  let slowest = Number.POSITIVE_INFINITY;
  let latencySeconds = 0;
  let efficiency = 1;
  for (const island of present) {
    const ways = usable.flatMap((cabling) => followPeer(cabling, island, context));
    const { bandwidthBytesPerSecond, lostIslands } = findSlowestWay(ways, island);
    slowest = Math.min(slowest, bandwidthBytesPerSecond);
    if (lostIslands > 0) {
      const own = usable.filter(({ lower, upper }) => island.reach.has(lower) || island.reach.has(upper));
      context.onCutOff(own, lostIslands * island.accelerators);
    }
    for (const path of ways.flatMap((way) => way.follow(1) ?? [])) {
      latencySeconds = Math.max(latencySeconds, path.latencySeconds);
      efficiency = Math.min(efficiency, path.efficiency);
    }
  }
  const isWan = usable.some((cabling) => cabling.rates.isWan);
  const isBare = usable.some((cabling) => present.some((island) => island.reach.get(cabling.lower)?.tier === 0));
  const level: Omit<DrawnLevel, 'accelerators'> = {
    kind: isWan ? 'wan' : isBare ? 'mesh' : 'switch',
    bandwidthBytesPerSecond: slowest,
    latencySeconds,
    efficiency,
    rampSeconds: Math.max(0, ...usable.map((cabling) => cabling.rates.rampSeconds)),
    inNetworkReduction: false,
    reductionEfficiency: 0,
    torusDims: [],
    neighbourBandwidthBytesPerSecond: 0,
    label: [...new Set(usable.map((cabling) => cabling.rates.name))].join(', '),
    itemIds: usable.map((cabling) => cabling.link.id),
  };
  const parts = present.map((island) => ({ island, count: island.multiplicity / groups }));
  return [...islands.filter((island) => !present.includes(island)), combineIslands(parts, groups, level, new Map())];
}

/** Whether a link leads from one island to another. A side in pieces is not made whole by a link to somewhere else. */
function joinsSomething(cabling: Cabling, islands: readonly Island[]): boolean {
  const lower = islands.filter((island) => island.reach.has(cabling.lower));
  const upper = islands.filter((island) => island.reach.has(cabling.upper));
  if (lower.length === 0 || upper.length === 0) return false;
  const isWhole = [...lower, ...upper].every((island) => {
    const end = island.reach.get(cabling.lower) ?? island.reach.get(cabling.upper);
    return end === undefined || end.instances >= 1 - 1e-9;
  });
  const isLone =
    lower.length === 1 && upper.length === 1 && lower[0] === upper[0] && (lower[0]?.multiplicity ?? 0) <= 1;
  return isWhole && !isLone;
}

/** Separate groups that remain after the link. */
function countGroups(cabling: Cabling, islands: readonly Island[]): number {
  if (cabling.lower === cabling.upper) return 1;
  const countOf = (id: string): number =>
    islands.reduce((sum, island) => sum + (island.reach.has(id) ? island.multiplicity : 0), 0);
  const [from, to] = [countOf(cabling.link.from), countOf(cabling.link.to)];
  if (cabling.link.pattern === 'single') return Math.max(1, Math.min(from, to));
  const fromInstances = cabling.link.from === cabling.lower ? cabling.lowerInstances : cabling.upperInstances;
  const touched = Math.min(to, (cabling.link.cablesPerInstance * fromInstances) / Math.max(1, from));
  return Math.max(1, Math.min(from, Math.floor(to / Math.max(1, touched) + 1e-9)));
}

function followPeer(cabling: Cabling, island: Island, context: PeerContext): Way[] {
  const ways: Way[] = [];
  const groups = Math.max(1, Math.round(Math.max(1, island.multiplicity) * context.containerInstances));
  for (const end of ['lower', 'upper'] as const) {
    const start = island.reach.get(cabling[end]);
    if (start === undefined) continue;
    const instances = end === 'lower' ? cabling.lowerInstances : cabling.upperInstances;
    const cables = (cabling.cables / instances) * start.instances;
    const carried = (cables * cabling.rates.bandwidthBytesPerSecond) / island.accelerators;
    ways.push({
      shares: findCableShares(cabling, end, groups, context.containerInstances),
      follow: (share) => ({
        instances: 0,
        bandwidthBytesPerSecond: Math.min(start.bandwidthBytesPerSecond, carried * share),
        latencySeconds: 2 * start.latencySeconds + cabling.rates.endToEndLatencySeconds,
        efficiency: Math.min(start.efficiency, cabling.rates.efficiency),
        isScaleUp: start.isScaleUp && cabling.rates.isScaleUp,
        tier: start.tier,
      }),
    });
  }
  return ways;
}
