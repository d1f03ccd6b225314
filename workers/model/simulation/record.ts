/** The timeline of one run: what the job was doing (bands) and what happened to it (events). */
import * as abi from './simulation-abi.ts';
import {
  MISSING,
  NOW,
  POOL,
  RECORDING,
  simulationBands,
  simulationEvents,
  simulationHead,
  state,
} from './simulation-arena.ts';

/** Notes that the job was in a state; a band that goes on is lengthened. */
export function recordBand(from: f64, to: f64, kind: i32): void {
  if (state[RECORDING] === 0.0 || to <= from) return;
  const count: i32 = i32(simulationHead[abi.HEAD_BAND_COUNT]);
  if (count > 0) {
    const last: i32 = (count - 1) * abi.BAND_STRIDE;
    if (simulationBands[last + abi.BAND_STATE] === f64(kind)) {
      simulationBands[last + abi.BAND_TO] = to;
      return;
    }
  }
  if (count >= abi.MAX_BANDS) {
    simulationHead[abi.HEAD_CUT] = 1.0;
    return;
  }
  const at: i32 = count * abi.BAND_STRIDE;
  simulationBands[at + abi.BAND_FROM] = from;
  simulationBands[at + abi.BAND_TO] = to;
  simulationBands[at + abi.BAND_STATE] = f64(kind);
  simulationHead[abi.HEAD_BAND_COUNT] = f64(count + 1);
}

/** Notes what happened just now; `cause` below 0 = none. */
export function recordEvent(kind: i32, cause: i32): void {
  if (state[RECORDING] === 0.0) return;
  const count: i32 = i32(simulationHead[abi.HEAD_EVENT_COUNT]);
  if (count >= abi.MAX_EVENT_ROWS) {
    simulationHead[abi.HEAD_CUT] = 1.0;
    return;
  }
  const at: i32 = count * abi.EVENT_STRIDE;
  simulationEvents[at + abi.EVENT_TIME] = state[NOW];
  simulationEvents[at + abi.EVENT_KIND] = f64(kind);
  simulationEvents[at + abi.EVENT_CAUSE] = f64(cause);
  simulationEvents[at + abi.EVENT_POOL] = state[POOL];
  simulationEvents[at + abi.EVENT_MISSING] = state[MISSING];
  simulationHead[abi.HEAD_EVENT_COUNT] = f64(count + 1);
}
