/**
 * Tells whether two strategies in a row share the operations of a layer: the same dimensions that shape them, and groups that lie on the
 * network alike. Then the blocks that were built for the first serve the second.
 */
import {
  PLAN_CONTEXT,
  PLAN_EXPERT,
  PLAN_MICRO_BATCH,
  PLAN_PIPELINE,
  PLAN_RECOMPUTE,
  PLAN_SHARDING,
  PLAN_TENSOR,
} from '../abi.ts';
import {
  CONTEXT_GROUP,
  EXPERT_DATA_GROUP,
  EXPERT_GROUP,
  EXPERT_TENSOR_GROUP,
  GROUP_STRIDE,
  GROUPS,
  MODEL_FLOPS,
  SHARD_GROUP,
  scenario,
  TENSOR_GROUP,
  work,
} from '../arena.ts';

/** Numbers of the strategy itself, and groups, in the key. */
const STRATEGY_NUMBERS: i32 = 8;
const KEY_GROUPS: i32 = 6;
const KEY_LENGTH: i32 = STRATEGY_NUMBERS + KEY_GROUPS * GROUP_STRIDE;
const key: StaticArray<f64> = new StaticArray<f64>(KEY_LENGTH);
/** A tensor dimension that no strategy has. */
const NOTHING: f64 = -1.0;
const SELECTIVE: f64 = 1.0;
const SHARDED_PARAMETERS: f64 = 3.0;

/** Forgets the last strategy and its scenario. */
export function forgetBlocks(): void {
  key[0] = NOTHING;
  work[MODEL_FLOPS] = 0.0;
}

function keep(at: i32, value: f64): bool {
  const same: bool = key[at] === value;
  key[at] = value;
  return same;
}

/** Compares one group's numbers with the last strategy's, the `place`-th of the key, and keeps them. */
function keepGroup(place: i32, group: i32): bool {
  const at: i32 = STRATEGY_NUMBERS + place * GROUP_STRIDE;
  let same: bool = true;
  for (let field: i32 = 0; field < GROUP_STRIDE; field += 1) {
    if (!keep(at + field, work[GROUPS + group * GROUP_STRIDE + field])) same = false;
  }
  return same;
}

/** Whether the blocks in the arena are those of the strategy in `scenario`, whose groups are placed. Remembers the strategy. */
export function sharesBlocks(): bool {
  const sharded: bool = scenario[PLAN_SHARDING] === SHARDED_PARAMETERS;
  let same: bool = keep(0, scenario[PLAN_TENSOR]);
  if (!keep(1, scenario[PLAN_CONTEXT])) same = false;
  if (!keep(2, scenario[PLAN_EXPERT])) same = false;
  if (!keep(3, scenario[PLAN_MICRO_BATCH])) same = false;
  if (!keep(4, scenario[PLAN_RECOMPUTE] === SELECTIVE ? 1.0 : 0.0)) same = false;
  if (!keep(5, sharded ? 1.0 : 0.0)) same = false;
  // The first and the last stage share a table only when they are one.
  if (!keep(6, scenario[PLAN_PIPELINE] === 1.0 ? 1.0 : 0.0)) same = false;
  if (!keepGroup(0, TENSOR_GROUP)) same = false;
  if (!keepGroup(1, CONTEXT_GROUP)) same = false;
  if (!keepGroup(2, EXPERT_GROUP)) same = false;
  if (!keepGroup(3, EXPERT_TENSOR_GROUP)) same = false;
  if (sharded) {
    if (!keepGroup(4, SHARD_GROUP)) same = false;
    if (!keepGroup(5, EXPERT_DATA_GROUP)) same = false;
  }
  return same;
}
