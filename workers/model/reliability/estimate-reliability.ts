/** Failures, checkpoints and the length of the run: reads the input block and fills the reliability part of the output block. */

import * as run from '../run-abi.ts';
import { checkpointBlockingSeconds, checkpointLagSeconds, PEER_MEMORY } from './checkpoint-blocking.ts';
import { checkpointBytes, transferSeconds } from './checkpoint-transfer.ts';
import { dalyInterval } from './daly-interval.ts';
import { attemptShare, keptShare, recoveryShare } from './exact-goodput.ts';
import { exactInterval } from './exact-interval.ts';
import { causeRatePerHour, meanSecondsBetweenInterruptions } from './interruption-rate.ts';
import * as abi from './reliability-abi.ts';
import { spareCount } from './spare-count.ts';
import { youngInterval } from './young-interval.ts';

const SECONDS_PER_HOUR: f64 = 3600.0;
const SECONDS_PER_DAY: f64 = 86400.0;
/** Where hardly any work gets done, the wall time stays a number. */
const SMALLEST_GOODPUT: f64 = 1e-12;

/** Fills `OUT_IDEAL_SECONDS` … `OUT_LOST`, and `OUT_CAUSES`. */
export function estimateReliability(
  input: StaticArray<f64>,
  inputAt: i32,
  output: StaticArray<f64>,
  outputAt: i32,
): void {
  const ratePerHour = addCauses(input, inputAt, output, outputAt);
  const mean = meanSecondsBetweenInterruptions(ratePerHour);
  const stepSeconds = input[inputAt + run.IN_STEP_SECONDS];
  const idealSeconds = input[inputAt + run.IN_STEPS] * stepSeconds;

  const kind = input[inputAt + abi.IN_CHECKPOINT_KIND];
  const bytes = checkpointBytes(
    input[inputAt + run.IN_PARAMETERS],
    input[inputAt + abi.IN_CHECKPOINT_BYTES_PER_PARAMETER],
  );
  const peerBandwidth = input[inputAt + abi.IN_PEER_WRITE] * input[inputAt + run.IN_ACCELERATORS];
  const inPeers = kind === PEER_MEMORY;
  const writeSeconds = transferSeconds(bytes, inPeers ? peerBandwidth : input[inputAt + abi.IN_STORAGE_WRITE]);
  const readSeconds = transferSeconds(bytes, inPeers ? peerBandwidth : input[inputAt + abi.IN_STORAGE_READ]);
  const blocking = checkpointBlockingSeconds(
    kind,
    writeSeconds,
    input[inputAt + abi.IN_ASYNCHRONOUS_BLOCKING_FRACTION],
  );
  const lag = checkpointLagSeconds(kind, writeSeconds, blocking);

  // No checkpoint more often than after every step, none before the last one is safe, and one at the end of the run at the latest.
  const shortest = stepSeconds > lag ? stepSeconds : lag;
  const best = clampInterval(exactInterval(blocking, mean), shortest, idealSeconds);
  const chosen = input[inputAt + abi.IN_CHECKPOINT_INTERVAL];
  const interval = chosen < 0.0 ? best : clampInterval(chosen, shortest, idealSeconds);

  const detected = input[inputAt + abi.IN_DETECT_SECONDS];
  const replaced = detected + input[inputAt + abi.IN_REPLACE_SECONDS];
  const restarted = replaced + input[inputAt + abi.IN_RESTART_SECONDS];
  const recovered = restarted + readSeconds;
  const segment = interval + blocking;
  const attempts = attemptShare(recovered + lag, mean);
  const kept = attempts * keptShare(segment, mean);
  const useful = segment > 0.0 ? interval / segment : 1.0;
  const running = kept * useful > SMALLEST_GOODPUT ? kept * useful : SMALLEST_GOODPUT;

  const planned = input[inputAt + abi.IN_PLANNED_STOP_FRACTION];
  const startup = input[inputAt + abi.IN_STARTUP_SECONDS];
  const wallSeconds = idealSeconds / running / (1.0 - planned) + startup;
  const startupShare = wallSeconds > 0.0 ? startup / wallSeconds : 0.0;
  // What is left of the wall time after start-up and planned stops.
  const active = (1.0 - startupShare) * (1.0 - planned);

  const lost = outputAt + abi.OUT_LOST;
  output[lost] = active * recoveryShare(0.0, detected, mean);
  output[lost + 1] = active * recoveryShare(detected, replaced, mean);
  output[lost + 2] = active * recoveryShare(replaced, restarted, mean);
  output[lost + 3] = active * recoveryShare(restarted, recovered, mean);
  output[lost + 4] = active * (recoveryShare(recovered, recovered + lag, mean) + (attempts - kept));
  output[lost + 5] = active * kept * (1.0 - useful);
  output[lost + 6] = (1.0 - startupShare) * planned;
  output[lost + 7] = startupShare;

  output[outputAt + run.OUT_IDEAL_SECONDS] = idealSeconds;
  output[outputAt + run.OUT_WALL_SECONDS] = wallSeconds;
  output[outputAt + abi.OUT_INTERRUPTIONS_PER_DAY] = (ratePerHour * SECONDS_PER_DAY) / SECONDS_PER_HOUR;
  output[outputAt + abi.OUT_MEAN_SECONDS_BETWEEN] = endingOrEndless(mean);
  output[outputAt + abi.OUT_CHECKPOINT_BYTES] = bytes;
  output[outputAt + abi.OUT_CHECKPOINT_WRITE_SECONDS] = writeSeconds;
  output[outputAt + abi.OUT_CHECKPOINT_BLOCKING_SECONDS] = blocking;
  output[outputAt + abi.OUT_BEST_INTERVAL] = best;
  output[outputAt + abi.OUT_YOUNG_INTERVAL] = endingOrEndless(youngInterval(blocking, mean));
  output[outputAt + abi.OUT_DALY_INTERVAL] = endingOrEndless(dalyInterval(blocking, mean));
  output[outputAt + abi.OUT_INTERVAL] = interval;
  output[outputAt + abi.OUT_RECOVERY_SECONDS] = recovered;
  output[outputAt + abi.OUT_INTERRUPTIONS_IN_RUN] = (ratePerHour / SECONDS_PER_HOUR) * wallSeconds * active;
  output[outputAt + abi.OUT_GOODPUT] = active * kept * useful;
  output[outputAt + abi.OUT_SPARES_NEEDED] = spareCount(
    (ratePerHour / SECONDS_PER_HOUR) * input[inputAt + abi.IN_REPAIR_SECONDS],
    input[inputAt + abi.IN_SPARE_CONFIDENCE],
  );
}

