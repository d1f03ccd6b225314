/** Step times out of a training log of any of the programs that are known. */
import { medianOf } from '../calibration-prior.ts';
import { readDeepspeedStep } from './deepspeed-log.ts';
import type { LogStep, ReadStep } from './log-step.ts';
import { readMaxtextStep } from './maxtext-log.ts';
import { readMegatronStep } from './megatron-log.ts';
import { readNemoStep } from './nemo-log.ts';
import { type LineProblem, ProblemList, readLines } from './read-lines.ts';
import { readTorchtitanStep } from './torchtitan-log.ts';

/** Programs whose lines are known. */
const PROGRAMS: readonly (readonly [name: string, read: ReadStep])[] = [
  ['Megatron-LM', readMegatronStep],
  ['NeMo', readNemoStep],
  ['torchtitan', readTorchtitanStep],
  ['DeepSpeed', readDeepspeedStep],
  ['MaxText', readMaxtextStep],
];

/** What the step time of a log that prints rates follows from. */
export interface StepBasis {
  readonly globalBatchSequences: number;
  readonly sequenceLengthTokens: number;
  readonly accelerators: number;
}

/** What a log says of one run. */
export interface TrainingLog {
  readonly program: string;
  /** Median of the steps that count, seconds. */
  readonly stepSeconds: number;
  /** Scatter of single steps: standard deviation of the logarithm by the median distance. */
  readonly spread: number;
  readonly steps: number;
  /** First steps left out: the program was still warming up. */
  readonly warmUpSteps: number;
  /** Sequences of one step as the log says; null when it does not. */
  readonly globalBatchSequences: number | null;
}

/** A log's run, or why there is none; problems of single lines either way. */
export interface ReadLog {
  readonly log: TrainingLog | null;
  readonly problems: readonly LineProblem[];
}

/** Share of the steps that count as warming up, and the most of them. */
const WARM_UP_SHARE = 0.2;
const MOST_WARM_UP = 10;
/** Standard deviation ÷ median distance, of a normal distribution. */
const NORMAL_SCALE = 1.4826;

/** Whether a line is one that a training log has for each step. */
export function isStepLine(line: string): boolean {
  return PROGRAMS.some(([, read]) => read(line) !== null);
}

/** Reads a log. Never throws. */
export function readTrainingLog(text: string, basis: StepBasis): ReadLog {
  const problems = new ProblemList();
  const lines = readLines(text, problems);
  const found = findProgram(lines);
  if (found === null) {
    problems.add(
      0,
      'No line looks like a training step.',
      'Paste lines as Megatron-LM, NeMo, torchtitan, DeepSpeed or MaxText print them, each with its step and its time or rate.',
    );
    return { log: null, problems: problems.finish() };
  }
  const [program, read] = found;
  const steps = new Map<number, { readonly seconds: number; readonly batch: number | null }>();
  lines.forEach((line, at) => {
    const step = read(line);
    if (step === null) return;
    const seconds = secondsOf(step, basis);
    if (Number.isFinite(seconds) && seconds > 0) {
      // Ranks repeat each other's lines, and progress bars their own: the last word counts.
      const batch = step.globalBatchSequences;
      steps.set(step.step, { seconds, batch: batch !== null && batch > 0 ? batch : null });
    } else {
      problems.add(
        at + 1,
        `Step ${step.step} has no time or rate that can be read.`,
        'Correct the number, or leave the line out.',
      );
    }
  });
  if (steps.size === 0) return { log: null, problems: problems.finish() };
  const inOrder = [...steps].sort(([a], [b]) => a - b).map(([, step]) => step);
  const warmUpSteps = Math.min(MOST_WARM_UP, Math.ceil(inOrder.length * WARM_UP_SHARE), inOrder.length - 1);
  const counted = inOrder.slice(warmUpSteps);
  const stepSeconds = medianOf(counted.map(({ seconds }) => seconds));
  const distances = counted.map(({ seconds }) => Math.abs(Math.log(seconds / stepSeconds)));
  const log: TrainingLog = {
    program,
    stepSeconds,
    spread: NORMAL_SCALE * medianOf(distances),
    steps: counted.length,
    warmUpSteps,
    globalBatchSequences: counted.at(-1)?.batch ?? null,
  };
  if (log.globalBatchSequences !== null && log.globalBatchSequences !== basis.globalBatchSequences) {
    problems.add(
      0,
      `The log’s global batch is ${log.globalBatchSequences} sequences, not ${basis.globalBatchSequences}.`,
      'The log’s was taken: make sure that the rest of the run is as entered.',
    );
  }
  return { log, problems: problems.finish() };
}

function findProgram(lines: readonly string[]): (typeof PROGRAMS)[number] | null {
  for (const line of lines) {
    const program = PROGRAMS.find(([, read]) => read(line) !== null);
    if (program !== undefined) return program;
  }
  return null;
}

/** The step time that a line states, or that follows from its rate; NaN when neither can be read. */
function secondsOf(step: LogStep, basis: StepBasis): number {
  if (step.seconds !== null) return step.seconds;
  const { globalBatchSequences, sequenceLengthTokens, accelerators } = basis;
  if (step.tokensPerSecondPerAccelerator !== null) {
    return (globalBatchSequences * sequenceLengthTokens) / (step.tokensPerSecondPerAccelerator * accelerators);
  }
  return step.sequencesPerSecond === null ? Number.NaN : globalBatchSequences / step.sequencesPerSecond;
}
