import { makeStep, type ReadStep } from './log-step.ts';
import { readNumber } from './read-lines.ts';

/**
 * torchtitan: `step: 10  loss:  7.12  memory: 40.1GiB(50.7%)  tps: 5,867  tflops: 339.9  mfu: 34.4%`; earlier releases say `wps`. Tokens a
 * second are of one accelerator; the step time follows from the plan's tokens a step.
 */
export const readTorchtitanStep: ReadStep = (line) => {
  const step = /\bstep:\s*(\d{1,12})\b/.exec(line)?.[1];
  const tokens = /\b(?:tps|wps):\s*(\S{1,40})/.exec(line)?.[1];
  if (step === undefined || tokens === undefined) return null;
  const flops = /\btflops:\s*(\S{1,40})/.exec(line)?.[1];
  return makeStep(Number(step), {
    tokensPerSecondPerAccelerator: readNumber(tokens),
    ...(flops === undefined ? {} : { teraflopsPerAccelerator: readNumber(flops) }),
  });
};
