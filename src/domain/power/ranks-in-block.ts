/**
 * Which pipeline ranks the accelerators of a block belong to: ranks fill the drawing one after the other, so that a rack may hold one
 * stage, which waits as one, or all of them, which stagger.
 */
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { StrategyInputs } from '../estimate/scenario.ts';
import { groupByParent } from '../plan/drawing/block-tree.ts';
import type { Block, Drawing } from '../plan/plan-document.ts';
import { findEndpoints } from '../topology/endpoint.ts';

/** Most different places of one block that are looked at. */
const MOST_PLACES = 64;

/** The accelerators of one instance of a block, and at which ranks its instances begin. */
export interface BlockRanks {
  readonly accelerators: number;
  /** First rank of an instance, counted within one round of all pipeline ranks; each once, and no more than a few dozen. */
  readonly starts: readonly number[];
}

/** Ranks until the pipeline rank changes, and until all pipeline ranks have come by. */
export function pipelinePeriod(strategy: StrategyInputs): { readonly stride: number; readonly period: number } {
  const before = strategy.rankOrder.slice(0, strategy.rankOrder.indexOf('pipeline'));
  const stride = before.reduce((product, dimension) => product * strategy[dimension], 1);
  return { stride, period: stride * strategy.pipeline };
}

/** The ranks of every block that holds accelerators, by block id. */
export function findBlockRanks(
  drawing: Drawing,
  index: CatalogIndex,
  strategy: StrategyInputs,
): ReadonlyMap<string, BlockRanks> {
  const { period } = pipelinePeriod(strategy);
  const children = groupByParent(drawing);
  const endpoints = findEndpoints(drawing, index);
  const inside = new Map<string, number>();
  const countInside = (block: Block): number => {
    const own = endpoints.get(block.id)?.accelerators;
    const count =
      own ?? (children.get(block.id) ?? []).reduce((sum, child) => sum + child.count * countInside(child), 0);
    inside.set(block.id, count);
    return count;
  };
  const tops = children.get(null) ?? [];
  for (const block of tops) countInside(block);

  const found = new Map<string, BlockRanks>();
  const visit = (blocks: readonly Block[], parentStarts: readonly number[]): void => {
    let before = 0;
    for (const block of blocks) {
      const accelerators = inside.get(block.id) ?? 0;
      const starts = new Set<number>();
      for (const start of parentStarts) {
        // After as many instances as there are ranks in a round, places repeat.
        for (let instance = 0; instance < Math.min(block.count, period); instance++) {
          starts.add((start + before + instance * accelerators) % period);
        }
      }
      before += block.count * accelerators;
      if (accelerators === 0) continue;
      const few = thin([...starts], MOST_PLACES);
      found.set(block.id, { accelerators, starts: few });
      if (!endpoints.has(block.id)) visit(children.get(block.id) ?? [], few);
    }
  };
  visit(tops, [0]);
  return found;
}

function thin(values: readonly number[], most: number): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length <= most) return sorted;
  return Array.from({ length: most }, (_, at) => sorted[Math.floor((at * sorted.length) / most)] ?? 0);
}

/** Accelerators of each pipeline rank among `count` ranks from `start` on. */
export function countByPipelineRank(start: number, count: number, strategy: StrategyInputs): Float64Array {
  const { stride, period } = pipelinePeriod(strategy);
  const byRank = new Float64Array(strategy.pipeline);
  const rounds = Math.floor(count / period);
  byRank.fill(rounds * stride);
  let left = count - rounds * period;
  let at = start % period;
  while (left > 0) {
    const rank = Math.floor(at / stride);
    const here = Math.min(left, (rank + 1) * stride - at);
    byRank[rank] = (byRank[rank] ?? 0) + here;
    left -= here;
    at = (at + here) % period;
  }
  return byRank;
}
