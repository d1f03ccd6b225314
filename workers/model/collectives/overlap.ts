/**
 * What of a transfer the step waits for, and what the rest costs. A transfer that runs beside other work is cut into pieces; the first one
 * (or the last) has nothing to run beside, the others are hidden as long as that work lasts. The kernels that move data meanwhile occupy
 * some of the compute units, so that hidden transfers slow the work that hides them. Limits: nothing to hide behind, or no overlap in the
 * software, exposes all.
 */
import { CHIP_UNITS, STACK_COMMUNICATION_UNITS } from '../abi.ts';
import { scenario } from '../arena.ts';

/**
 * Seconds of a transfer that nothing hides.
 * @param window seconds of the work beside it
 * @param overlap whether the software overlaps at all, 0 or 1
 * @param alone share of the transfer in the piece that runs alone
 */
export function exposedSeconds(transfer: f64, window: f64, overlap: f64, alone: f64): f64 {
  return transfer - overlap * Math.min(transfer * (1.0 - alone), Math.max(window, 0.0));
}

/** Seconds by which a second of hidden transfer slows the work beside it: the share of the compute units that it occupies. */
export function slowedPerSecond(): f64 {
  return Math.min(scenario[STACK_COMMUNICATION_UNITS] / scenario[CHIP_UNITS], 1.0);
}
