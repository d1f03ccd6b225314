/**
 * How long the links of the drawing are busy in one step: what the step's collectives move, over the routes that they take. Loads of
 * collectives that share a link add up.
 */
import type { Category } from '../figure/figure-theme.ts';
import { describeUsage, type LinkUsage } from '../topology/flow/describe-usage.ts';
import type { PatternKind } from '../topology/flow/flow-patterns.ts';
import type { RoutedTraffic } from '../topology/flow/route-strategy.ts';
import type { CollectiveEstimate, StepEstimate } from './estimate.ts';
import type { RankGroup, Scenario } from './scenario.ts';

/** One kind of link: the scale-up or network ports of a system, or the cables of a drawn link. */
export interface LinkLoad {
  readonly kind: LinkUsage['kind'];
  /** Block of the system, or the drawn link. */
  readonly itemId: string;
  /** Equals: ports of a system, or cables of a drawn link. */
  readonly links: number;
  /** Equals that the most traffic crosses. */
  readonly busiestLinks: number;
  /** Seconds of one step in which the busiest of them carries data at full bandwidth, by what the data is for. */
  readonly busySeconds: Readonly<Partial<Record<Category, number>>>;
  readonly totalBusySeconds: number;
}

/** Groups by collective. */
const GROUP_OF: Readonly<Record<string, RankGroup>> = {
  'tensor-forward': 'tensor',
  'tensor-backward': 'tensor',
  'context-forward': 'context',
  'context-backward': 'context',
  'expert-dispatch': 'expert',
  'expert-combine': 'expert',
  'expert-tensor': 'expert-tensor',
  'pipeline-send': 'pipeline',
  'embedding-reduce': 'pipeline',
  'gradient-reduce': 'shard',
  'parameter-gather': 'shard',
  'layer-gather': 'shard',
  'layer-scatter': 'shard',
  'replica-reduce': 'replica',
  'expert-gradient-reduce': 'expert-data',
  'expert-parameter-gather': 'expert-data',
  'expert-layer-gather': 'expert-data',
  'expert-layer-scatter': 'expert-data',
};

/** Loads of all links that carry anything, the busiest first. */
export function findLinkLoads(
  traffic: readonly RoutedTraffic[],
  step: StepEstimate,
  scenario: Pick<Scenario, 'strategy' | 'stack'>,
): LinkLoad[] {
  const loads = new Map<string, { usage: LinkUsage; busy: Partial<Record<Category, number>>; total: number }>();
  const usages = new Map<string, readonly LinkUsage[]>();
  for (const { group, pattern, usage } of traffic) usages.set(`${group} ${pattern}`, describeUsage(usage));
  for (const collective of step.collectives) {
    // A row of a block of layers is named `block.collective`.
    const name = collective.name.slice(collective.name.lastIndexOf('.') + 1);
    const group = GROUP_OF[name];
    if (group === undefined) continue;
    for (const { pattern, bytes, where } of describeMoves(collective, reducesToAll(name, scenario))) {
      for (const usage of usages.get(`${group} ${pattern}`) ?? []) {
        if (where !== null && isInside(usage) !== (where === 'inside')) continue;
        const seconds = usage.secondsPerByte * bytes * collective.repeats;
        if (seconds <= 0) continue;
        const key = `${usage.kind} ${usage.itemId}`;
        const load = loads.get(key) ?? { usage, busy: {}, total: 0 };
        load.busy[collective.category] = (load.busy[collective.category] ?? 0) + seconds;
        load.total += seconds;
        // Of several collectives, the one that the fewest of the equals carry says how many are busiest.
        if (usage.busiestLinks < load.usage.busiestLinks) load.usage = usage;
        loads.set(key, load);
      }
    }
  }
  return [...loads.values()]
    .map(({ usage, busy, total }) => ({
      kind: usage.kind,
      itemId: usage.itemId,
      links: usage.links,
      busiestLinks: usage.busiestLinks,
      busySeconds: busy,
      totalBusySeconds: total,
    }))
    .sort((a, b) => b.totalBusySeconds - a.totalBusySeconds);
}

function isInside({ kind }: LinkUsage): boolean {
  return kind === 'core' || kind === 'pair';
}

/** Bytes of each pattern that one call moves; `where` = only scale-up links, or only those beyond. */
interface Move {
  readonly pattern: PatternKind;
  readonly bytes: number;
  readonly where: 'inside' | 'outside' | null;
}

function describeMoves({ algorithm, bytes, ranks }: CollectiveEstimate, isAllReduce: boolean): Move[] {
  const round = (bytes * (ranks - 1)) / ranks;
  switch (algorithm) {
    case 'exchange':
      return [{ pattern: 'exchange', bytes, where: null }];
    case 'send':
      return [{ pattern: 'next', bytes, where: null }];
    case 'tree':
      // Chains inside the domains, up and down, and a tree between them.
      return [
        { pattern: 'ring', bytes: 2 * bytes, where: 'inside' },
        { pattern: 'tree', bytes, where: 'outside' },
      ];
    case 'in-network':
      return [
        { pattern: 'ring', bytes, where: 'inside' },
        { pattern: 'tree', bytes, where: 'outside' },
      ];
    default:
      return [{ pattern: 'ring', bytes: isAllReduce ? 2 * round : round, where: null }];
  }
}

/** Whether a collective leaves its result with all ranks, so that a ring carries every byte twice. */
function reducesToAll(name: string, { strategy, stack }: Pick<Scenario, 'strategy' | 'stack'>): boolean {
  if (name === 'replica-reduce') return true;
  if (name.startsWith('tensor')) return !strategy.sequenceParallel;
  if (name === 'gradient-reduce') return strategy.sharding === 'none' || (stack.factors.ownedTensors ?? 0) > 0;
  return name === 'expert-gradient-reduce' && strategy.sharding === 'none';
}
