import { makeStep, type ReadStep } from './log-step.ts';
import { readNumber } from './read-lines.ts';

/**
 * NeMo: `Training epoch 0, iteration 19/99 | … | global_batch_size: 128 | train_step_timing in s: 6.21 | …`, and the progress bar of
 * earlier releases, `Epoch 0: … 20/100 [… global_step=19.00, … train_step_timing in s=6.21]`.
 */
export const readNemoStep: ReadStep = (line) => {
  const seconds = /train_step_timing in s\s{0,4}[:=]\s{0,4}([^|,\]\s]{1,40})/.exec(line)?.[1];
  if (seconds === undefined) return null;
  const step = /(?:global_step\s{0,4}[:=]\s{0,4}|iteration\s+)(\d{1,12})/.exec(line)?.[1];
  if (step === undefined) return null;
  const batch = /global_batch_size\s{0,4}[:=]\s{0,4}([^|,\]\s]{1,20})/.exec(line)?.[1];
  const flops = /TFLOPS_per_GPU\s{0,4}[:=]\s{0,4}([^|,\]\s]{1,40})/.exec(line)?.[1];
  return makeStep(Number(step), {
    seconds: readNumber(seconds),
    ...(batch === undefined ? {} : { globalBatchSequences: readNumber(batch) }),
    ...(flops === undefined ? {} : { teraflopsPerAccelerator: readNumber(flops) }),
  });
};
