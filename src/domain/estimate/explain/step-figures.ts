/** The figures of one training step and of the run that it is repeated for. */

import { CATEGORY_STYLES } from '../../figure/figure-theme.ts';
import type { StageEstimate } from '../estimate.ts';
import { aside, factor, result, summand, type TakeApart } from './figure-parts.ts';
import { CALIBRATION_PATH, STRATEGY_PATHS } from './strategy-paths.ts';

const BATCH_PATHS = ['training.globalBatchSequences', 'training.sequenceLengthTokens'] as const;

/** Names may be empty or alike; labels of terms are neither. */
function labelStage(stages: readonly StageEstimate[], at: number): string {
  const stage = stages[at];
  return stage === undefined || stage.name.trim() === '' ? `Stage ${at + 1}` : `${at + 1}. ${stage.name}`;
}

const takeTimeApart: TakeApart = ({ run, step, reliability }) => ({
  title: 'Training time',
  formula: `${run.stages.length > 1 ? 'sum over the stages of ' : ''}steps × step time ÷ goodput, where steps = training tokens ÷ (global batch × sequence length)`,
  terms: [
    ...(run.stages.length > 1
      ? run.stages.map(({ idealSeconds }, at) => factor(labelStage(run.stages, at), 'duration', idealSeconds))
      : [factor('Steps', 'count', run.steps), factor('Step time', 'duration', step.seconds)]),
    aside('Without losses', 'duration', run.idealSeconds),
    factor('Goodput', 'ratio', reliability.goodput),
    result('Training time', 'duration', run.wallSeconds),
  ],
  inputPaths: ['training.trainingTokens', ...BATCH_PATHS, CALIBRATION_PATH],
});

const takeStepTimeApart: TakeApart = ({ step }) => ({
  title: 'Step time',
  formula:
    'on the slowest rank: computing, slowed by the traffic that runs beside it + traffic that nothing hides + pipeline bubble + waiting',
  terms: [
    ...step.breakdown
      .filter(({ seconds }) => seconds > 0)
      .map(({ category, seconds }) => summand(CATEGORY_STYLES[category].label, 'duration', seconds)),
    result('Step time', 'duration', step.seconds),
  ],
  inputPaths: [CALIBRATION_PATH, ...STRATEGY_PATHS, 'accelerator.', 'stack', 'network.'],
});

const takeAcceleratorFlopsApart: TakeApart = ({ step }, { strategy }) => ({
  title: 'Model FLOP/s of each accelerator',
  formula: 'model FLOP of one step ÷ (step time × accelerators); recomputed work does not count',
  terms: [
    factor('Model FLOP of one step', 'work', step.modelFlops),
    factor('Step time', 'duration', step.seconds),
    factor('Accelerators', 'count', strategy.accelerators),
    result('Each does', 'flops', step.modelFlopsPerSecondPerAccelerator),
  ],
  inputPaths: ['model', ...BATCH_PATHS, 'strategy.accelerators', CALIBRATION_PATH],
});

const takeMfuApart: TakeApart = ({ step }, { strategy, accelerator, training }) => ({
  title: 'Model FLOP/s utilization (MFU)',
  formula: 'model FLOP of one step ÷ (step time × accelerators × dense peak); recomputed work does not count',
  terms: [
    factor('Model FLOP of one step', 'work', step.modelFlops),
    factor('Step time', 'duration', step.seconds),
    factor('Accelerators', 'count', strategy.accelerators),
    aside('Each does', 'flops', step.modelFlopsPerSecondPerAccelerator),
    factor('Dense peak of each', 'flops', accelerator.peakFlops[training.matmulFormat]),
    result('MFU', 'ratio', step.modelFlopsUtilization),
  ],
  inputPaths: ['accelerator.peakFlops', 'accelerator.matmulCeiling', CALIBRATION_PATH, ...STRATEGY_PATHS],
});

const takeHfuApart: TakeApart = ({ step }, { strategy, accelerator, training }) => ({
  title: 'Hardware FLOP/s utilization (HFU)',
  formula: 'FLOP that the hardware does in one step ÷ (step time × accelerators × dense peak); recomputed work counts',
  terms: [
    factor('Hardware FLOP of one step', 'work', step.hardwareFlops),
    aside('Model FLOP of one step', 'work', step.modelFlops),
    factor('Step time', 'duration', step.seconds),
    factor('Accelerators', 'count', strategy.accelerators),
    factor('Dense peak of each', 'flops', accelerator.peakFlops[training.matmulFormat]),
    result('HFU', 'ratio', step.hardwareFlopsUtilization),
  ],
  inputPaths: ['accelerator.peakFlops', 'accelerator.matmulCeiling', CALIBRATION_PATH, ...STRATEGY_PATHS],
});

