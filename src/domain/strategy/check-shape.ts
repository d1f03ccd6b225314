/** The divisibility rules of a strategy, one function a rule. Each says what does not divide what, with the numbers and the nearest way out. */
import type { ScenarioProblem } from '../estimate/scenario-problem.ts';
import { nearestNumbers } from './nearest-numbers.ts';
import { SCHEDULE_RULES } from './schedule-rules.ts';
import { divides, problem, type Rule } from './shape-rule.ts';
import { dataRanks, replicaSize, type StrategyShape } from './strategy-shape.ts';

const acceleratorsDivide: Rule = ({ strategy }) => {
  const { accelerators, tensor, context, pipeline } = strategy;
  const replica = replicaSize(strategy);
  if (divides(replica, accelerators)) return null;
  const used = Math.floor(accelerators / replica) * replica;
  return () =>
    problem(
      'replica-divides-accelerators',
      'pipeline',
      `One model replica takes ${tensor} tensor × ${context} context × ${pipeline} pipeline = ${replica} accelerators, which does not divide the ${accelerators} in use.`,
      nearestNumbers(pipeline, (value) => divides(tensor * context * value, accelerators), 3, accelerators),
      used > 0 ? `Use ${used} accelerators, or change one of the three.` : `Draw at least ${replica} accelerators.`,
    );
};

const tensorDividesHeads: Rule = ({ strategy, architecture }) => {
  const { tensor } = strategy;
  const { heads } = architecture;
  if (divides(tensor, heads)) return null;
  return () =>
    problem(
      'tensor-divides-heads',
      'tensor',
      `Tensor parallelism ${tensor} does not divide the model's ${heads} attention heads.`,
      nearestNumbers(tensor, (value) => divides(value, heads), 3, heads),
    );
};

const tensorDividesKvHeads: Rule = ({ strategy, architecture }) => {
  const { tensor } = strategy;
  const { heads, kvHeads, mla } = architecture;
  // With more ranks than heads, each head is held by several ranks. Latent attention keeps no heads of keys and values.
  const isValid = (value: number): boolean => divides(value, kvHeads) || divides(kvHeads, value);
  if (mla !== null || isValid(tensor)) return null;
  return () =>
    problem(
      'tensor-divides-kv-heads',
      'tensor',
      `Tensor parallelism ${tensor} neither divides the model's ${kvHeads} key/value heads nor is a multiple of them.`,
      nearestNumbers(tensor, (value) => isValid(value) && divides(value, heads), 3, heads),
    );
};

const tensorDividesWidth: Rule = ({ strategy, architecture }) => {
  const { tensor } = strategy;
  const { hidden, ffn, moe } = architecture;
  const widths = [hidden, ffn, ...(moe === null ? [] : [moe.denseFfn, moe.sharedFfn])].filter((width) => width > 0);
  const odd = widths.find((width) => !divides(tensor, width));
  if (odd === undefined) return null;
  return () =>
    problem(
      'tensor-divides-width',
      'tensor',
      `Tensor parallelism ${tensor} does not divide the model's width of ${odd}.`,
      nearestNumbers(tensor, (value) => widths.every((width) => divides(value, width)), 3, hidden),
    );
};

const contextDividesSequence: Rule = ({ strategy, training }) => {
  const { context, tensor, sequenceParallel } = strategy;
  const { sequenceLengthTokens } = training;
  const cut = sequenceParallel ? context * tensor : context;
  if (divides(cut, sequenceLengthTokens)) return null;
  const by = sequenceParallel && tensor > 1 ? `context ${context} × tensor ${tensor} = ${cut}` : `${context}`;
  return () =>
    problem(
      'context-divides-sequence',
      'context',
      `The sequence of ${sequenceLengthTokens} tokens does not divide by ${by}.`,
      nearestNumbers(
        context,
        (value) => divides(sequenceParallel ? value * tensor : value, sequenceLengthTokens),
        3,
        sequenceLengthTokens,
      ),
    );
};

/** Embedding and output layer can be stages of their own: a published run cuts 126 layers into 128 stages that way. */
const ENDS = 2;

const stagesHaveLayers: Rule = ({ strategy, architecture }) => {
  const { pipeline, virtualStages } = strategy;
  const slots = architecture.layers + ENDS;
  const stages = pipeline * virtualStages;
  if (stages <= slots) return null;
  const field = virtualStages > 1 ? 'virtualStages' : 'pipeline';
  const other = virtualStages > 1 ? pipeline : virtualStages;
  return () =>
    problem(
      'stages-exceed-layers',
      field,
      `${pipeline} pipeline ranks × ${virtualStages} virtual stages = ${stages} stages, but the model has ${architecture.layers} layers, an embedding and an output layer to fill them.`,
      nearestNumbers(Math.max(1, Math.floor(slots / other)), (value) => value * other <= slots, 3, slots),
    );
};

