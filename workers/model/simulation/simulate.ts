/** Ways into the simulation: many runs as rows, or one run with its timeline. The host writes `simulationInput` first. */

import { simulateRun } from './simulate-run.ts';
import * as abi from './simulation-abi.ts';
import { simulationHead } from './simulation-arena.ts';

/** Runs `first` … `first` + `count` − 1 of `seed`, at most MAX_ROWS, into `simulationRows`. */
export function simulateRuns(seed: i32, first: i32, count: i32): void {
  for (let run: i32 = 0; run < count; run++) simulateRun(seed, first + run, run * abi.ROW_STRIDE, false);
}

/** Run `index` of `seed` again: its row into the first of `simulationRows`, its timeline into bands and events. */
export function simulateTimeline(seed: i32, index: i32): void {
  for (let slot: i32 = 0; slot < abi.SIM_HEAD_LENGTH; slot++) simulationHead[slot] = 0.0;
  simulateRun(seed, index, 0, true);
}