const takeThroughputApart: TakeApart = ({ step }, { training }) => ({
  title: 'Throughput',
  formula: 'global batch × sequence length ÷ step time',
  terms: [
    factor('Global batch, sequences', 'count', training.globalBatchSequences),
    factor('Sequence length', 'tokens', training.sequenceLengthTokens),
    factor('Step time', 'duration', step.seconds),
    result('Throughput', 'tokens', step.tokensPerSecond, '/s'),
  ],
  inputPaths: [...BATCH_PATHS, CALIBRATION_PATH],
});

const takeStepsApart: TakeApart = ({ run }, { training }) => ({
  title: 'Steps in the run',
  formula: `${run.stages.length > 1 ? 'sum over the stages of ' : ''}tokens to train on ÷ (global batch × sequence length), rounded up`,
  terms: [
    ...(run.stages.length > 1
      ? run.stages.map(({ steps }, at) => summand(labelStage(run.stages, at), 'count', steps))
      : [
          factor('Tokens to train on', 'tokens', training.trainingTokens),
          factor('Global batch, sequences', 'count', training.globalBatchSequences),
          factor('Sequence length', 'tokens', training.sequenceLengthTokens),
        ]),
    result('Steps', 'count', run.steps),
  ],
  inputPaths: ['training.trainingTokens', ...BATCH_PATHS],
});

const takeMicroBatchesApart: TakeApart = ({ step }, { training, strategy }) => ({
  title: 'Micro-batches of one replica in one step',
  formula: 'global batch ÷ (data ranks × micro-batch), at least one',
  terms: [
    factor('Global batch, sequences', 'count', training.globalBatchSequences),
    factor('Data ranks', 'count', strategy.data),
    factor('Micro-batch, sequences', 'count', strategy.microBatchSequences),
    result('Micro-batches', 'count', step.microBatches),
  ],
  inputPaths: ['training.globalBatchSequences', 'strategy.data', 'strategy.microBatchSequences'],
});

const takeDataRanksApart: TakeApart = (_estimate, { strategy }) => ({
  title: 'Data ranks',
  formula: 'accelerators ÷ (tensor × context × pipeline parallelism)',
  terms: [
    factor('Accelerators', 'count', strategy.accelerators),
    factor('Tensor parallelism', 'count', strategy.tensor),
    factor('Context parallelism', 'count', strategy.context),
    factor('Pipeline parallelism', 'count', strategy.pipeline),
    result('Data ranks', 'count', strategy.data),
  ],
  inputPaths: ['strategy.accelerators', 'strategy.tensor', 'strategy.context', 'strategy.pipeline', 'strategy.data'],
});

const takeBubbleApart: TakeApart = ({ step }, { strategy }) => ({
  title: 'Pipeline bubble',
  formula:
    'time that the slowest rank waits for other stages ÷ step time; with even stages the wait is (p − 1) ÷ (v × m) of the work of a rank: p stages, v virtual stages a rank, m micro-batches',
  terms: [
    factor(
      'Waiting for other stages',
      'duration',
      step.breakdown.find(({ category }) => category === 'bubble')?.seconds ?? 0,
    ),
    factor('Step time', 'duration', step.seconds),
    aside('Pipeline stages, p', 'count', strategy.pipeline),
    aside('Virtual stages a rank, v', 'count', strategy.virtualStages),
    aside('Micro-batches, m', 'count', step.microBatches),
    result('Pipeline bubble', 'ratio', step.bubbleFraction),
  ],
  inputPaths: [
    'strategy.pipeline',
    'strategy.virtualStages',
    'strategy.data',
    'strategy.microBatchSequences',
    'training.globalBatchSequences',
  ],
});

/** The figures of one training step and of the run, by id. */
export const STEP_FIGURES = {
  time: takeTimeApart,
  'step-time': takeStepTimeApart,
  'accelerator-flops': takeAcceleratorFlopsApart,
  mfu: takeMfuApart,
  hfu: takeHfuApart,
  throughput: takeThroughputApart,
  steps: takeStepsApart,
  'micro-batches': takeMicroBatchesApart,
  'data-ranks': takeDataRanksApart,
  bubble: takeBubbleApart,
} as const satisfies Readonly<Record<string, TakeApart>>;
