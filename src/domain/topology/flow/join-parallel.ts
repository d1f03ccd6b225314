/** Two drawn links between the same blocks: traffic goes over both, as each can carry. */
import type { Trunk } from './fabric.ts';

/** What trunks and direct links have alike. */
export type Cables = Pick<
  Trunk,
  'linkIds' | 'pairBytesPerSecond' | 'pairCables' | 'efficiency' | 'latencySeconds' | 'shares'
>;

/** The first with the cables of both. */
export function joinParallel<C extends Cables>(first: C, second: C): C {
  const sum = first.pairBytesPerSecond + second.pairBytesPerSecond;
  const sustained = first.pairBytesPerSecond * first.efficiency + second.pairBytesPerSecond * second.efficiency;
  return {
    ...first,
    linkIds: [...first.linkIds, ...second.linkIds],
    pairBytesPerSecond: sum,
    pairCables: first.pairCables + second.pairCables,
    efficiency: sustained / sum,
    latencySeconds: Math.max(first.latencySeconds, second.latencySeconds),
    shares: joinShares(first, second),
  };
}

/** What is left of two links together. */
function joinShares(first: Cables, second: Cables): ReadonlyMap<number, number> {
  const [one, two] = [first.pairBytesPerSecond, second.pairBytesPerSecond];
  return new Map(
    [...new Set([...first.shares.keys(), ...second.shares.keys()])].map((key) => [
      key,
      ((first.shares.get(key) ?? 1) * one + (second.shares.get(key) ?? 1) * two) / (one + two),
    ]),
  );
}
