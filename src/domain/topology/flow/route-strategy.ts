/** What the drawing's routes say about one strategy: every collective that it may run, each routed by itself. */
import {
  type GroupRoutes,
  type NetworkLevel,
  type NetworkRoutes,
  RANK_GROUPS,
  type RankGroup,
} from '../../estimate/scenario.ts';
import type { DrawnRouter, RoutedCollective } from './drawn-router.ts';
import { findSharing } from './find-sharing.ts';
import type { PatternKind } from './flow-patterns.ts';
import { findGroups, type RankShape } from './rank-groups.ts';
import type { UsageVector } from './usage-writer.ts';

/** One kind of traffic of one kind of groups, on every link that it loads. */
export interface RoutedTraffic {
  readonly group: RankGroup;
  readonly pattern: PatternKind;
  /** At full bandwidth. */
  readonly usage: UsageVector;
}

/** What a strategy's traffic comes to on the drawing. */
export interface RoutedStrategy {
  readonly routes: NetworkRoutes;
  readonly traffic: readonly RoutedTraffic[];
}

/** The routes, or why the router cannot tell, in words. */
export type RouteAnswer =
  | { readonly ok: true; readonly routed: RoutedStrategy }
  | { readonly ok: false; readonly reason: string };

/** What a strategy runs over its groups. */
export interface TrafficShape extends RankShape {
  /** Whether the model has experts: their groups talk only then. */
  readonly hasExperts: boolean;
  /** Whether gradients are reduced onto all data ranks alike; where each gets its part, only rings run. */
  readonly reducesToAll: boolean;
  /** Ranks in a run that never leaves a scale-up domain; null = the longest run of whole groups for which there is room. */
  readonly ranksTogether: number | null;
}

/** Patterns by group: what the performance model may run over it, the one that shares links with others first. */
const PATTERNS: Readonly<Record<RankGroup, readonly [PatternKind, ...PatternKind[]]>> = {
  tensor: ['ring', 'tree'],
  context: ['next'],
  pipeline: ['next'],
  shard: ['ring', 'tree'],
  replica: ['ring', 'tree'],
  expert: ['exchange'],
  'expert-data': ['ring', 'tree'],
  'expert-tensor': ['ring'],
};

function patternsOf(name: RankGroup, { hasExperts, reducesToAll }: TrafficShape): readonly PatternKind[] {
  if (name.startsWith('expert') && !hasExperts) return [];
  const isRingOnly = !reducesToAll && (name === 'shard' || name === 'expert-data');
  return isRingOnly ? ['ring'] : PATTERNS[name];
}

/**
 * Routes all traffic of a strategy.
 * @param levels of the same drawing: they know where switches add up
 */
export function routeStrategy(drawn: DrawnRouter, shape: TrafficShape, levels: readonly NetworkLevel[]): RouteAnswer {
  const router = drawn.place(shape.ranksTogether, shape);
  const traffic: RoutedTraffic[] = [];
  const groups: Partial<Record<RankGroup, GroupRoutes>> = {};
  const sustained = new Map<RankGroup, UsageVector>();
  for (const name of RANK_GROUPS) {
    const patterns = patternsOf(name, shape);
    const members = findGroups(shape, name);
    if (members.size <= 1 || patterns.length === 0) continue;
    const found = new Map<PatternKind, RoutedCollective>();
    for (const pattern of patterns) {
      const routed = router.route(members, pattern);
      if (routed.full.unreachable > 0) return { ok: false, reason: `not all ${name} ranks reach each other` };
      found.set(pattern, routed);
      traffic.push({ group: name, pattern, usage: routed.full });
    }
    const routes = readRoutes(
      found,
      levels.slice(1).some((level) => level.inNetworkReduction),
    );
    // Inside a torus the levels know better than a guess at rings.
    groups[name] = found.has('ring') && !router.knowsRings(members) ? { ...routes, ringInside: 0 } : routes;
    const own = found.get(PATTERNS[name][0]);
    if (own !== undefined) sustained.set(name, own.sustained);
  }
  return { ok: true, routed: { routes: { groups, sharing: findSharing(sustained) }, traffic } };
}

function readRoutes(found: ReadonlyMap<PatternKind, RoutedCollective>, isReduced: boolean): GroupRoutes {
  const slowest = (pattern: PatternKind, isInside: boolean): number => {
    const usage = found.get(pattern)?.sustained;
    return usage === undefined ? 0 : slowestOf(usage, isInside);
  };
  const ringOutside = slowest('ring', false);
  return {
    ringInside: slowest('ring', true),
    ringOutside,
    // Switches that add up take every byte of a buffer once, as a ring does.
    tree: isReduced ? ringOutside : slowest('tree', false),
    exchangeInside: slowest('exchange', true),
    exchangeOutside: slowest('exchange', false),
    nextInside: slowest('next', true),
    nextOutside: slowest('next', false),
  };
}

/** Seconds per byte of the busiest scale-up link, or of the busiest one beyond. */
function slowestOf(usage: UsageVector, isInside: boolean): number {
  let most = 0;
  for (const { isScaleUp, first, end } of usage.parts) {
    if (isScaleUp !== isInside) continue;
    for (let at = first; at < end; at++) most = Math.max(most, usage.seconds[at] ?? 0);
  }
  return most;
}
