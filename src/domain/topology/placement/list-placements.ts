/** Ways to place a strategy's ranks that may differ in time: every order of its dimensions, every run worth keeping together. */
import { RANK_DIMENSIONS, type RankDimension } from '../../plan/plan-document.ts';

/** What of a strategy a placement depends on. */
export interface PlacedShape {
  readonly tensor: number;
  readonly context: number;
  readonly data: number;
  readonly pipeline: number;
  readonly expert: number;
  readonly expertTensor: number;
  readonly rankOrder: readonly RankDimension[];
}

/** One way to place ranks: a strategy's own fields. */
export interface PlacementChoice {
  readonly rankOrder: readonly RankDimension[];
  readonly ranksTogether: number;
}

/** Ranks filled in as they are numbered, in the order that programs number them in by default: what comes out when nobody cares. */
export const NAIVE_PLACEMENT: PlacementChoice = {
  rankOrder: ['tensor', 'context', 'data', 'pipeline'],
  ranksTogether: 1,
};

/**
 * All of them, each once; dimensions of one rank stand where they stand in the strategy's own order.
 * @param largestDomain accelerators in the largest scale-up domain
 * @param hasSpare whether more accelerators are drawn than the strategy uses: only then do runs matter
 */
export function listPlacements(shape: PlacedShape, largestDomain: number, hasSpare: boolean): PlacementChoice[] {
  const active = shape.rankOrder.filter((dimension) => shape[dimension] > 1);
  const rest = RANK_DIMENSIONS.filter((dimension) => !active.includes(dimension));
  return permute(active).flatMap((order) => {
    const rankOrder = [...order, ...rest];
    const sizes = rankOrder.map((dimension) => shape[dimension]);
    const runs = hasSpare ? listRuns(sizes, shape.expert * shape.expertTensor, largestDomain) : [1];
    return runs.map((ranksTogether) => ({ rankOrder, ranksTogether }));
  });
}

/** Runs of whole groups that a domain can hold, the longest first; 1 is always among them. */
function listRuns(sizes: readonly number[], expertRanks: number, largestDomain: number): number[] {
  const runs = new Set([1]);
  let product = 1;
  for (const size of sizes) {
    product *= size;
    if (product <= largestDomain) runs.add(product);
  }
  if (expertRanks <= largestDomain) runs.add(expertRanks);
  return [...runs].sort((a, b) => b - a);
}

function permute<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, at) =>
    permute([...items.slice(0, at), ...items.slice(at + 1)]).map((rest) => [item, ...rest]),
  );
}

/** Whether two placements come to the same for a strategy: dimensions of one rank may stand anywhere. */
export function isSamePlacement(a: PlacementChoice, b: PlacementChoice, shape: PlacedShape): boolean {
  const active = ({ rankOrder }: PlacementChoice): string =>
    rankOrder.filter((dimension) => shape[dimension] > 1).join(' ');
  return active(a) === active(b) && a.ranksTogether === b.ranksTogether;
}
