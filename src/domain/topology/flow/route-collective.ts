/** Routes one collective of all groups of a kind, which run at once, over a fabric; equal parts of the cluster are walked once. */
import { leastCommonMultiple } from './compile-fabric.ts';
import { acceleratorOf, type Fabric } from './fabric.ts';
import { type IslandMap, makePattern, type PatternKind } from './flow-patterns.ts';
import { createIslands } from './island-map.ts';
import { type LinkSpeed, measureUsage } from './link-usage.ts';
import { planWalk, repeatLoads } from './load-around.ts';
import { createLoads, type LoadMap } from './load-map.ts';
import type { RankGroups } from './rank-groups.ts';
import { FlowRouter } from './route-flows.ts';
import type { UsageVector } from './usage-writer.ts';

/** One collective to route. */
export interface Collective {
  readonly kind: PatternKind;
  readonly groups: RankGroups;
}

/** The smallest part of the cluster that stands for all of it under every one of the collectives; all accelerators where none does. */
export function findWindow(fabric: Fabric, collectives: readonly Collective[]): number {
  const ranks = collectives[0]?.groups.ranks ?? fabric.accelerators;
  if (fabric.working !== null || fabric.period >= fabric.accelerators) return fabric.accelerators;
  // Around the end of a job that leaves accelerators idle, a ring or mesh does not close.
  if (ranks < fabric.accelerators && fabric.peers.some(({ scopes }) => scopes === 1)) return fabric.accelerators;
  const { used, domain } = fabric.placement;
  // Counted in ranks, which leave out what is idle.
  let window = (leastCommonMultiple(fabric.period, domain) / domain) * used;
  for (const { kind, groups } of collectives) {
    if (groups.size <= 1) continue;
    window = leastCommonMultiple(window, kind === 'tree' ? groups.period : groups.shift);
    if (window >= ranks) return fabric.accelerators;
  }
  return ranks % window === 0 ? (window / used) * domain : fabric.accelerators;
}

/** How often a window fits into the job. */
export function repeatsOf({ groups }: Collective, window: number, { placement }: Fabric): number {
  return Math.max(1, (groups.ranks * placement.domain) / (window * placement.used));
}

/** Routes over a fabric; keeps what one collective found out about ways for the next. */
export class CollectiveRouter {
  private readonly router: FlowRouter;
  private readonly islands: IslandMap;

  constructor(private readonly fabric: Fabric) {
    this.router = new FlowRouter(fabric);
    this.islands = createIslands(fabric, (rank) => acceleratorOf(fabric, rank));
  }

  /** Usage of every link of the window, in seconds for each byte. */
  route(collective: Collective, window: number, speed: LinkSpeed = 'full'): UsageVector {
    return measureUsage(this.fabric, this.load(collective, window), repeatsOf(collective, window, this.fabric), speed);
  }

  /** Loads of the window. They do not depend on bandwidths: after a change of these alone they are measured anew. */
  load({ kind, groups }: Collective, window: number): LoadMap {
    const { fabric, router } = this;
    const loads = createLoads(fabric, window);
    const pattern = makePattern(kind, groups, this.islands);
    const walk = (first: number, end: number): void => {
      for (let rank = first; rank < end; rank++) {
        const from = acceleratorOf(fabric, rank);
        pattern(rank, (to, bytes) => router.addFlow(loads, from, acceleratorOf(fabric, to), bytes));
      }
    };
    const { used, domain } = fabric.placement;
    const ranksIn = (accelerators: number): number => (accelerators / domain) * used;
    const isFull = fabric.working === null && ranksIn(fabric.accelerators) === groups.ranks;
    if (window === fabric.accelerators && isFull) {
      const even = findWindow({ ...fabric, period: fabric.evenPeriod }, [{ kind, groups }]);
      if (even < window) {
        const ranks = ranksIn(even);
        const { template, walked, others } = planWalk(fabric, pattern, even, ranks);
        if (template !== null) {
          walk(template * ranks, (template + 1) * ranks);
          repeatLoads(fabric, loads, even, template, others);
        }
        for (const each of walked) walk(each * ranks, (each + 1) * ranks);
        return loads;
      }
    }
    walk(0, Math.min(window < fabric.accelerators ? ranksIn(window) : groups.ranks, groups.ranks));
    return loads;
  }
}
