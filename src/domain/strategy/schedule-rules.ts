/**
 * What pipeline schedules ask of stages and micro-batches. 1F1B, GPipe, ZB-H1 and DualPipe hold one chunk of layers a rank (DualPipe
 * the mirrored one beside it, arXiv 2412.19437), interleaved 1F1B any number (arXiv 2104.04473), ZB-V two (arXiv 2401.10241).
 */
import type { Schedule } from '../plan/plan-document.ts';
import { nearestNumbers } from './nearest-numbers.ts';
import { SCHEDULE_NAMES } from './schedule-names.ts';
import { divides, problem, type Rule } from './shape-rule.ts';
import { dataRanks, type StrategyShape } from './strategy-shape.ts';

/** The number of virtual stages that a schedule is made of; null = any. */
export function virtualStagesOf(schedule: Schedule): number | null {
  if (schedule === 'interleaved') return null;
  return schedule === 'zb-v' ? 2 : 1;
}

/** Micro-batches of one replica for a micro-batch of so many sequences; a fraction when they do not divide. */
function microBatchesOf({ strategy, training }: StrategyShape, microBatchSequences: number): number {
  return training.globalBatchSequences / (dataRanks(strategy) * microBatchSequences);
}

const scheduleMatchesStages: Rule = ({ strategy }) => {
  const { schedule, virtualStages, pipeline } = strategy;
  const wanted = virtualStagesOf(schedule);
  const name = SCHEDULE_NAMES[schedule];
  if (wanted === 1 && virtualStages > 1) {
    return () =>
      problem(
        'virtual-stages-need-interleaving',
        'schedule',
        `${virtualStages} virtual stages need the interleaved schedule; ${name} has one stage a rank.`,
        [],
        'Choose the interleaved schedule, or 1 virtual stage.',
      );
  }
  if (wanted === 2 && virtualStages !== 2) {
    return () =>
      problem(
        'zb-v-needs-two-chunks',
        'virtualStages',
        `${name} places two chunks of layers on each rank; the strategy has ${virtualStages} virtual ${virtualStages === 1 ? 'stage' : 'stages'}.`,
        [2],
      );
  }
  if (schedule === 'interleaved' && virtualStages === 1 && pipeline > 1) {
    return () =>
      problem(
        'interleaving-needs-virtual-stages',
        'virtualStages',
        `${name} deals each rank at least 2 virtual stages; the strategy has 1.`,
        [2],
        'Raise the virtual stages, or choose the 1F1B schedule.',
      );
  }
  if (pipeline === 1 && virtualStages > 1) {
    return () =>
      problem(
        'interleaving-needs-pipeline',
        'virtualStages',
        `${virtualStages} virtual stages need a pipeline of at least 2; there is 1 rank.`,
        [1],
        schedule === 'zb-v' ? 'Choose the 1F1B schedule with 1 virtual stage, or 2 pipeline stages.' : null,
      );
  }
  return null;
};

const interleavingNeedsWholeRounds: Rule = (shape) => {
  const { schedule, virtualStages, pipeline, microBatchSequences } = shape.strategy;
  const microBatches = microBatchesOf(shape, microBatchSequences);
  if (schedule !== 'interleaved' || virtualStages === 1 || !Number.isInteger(microBatches)) return null;
  if (divides(pipeline, microBatches)) return null;
  return () =>
    problem(
      'interleaving-needs-whole-rounds',
      'microBatchSequences',
      `The interleaved schedule needs a number of micro-batches that the ${pipeline} pipeline ranks divide; there are ${microBatches}.`,
      nearestNumbers(
        microBatchSequences,
        (value) => {
          const count = microBatchesOf(shape, value);
          return Number.isInteger(count) && divides(pipeline, count);
        },
        3,
        shape.training.globalBatchSequences,
      ),
      'Change the micro-batch or the global batch, or choose the 1F1B schedule with 1 virtual stage.',
    );
};

const dualPipeNeedsPairs: Rule = ({ strategy }) => {
  const { schedule, pipeline } = strategy;
  if (schedule !== 'dualpipe' || divides(2, pipeline)) return null;
  return () =>
    problem(
      'dualpipe-needs-even-ranks',
      'pipeline',
      `DualPipe feeds the pipeline from both ends, so its ranks come in pairs; there ${pipeline === 1 ? 'is 1' : `are ${pipeline}`}.`,
      nearestNumbers(pipeline, (value) => divides(2, value), 2),
      'Choose an even number of pipeline stages, or another schedule.',
    );
};

const dualPipeFillsBothWays: Rule = (shape) => {
  const { schedule, pipeline, microBatchSequences } = shape.strategy;
  const microBatches = microBatchesOf(shape, microBatchSequences);
  if (schedule !== 'dualpipe' || !Number.isInteger(microBatches)) return null;
  const isEnough = (count: number): boolean => divides(2, count) && count >= 2 * pipeline;
  if (isEnough(microBatches)) return null;
  return () =>
    problem(
      'dualpipe-needs-micro-batches',
      'microBatchSequences',
      `DualPipe needs an even number of micro-batches, at least twice the ${pipeline} pipeline ranks; there ${microBatches === 1 ? 'is 1' : `are ${microBatches}`}.`,
      nearestNumbers(
        microBatchSequences,
        (value) => {
          const count = microBatchesOf(shape, value);
          return Number.isInteger(count) && isEnough(count);
        },
        3,
        shape.training.globalBatchSequences,
      ),
      'Raise the global batch, take a smaller micro-batch or fewer pipeline stages, or choose another schedule.',
    );
};

/** The rules of pipeline schedules. */
export const SCHEDULE_RULES: readonly Rule[] = [
  scheduleMatchesStages,
  interleavingNeedsWholeRounds,
  dualPipeNeedsPairs,
  dualPipeFillsBothWays,
];
