import { makeStep, type ReadStep } from './log-step.ts';
import { readNumber } from './read-lines.ts';

/** MaxText: `completed step: 10, seconds: 4.123, TFLOP/s/device: 250.1, Tokens/s/device: 5123.4, total_weights: 1048576, loss: 7.2`. */
export const readMaxtextStep: ReadStep = (line) => {
  const match = /completed step:\s*(\d{1,12}),\s*seconds:\s*([^,\s]{1,40})/.exec(line);
  if (match === null) return null;
  const flops = /TFLOP\/s\/device:\s*([^,\s]{1,40})/.exec(line)?.[1];
  const tokens = /Tokens\/s\/device:\s*([^,\s]{1,40})/.exec(line)?.[1];
  return makeStep(Number(match[1]), {
    seconds: readNumber(match[2]),
    ...(flops === undefined ? {} : { teraflopsPerAccelerator: readNumber(flops) }),
    ...(tokens === undefined ? {} : { tokensPerSecondPerAccelerator: readNumber(tokens) }),
  });
};