const batchDivides: Rule = ({ strategy, training }) => {
  const data = dataRanks(strategy);
  const { microBatchSequences } = strategy;
  const { globalBatchSequences } = training;
  if (!Number.isInteger(data) || divides(data * microBatchSequences, globalBatchSequences)) return null;
  const atOnce = data * microBatchSequences;
  const isData = !divides(data, globalBatchSequences);
  return () =>
    problem(
      'micro-batches-divide-batch',
      'microBatchSequences',
      `The global batch of ${globalBatchSequences} sequences does not divide by ${data} data ranks × micro-batch ${microBatchSequences} = ${atOnce}.`,
      isData
        ? []
        : nearestNumbers(
            microBatchSequences,
            (value) => divides(data * value, globalBatchSequences),
            3,
            globalBatchSequences,
          ),
      `A global batch of ${nearestMultiples(globalBatchSequences, atOnce).join(' or ')} would divide.`,
    );
};

/** The multiples of a step on both sides of a number, the nearer one first; only positive ones. */
function nearestMultiples(wanted: number, step: number): number[] {
  const below = Math.floor(wanted / step) * step;
  const distance = (value: number): number => Math.abs(value - wanted);
  return [below, below + step].filter((value) => value > 0).sort((a, b) => distance(a) - distance(b));
}

const expertsDivide: Rule = ({ strategy, architecture }) => {
  const { expert, expertTensor } = strategy;
  const { moe } = architecture;
  if (moe === null) {
    if (expert === 1 && expertTensor === 1) return null;
    const field = expert === 1 ? 'expertTensor' : 'expert';
    return () => problem('no-experts', field, 'The model has no experts to spread.', [1]);
  }
  if (!divides(expert, moe.experts)) {
    return () =>
      problem(
        'expert-divides-experts',
        'expert',
        `Expert parallelism ${expert} does not divide the model's ${moe.experts} experts.`,
        nearestNumbers(expert, (value) => divides(value, moe.experts), 3, moe.experts),
      );
  }
  if (!divides(expertTensor, moe.expertFfn)) {
    return () =>
      problem(
        'expert-tensor-divides-width',
        'expertTensor',
        `Expert tensor parallelism ${expertTensor} does not divide the experts' width of ${moe.expertFfn}.`,
        nearestNumbers(expertTensor, (value) => divides(value, moe.expertFfn), 3, moe.expertFfn),
      );
  }
  return null;
};

const expertsFitRanks: Rule = ({ strategy, architecture }) => {
  const { accelerators, pipeline, expert, expertTensor } = strategy;
  if (architecture.moe === null || !divides(replicaSize(strategy), accelerators)) return null;
  const ranks = accelerators / pipeline;
  if (divides(expert * expertTensor, ranks)) return null;
  const tensor = expertTensor > 1 ? ` × expert tensor ${expertTensor}` : '';
  const { experts } = architecture.moe;
  return () =>
    problem(
      'expert-divides-ranks',
      'expert',
      `Expert parallelism ${expert}${tensor} does not divide the ${ranks} ranks of one pipeline stage (data × context × tensor).`,
      nearestNumbers(expert, (value) => divides(value * expertTensor, ranks) && divides(value, experts), 3, experts),
    );
};

const groupDividesData: Rule = ({ strategy }) => {
  const { shardingGroupSize } = strategy;
  const data = dataRanks(strategy);
  if (shardingGroupSize === null || !Number.isInteger(data) || divides(shardingGroupSize, data)) return null;
  return () =>
    problem(
      'sharding-group-divides-data',
      'shardingGroupSize',
      `A sharding group of ${shardingGroupSize} does not divide the ${data} data ranks.`,
      nearestNumbers(shardingGroupSize, (value) => divides(value, data), 3, data),
    );
};

const blocksExist: Rule = ({ strategy, architecture }) => {
  const { recompute, recomputeLayersPerStage, pipeline } = strategy;
  const most = Math.ceil(architecture.layers / pipeline);
  if (recompute !== 'block' || recomputeLayersPerStage <= most) return null;
  return () =>
    problem(
      'recompute-exceeds-stage',
      'recomputeLayersPerStage',
      `${recomputeLayersPerStage} layers of each stage are to be recomputed, but a stage has at most ${most}.`,
      [most],
    );
};

const orderIsComplete: Rule = ({ strategy }) => {
  if (new Set(strategy.rankOrder).size === 4) return null;
  return () =>
    problem(
      'rank-order-complete',
      'rankOrder',
      `The rank order names ${strategy.rankOrder.join(', ')}; each of tensor, context, data and pipeline must stand there once.`,
    );
};

const RULES: readonly Rule[] = [
  acceleratorsDivide,
  tensorDividesHeads,
  tensorDividesKvHeads,
  tensorDividesWidth,
  contextDividesSequence,
  stagesHaveLayers,
  batchDivides,
  ...SCHEDULE_RULES,
  expertsDivide,
  expertsFitRanks,
  groupDividesData,
  blocksExist,
  orderIsComplete,
];

/** All rules that a strategy breaks; empty when it is valid. */
export function checkShape(shape: StrategyShape): ScenarioProblem[] {
  const problems: ScenarioProblem[] = [];
  for (const rule of RULES) {
    const found = rule(shape);
    if (found !== null) problems.push(found());
  }
  return problems;
}

/** Whether a strategy breaks no rule; much quicker than {@link checkShape} where it does. */
export function isValidShape(shape: StrategyShape): boolean {
  return RULES.every((rule) => rule(shape) === null);
}
