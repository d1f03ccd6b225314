import { makeStep, type ReadStep } from './log-step.ts';
import { readNumber } from './read-lines.ts';

/**
 * DeepSpeed: `steps: 20 loss: 7.1 iter time (s): 4.56 samples/sec: 112.3` of the pipeline engine, and the throughput timer's
 * `epoch=0/micro_step=160/global_step=20, RunningAvgSamplesPerSec=110.9, CurrSamplesPerSec=112.3, …`. Samples are of the whole job.
 */
export const readDeepspeedStep: ReadStep = (line) => {
  const timer = /global_step=(\d{1,12})/.exec(line)?.[1];
  const current = /CurrSamplesPerSec=([^,\s]{1,40})/.exec(line)?.[1];
  if (timer !== undefined && current !== undefined) {
    return makeStep(Number(timer), { sequencesPerSecond: readNumber(current) });
  }
  const step = /\bsteps:\s*(\d{1,12})\b/.exec(line)?.[1];
  const seconds = /iter time \(s\):\s*(\S{1,40})/.exec(line)?.[1];
  return step === undefined || seconds === undefined ? null : makeStep(Number(step), { seconds: readNumber(seconds) });
};
