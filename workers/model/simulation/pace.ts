/** Speed of the job: the groups that train, at the pace of the slowest part, since a synchronous step waits for it. */
import * as abi from './simulation-abi.ts';
import * as s from './simulation-arena.ts';
import { simulationInput as input, state, underRepair } from './simulation-arena.ts';

/** Works out the speed after a part went out or came back. */
export function updatePace(): void {
  let pace: f64 = 1.0;
  let byStraggler: f64 = 0.0;
  const count: i32 = i32(input[abi.SIM_CAUSE_COUNT]);
  for (let cause: i32 = 0; cause < count; cause++) {
    const at: i32 = abi.SIM_CAUSES + cause * abi.CAUSE_STRIDE;
    const effect = input[at + abi.CAUSE_EFFECT];
    if (effect === abi.STOPS) continue;
    const active = effect === abi.SLOWS ? underRepair[cause] : state[s.STRAGGLERS];
    if (active > 0.0 && input[at + abi.CAUSE_SPEED] < pace) {
      pace = input[at + abi.CAUSE_SPEED];
      byStraggler = effect === abi.STRAGGLES ? 1.0 : 0.0;
    }
  }
  state[s.PACE] = pace;
  state[s.PACED_BY_STRAGGLER] = byStraggler;
  updateSpeed();
}

/** Groups that the missing machines leave incomplete when the others are put together anew. */
export function groupsShort(): f64 {
  return Math.ceil(state[s.MISSING] / input[abi.SIM_MACHINES_PER_GROUP]);
}

/** Takes `groups` out of the job. */
export function setGroupsOut(groups: f64): void {
  state[s.GROUPS_OUT] = groups;
  state[s.GROUP_SHARE] = 1.0 - groups / input[abi.SIM_GROUPS];
  updateSpeed();
}

function updateSpeed(): void {
  state[s.SPEED] = state[s.GROUP_SHARE] * state[s.PACE];
  state[s.PERIOD] = input[abi.SIM_INTERVAL] / state[s.SPEED] + input[abi.SIM_BLOCKING];
}
