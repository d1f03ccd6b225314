import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../domain/estimate/scenario.ts';
import { createEmptyPlan } from '../../domain/plan/create-empty-plan.ts';
import { describeChanges, strategyChanges } from './nearest-strategy.ts';

const { acceleratorsUsed, softwareStackId, ...own } = createEmptyPlan().strategy;
const plan = { ...own, acceleratorsUsed, softwareStackId };
const engine = (changes: Partial<Scenario['strategy']>): Scenario['strategy'] => ({
  ...own,
  accelerators: 64,
  data: 8,
  ...changes,
  shardingGroupSize: changes.shardingGroupSize ?? 8,
});

describe('strategyChanges', () => {
  it('is empty when the engine keeps the strategy', () => {
    expect(strategyChanges(plan, engine({}))).toEqual({});
  });

  it('names what differs, in words too', () => {
    const changes = strategyChanges(plan, engine({ pipeline: 4, recompute: 'full', shardingGroupSize: 4 }));
    expect(changes).toEqual({ pipeline: 4, recompute: 'full', shardingGroupSize: 4 });
    expect(describeChanges(plan, changes)).toBe(
      `Pipeline stages ${plan.pipeline} → 4, Recompute ${plan.recompute === 'none' ? 'None' : 'Selective (attention)'} → All layers, Sharding group all → 4`,
    );
  });

  it('keeps "all accelerators" as it is', () => {
    expect(strategyChanges({ ...plan, acceleratorsUsed: null }, engine({ accelerators: 32 }))).toEqual({});
    expect(strategyChanges({ ...plan, acceleratorsUsed: 60 }, engine({ accelerators: 56 }))).toEqual({
      acceleratorsUsed: 56,
    });
  });
});
