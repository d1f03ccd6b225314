/**
 * What of a transfer the step waits for, and what the rest costs. A transfer that runs beside other work is cut into pieces; the first one
 * (or the last) has nothing to run beside, the others are hidden as long as that work lasts. The kernels that move data meanwhile occupy
 * some of the compute units, so that hidden transfers slow the work that hides them. Limits: nothing to hide behind, or no overlap in the
 * software, exposes all.
 *
 * Where the drawing says that the transfer and the traffic inside that work use the same links, both are slower while they run at once
 * (`routes-abi.ts`). With `c` the share of the work that is such traffic, and `p`, `q` the paces that the work's traffic and the transfer
 * keep together: while a second of the work passes, `stretch = 1 + c·(1/p − 1)` seconds pass, and the transfer gets on by
 * `progress = 1 + c·(q/p − 1)` seconds' worth. No byte is lost: two transfers of T seconds over one link, p = q = ½, take 2 T.
 */
import { CHIP_UNITS, STACK_COMMUNICATION_UNITS } from '../abi.ts';
import { scenario } from '../arena.ts';
import { SHARING_DELAY, SHARING_FIRST, SHARING_PROGRESS, SHARING_STRIDE } from '../routes-abi.ts';

/**
 * Seconds of a transfer that nothing hides.
 * @param window seconds' worth of it that get done beside other work
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

function weighShares(name: i32, tensor: f64, context: f64, expert: f64, pipeline: f64): f64 {
  const first: i32 = SHARING_FIRST + name;
  return (
    tensor * scenario[first] +
    context * scenario[first + SHARING_STRIDE] +
    expert * scenario[first + 2 * SHARING_STRIDE] +
    pipeline * scenario[first + 3 * SHARING_STRIDE]
  );
}

/** What a second of work becomes while traffic of the data dimension is in flight, by the shares of it that are traffic of each kind. */
export function linkStretch(tensor: f64, context: f64, expert: f64, pipeline: f64): f64 {
  return 1.0 + weighShares(SHARING_DELAY, tensor, context, expert, pipeline);
}

/** Seconds' worth of the data dimension's traffic that are moved meanwhile. */
export function linkProgress(tensor: f64, context: f64, expert: f64, pipeline: f64): f64 {
  return 1.0 + weighShares(SHARING_PROGRESS, tensor, context, expert, pipeline);
}

/** Seconds that hidden transfers add to the work beside them: of compute units, and of links. */
export function besideSeconds(hidden: f64, stretch: f64, progress: f64): f64 {
  return hidden * slowedPerSecond() + (hidden / progress) * (stretch - 1.0);
}
