/** How islands of one kind fare when cables of some of them are broken. */
import { sumPaths } from './cabling.ts';
import type { Island, Reach } from './network-island.ts';

/** One way out of an island, over one link. */
export interface Way {
  /** What is left of its cables to single islands, see `findCableShares`. */
  readonly shares: ReadonlyMap<number, number>;
  /** The way when that share of its cables is left. */
  readonly follow: (share: number) => Reach | null;
}

/** What the ways of the slowest island carry. */
export interface SlowestWay {
  /** Per accelerator, one direction, of the slowest island that is left anything. */
  readonly bandwidthBytesPerSecond: number;
  /** The same as a share of what it would be with every cable whole, 0–1. */
  readonly kept: number;
  /** Islands over the whole drawing that no cable is left to. */
  readonly lostIslands: number;
}

/** Finds the slowest island: the others wait for it. */
export function findSlowestWay(ways: readonly Way[], island: Island): SlowestWay {
  const carry = (shares: readonly number[]): number => {
    const paths = ways.flatMap((way, at) => way.follow(shares[at] ?? 1) ?? []);
    return sumPaths(paths, island.adapterBandwidthBytesPerSecond);
  };
  const whole = carry([]);
  // Switches that nothing hangs on yet wait for nobody.
  if (island.accelerators === 0) return { bandwidthBytesPerSecond: whole, kept: 1, lostIslands: 0 };
  const felt = new Set(ways.flatMap((way) => [...way.shares.keys()]));
  // Broken cables are many and their shares few.
  const known = new Map<string, number>();
  let slowest = whole;
  let lostIslands = 0;
  for (const group of felt) {
    const shares = ways.map((way) => way.shares.get(group) ?? 1);
    const key = shares.join(' ');
    const carried = known.get(key) ?? carry(shares);
    known.set(key, carried);
    if (carried <= whole * 1e-9) lostIslands++;
    else slowest = Math.min(slowest, carried);
  }
  return { bandwidthBytesPerSecond: slowest, kept: slowest < whole ? slowest / whole : 1, lostIslands };
}
