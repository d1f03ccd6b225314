import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findShards } from './checkpoint-shards.ts';

const SHAPE = {
  tensor: 4,
  context: 2,
  pipeline: 2,
  data: 8,
  expert: 1,
  expertTensor: 1,
  shardingGroupSize: 8,
  rankOrder: ['tensor', 'context', 'data', 'pipeline'] as const,
};
const DENSE = { expertShare: 0, weightShare: 1 / 7 };

describe('a checkpoint over the ranks', () => {
  it('is written once for all replicas', () => {
    const none = findShards({ ...SHAPE, sharding: 'none' }, DENSE);
    expect(none.writers).toBe(4 * 2);
    expect(none.copiesRead).toBe(2 * 8);
    const optimizer = findShards({ ...SHAPE, sharding: 'optimizer' }, DENSE);
    expect(optimizer.writers).toBe(128);
    expect(optimizer.copiesRead).toBeCloseTo(16 / 7 + 6 / 7, 12);
    expect(findShards({ ...SHAPE, sharding: 'parameters' }, DENSE)).toMatchObject({ writers: 128, copiesRead: 1 });
  });

  it('is replicated over sharding groups', () => {
    const hybrid = findShards({ ...SHAPE, sharding: 'parameters', shardingGroupSize: 2 }, DENSE);
    expect(hybrid.writers).toBe(128 / 4);
    expect(hybrid.copiesRead).toBe(4);
  });

  it('holds each expert on its own ranks', () => {
    const shape = { ...SHAPE, expert: 16, sharding: 'none' as const };
    const all = findShards(shape, { expertShare: 1, weightShare: 1 });
    expect(all.writers).toBe(2 * 16);
    expect(all.copiesRead).toBe(64 / 16);
  });

  it('counts as writers the ranks that write', () => {
    const powers = fc.constantFrom(1, 2, 4);
    fc.assert(
      fc.property(
        fc.record({ tensor: powers, context: powers, pipeline: powers, data: powers }),
        fc.constantFrom('none' as const, 'optimizer' as const, 'parameters' as const),
        fc.constantFrom(1, 2),
        (dimensions, sharding, groups) => {
          const ranks = dimensions.tensor * dimensions.context * dimensions.pipeline * dimensions.data;
          const shardingGroupSize = Math.max(1, dimensions.data / groups);
          const found = findShards({ ...SHAPE, ...dimensions, shardingGroupSize, sharding }, DENSE);
          let writers = 0;
          for (let rank = 0; rank < ranks; rank++) if (found.isWriter === null || found.isWriter(rank)) writers++;
          expect(writers).toBe(found.writers);
          expect(found.copiesRead).toBeGreaterThanOrEqual(1);
          // No more than a copy on each of the ranks that compute with the same weights.
          expect(found.copiesRead).toBeLessThanOrEqual(dimensions.context * dimensions.data * (1 + 1e-12));
        },
      ),
      { seed: 5, numRuns: 100 },
    );
  });
});
