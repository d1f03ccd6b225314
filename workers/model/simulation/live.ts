/**
 * Lets the job live on. Most repairs change nothing for it, so it does not follow each event: it has lived up to some moment, and catches
 * up when something happens that it notices.
 */
import { recordBand } from './record.ts';
import { recover } from './recovery.ts';
import { train } from './segments.ts';
import * as abi from './simulation-abi.ts';
import * as s from './simulation-arena.ts';
import { state, uses } from './simulation-arena.ts';

/** Lets the job live up to now, doing nothing else than it does. */
export function catchUp(): void {
  live(state[s.NOW] - state[s.LIVED_UNTIL]);
}

/** Lets the job live `seconds` up to now. */
export function live(seconds: f64): void {
  const mode = state[s.MODE];
  const from = state[s.LIVED_UNTIL];
  if (mode === s.MODE_TRAINING) train(seconds);
  else if (mode === s.MODE_RECOVERING) recover(seconds);
  else if (mode === s.MODE_STALLED) {
    uses[abi.USE_STALLED] += seconds;
    state[s.STALL_LEFT] -= seconds;
    recordBand(from, from + seconds, abi.STATE_STALLED);
  } else {
    uses[abi.USE_WAITING] += seconds;
    recordBand(from, from + seconds, abi.STATE_WAITING);
  }
  state[s.LIVED_UNTIL] = state[s.NOW];
}
