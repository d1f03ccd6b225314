import { makeStep, type ReadStep } from './log-step.ts';
import { readNumber } from './read-lines.ts';

/**
 * Megatron-LM and Megatron-Bridge: ` iteration 20/ 500 | consumed samples: 5120 | elapsed time per iteration (ms): 4512.3 |
 * throughput per GPU (TFLOP/s/GPU): 401.2 | … | global batch size: 256 | lm loss: …`.
 */
export const readMegatronStep: ReadStep = (line) => {
  const step = /\biteration\s+(\d{1,12})\s*\//.exec(line)?.[1];
  const milliseconds = /elapsed time per iteration \(ms\):\s*([^|\s]{1,40})/.exec(line)?.[1];
  if (step === undefined || milliseconds === undefined) return null;
  const flops = /throughput per GPU \(TFLOP\/s\/GPU\):\s*([^|\s]{1,40})/.exec(line)?.[1];
  const batch = /global batch size:\s*([^|\s]{1,20})/.exec(line)?.[1];
  return makeStep(Number(step), {
    seconds: readNumber(milliseconds) / 1000,
    ...(flops === undefined ? {} : { teraflopsPerAccelerator: readNumber(flops) }),
    ...(batch === undefined ? {} : { globalBatchSequences: readNumber(batch) }),
  });
};
