/** Blocks are shared by strategies that have the same ones, and by no others. */
import '../../build/portable-globals.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { packScenario } from '../../runtime/pack-scenario.ts';
import { EXPERT_MODEL, sampleScenario } from '../../runtime/testing/sample-scenario.ts';
import * as abi from '../abi.ts';
import { placeGroups } from '../collectives/groups.ts';
import { scenario } from '../index.ts';
import { forgetBlocks, sharesBlocks } from './reuse.ts';

/** Places a strategy with some fields changed, and asks. */
function shares(changes: Readonly<Record<number, number>> = {}): boolean {
  for (const [field, value] of Object.entries(changes)) scenario[Number(field)] = value;
  placeGroups();
  return sharesBlocks();
}

beforeEach(() => {
  packScenario(sampleScenario({ model: EXPERT_MODEL }), scenario);
  forgetBlocks();
});

describe('the blocks of a strategy', () => {
  it.each([0, 1, 2, 3])('serve the next one alike, with sharding %i', (sharding) => {
    expect(shares({ [abi.PLAN_SHARDING]: sharding })).toBe(false);
    expect(shares()).toBe(true);
  });

  it('serve one with another pipeline over groups that lie alike', () => {
    shares();
    expect(shares({ [abi.PLAN_PIPELINE]: 8, [abi.PLAN_DATA]: 4, [abi.PLAN_SHARDING_GROUP]: 4 })).toBe(true);
  });

  it.each([
    ['tensor', { [abi.PLAN_TENSOR]: 4, [abi.PLAN_DATA]: 4, [abi.PLAN_SHARDING_GROUP]: 4 }],
    ['context', { [abi.PLAN_CONTEXT]: 2, [abi.PLAN_DATA]: 4, [abi.PLAN_SHARDING_GROUP]: 4 }],
    ['expert', { [abi.PLAN_EXPERT]: 4 }],
    ['micro-batch', { [abi.PLAN_MICRO_BATCH]: 2 }],
    ['recomputation', { [abi.PLAN_RECOMPUTE]: 1 }],
    ['sharded parameters', { [abi.PLAN_SHARDING]: 3 }],
    ['no pipeline', { [abi.PLAN_PIPELINE]: 1, [abi.PLAN_DATA]: 32, [abi.PLAN_SHARDING_GROUP]: 32 }],
  ])('do not serve one with another %s', (_, changes) => {
    shares();
    expect(shares(changes)).toBe(false);
  });

  it('do not serve one whose sharded parameters are gathered over another group', () => {
    shares({ [abi.PLAN_SHARDING]: 3 });
    expect(shares({ [abi.PLAN_PIPELINE]: 8, [abi.PLAN_DATA]: 4, [abi.PLAN_SHARDING_GROUP]: 4 })).toBe(false);
  });
});
