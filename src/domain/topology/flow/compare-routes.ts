/** Which drawn links a strategy's traffic crosses on one drawing and not on another: a way that appears or goes changes more than a speed does. */
import type { RoutedTraffic } from './route-strategy.ts';

/** Links and systems, by id. */
export interface RouteChange {
  /** Crossed now, and not before. */
  readonly gained: readonly string[];
  /** Crossed before, and not now. */
  readonly lost: readonly string[];
}

/** Compares what is crossed; what is drawn only on one side counts too. */
export function compareRoutes(before: readonly RoutedTraffic[], now: readonly RoutedTraffic[]): RouteChange {
  const [old, young] = [findCrossed(before), findCrossed(now)];
  return {
    gained: [...young].filter((id) => !old.has(id)),
    lost: [...old].filter((id) => !young.has(id)),
  };
}

function findCrossed(traffic: readonly RoutedTraffic[]): Set<string> {
  const crossed = new Set<string>();
  for (const { usage } of traffic) {
    for (const { kind, itemIds, first, end } of usage.parts) {
      if (kind === 'trunk' && usage.seconds.subarray(first, end).some((seconds) => seconds > 0)) {
        for (const id of itemIds) crossed.add(id);
      }
    }
  }
  return crossed;
}