/** Writes each cause's interruptions per day and answers the interruptions per hour of all. */
function addCauses(input: StaticArray<f64>, inputAt: i32, output: StaticArray<f64>, outputAt: i32): f64 {
  let ratePerHour: f64 = 0.0;
  const count = input[inputAt + abi.IN_CAUSE_COUNT];
  let position: f64 = 0.0;
  for (let cause: i32 = 0; cause < abi.MAX_CAUSES; cause++) {
    let rate: f64 = 0.0;
    if (position < count) {
      const at = inputAt + abi.IN_CAUSES + abi.CAUSE_LENGTH * cause;
      if (input[at + abi.CAUSE_EFFECT] === 0.0) {
        rate = causeRatePerHour(input[at + abi.CAUSE_COMPONENTS], input[at + abi.CAUSE_RATE]);
      }
    }
    output[outputAt + abi.OUT_CAUSES + cause] = rate * 24.0;
    ratePerHour += rate;
    position += 1.0;
  }
  return ratePerHour;
}

function clampInterval(seconds: f64, shortest: f64, longest: f64): f64 {
  const notTooShort = seconds > shortest ? seconds : shortest;
  return notTooShort < longest ? notTooShort : longest;
}

function endingOrEndless(seconds: f64): f64 {
  return seconds < Infinity ? seconds : run.ENDLESS;
}
