/**
 * What the figures of the page are made of: the formula in words, the terms with their values, and which inputs they rest
 * on. The terms are parts of the same estimate, so they add up to what is shown.
 */
import type { Estimate } from '../../domain/estimate/estimate.ts';
import type { Scenario } from '../../domain/estimate/scenario.ts';
import { CATEGORY_STYLES } from '../../domain/figure/figure-theme.ts';
import type { Dimension } from '../../domain/units/dimensions.ts';

/** One term of a figure. */
export interface FigureTerm {
  readonly label: string;
  /** In the dimension's base unit. */
  readonly value: number;
  readonly dimension: Dimension;
}

/** A figure taken apart. */
export interface FigureParts {
  readonly title: string;
  readonly formula: string;
  readonly terms: readonly FigureTerm[];
  /** Beginnings of the paths of the inputs (see `InputSources`) that it rests on most directly. */
  readonly inputPaths: readonly string[];
}

/** Figures that can be opened. */
export type FigureId = 'time' | 'cost' | 'power' | 'goodput' | 'mfu' | 'step-time' | 'memory';

const STRATEGY_PATHS = ['strategy.', 'training.', 'model'] as const;

const TAKE_APART: Readonly<Record<FigureId, (estimate: Estimate, scenario: Scenario) => FigureParts>> = {
  time: ({ run, step, reliability }) => ({
    title: 'Training time',
    formula: 'steps × step time ÷ goodput, where steps = training tokens ÷ (global batch × sequence length)',
    terms: [
      { label: 'Steps', value: run.steps, dimension: 'count' },
      { label: 'Step time', value: step.seconds, dimension: 'duration' },
      { label: 'Without losses', value: run.idealSeconds, dimension: 'duration' },
      { label: 'Goodput', value: reliability.goodput, dimension: 'ratio' },
      { label: 'Training time', value: run.wallSeconds, dimension: 'duration' },
    ],
    inputPaths: ['training.trainingTokens', 'training.globalBatchSequences', 'training.sequenceLengthTokens'],
  }),
  cost: ({ cost, run }) => {
    const isRented = cost.basis === 'rent';
    const total = isRented ? cost.rented : cost.owned;
    return {
      title: isRented ? 'Cost of the run, rented' : 'Cost of the run, owned',
      formula: isRented
        ? 'accelerators, spares included × hours × price of an hour + storage'
        : 'depreciation + interest + maintenance + colocation + electricity + staff, for the time of the run',
      terms: [
        ...total.components.map(({ label, amount }) => ({ label, value: amount, dimension: 'money' as const })),
        { label: 'Total', value: total.totalUsd, dimension: 'money' },
        { label: 'Accelerator-hours', value: run.acceleratorHours, dimension: 'count' },
      ],
      inputPaths: isRented
        ? ['economy.cost.basis', 'economy.cost.rent', 'economy.cost.spare', 'economy.cost.storage']
        : ['economy.cost.'],
    };
  },
  power: ({ power }) => ({
    title: 'Average facility power',
    formula: 'accelerators + hosts + switches + optics + storage, then × facility factor (PUE)',
    terms: [
      ...power.averageWattsByComponent.map(({ label, amount }) => ({
        label,
        value: amount,
        dimension: 'power' as const,
      })),
      { label: 'Average facility power', value: power.averageFacilityWatts, dimension: 'power' },
      { label: 'At most', value: power.peakFacilityWatts, dimension: 'power' },
    ],
    inputPaths: ['economy.power.'],
  }),
  goodput: ({ reliability }) => ({
    title: 'Goodput',
    formula: 'useful time ÷ wall time = 1 − the shares that are lost',
    terms: [
      ...reliability.lostShares.map(({ label, amount }) => ({ label, value: amount, dimension: 'ratio' as const })),
      { label: 'Goodput', value: reliability.goodput, dimension: 'ratio' },
    ],
    inputPaths: ['economy.reliability.'],
  }),
  mfu: ({ step }, scenario) => ({
    title: 'Model FLOP/s utilization (MFU)',
    formula: 'model FLOP of one step ÷ (step time × accelerators × dense peak); recomputed work does not count',
    terms: [
      { label: 'Model FLOP of one step', value: step.modelFlops, dimension: 'work' },
      { label: 'Step time', value: step.seconds, dimension: 'duration' },
      { label: 'Accelerators', value: scenario.strategy.accelerators, dimension: 'count' },
      { label: 'Each does', value: step.modelFlopsPerSecondPerAccelerator, dimension: 'flops' },
      {
        label: 'Dense peak of each',
        value: scenario.accelerator.peakFlops[scenario.training.matmulFormat],
        dimension: 'flops',
      },
      { label: 'MFU', value: step.modelFlopsUtilization, dimension: 'ratio' },
    ],
    inputPaths: ['accelerator.peakFlops', 'accelerator.matmulCeiling', ...STRATEGY_PATHS],
  }),
  'step-time': ({ step }) => ({
    title: 'Step time',
    formula: 'on the slowest rank: computing + what of the communication is not hidden behind it + waiting',
    terms: [
      ...step.breakdown
        .filter(({ seconds }) => seconds > 0)
        .map(({ category, seconds }) => ({
          label: CATEGORY_STYLES[category].label,
          value: seconds,
          dimension: 'duration' as const,
        })),
      { label: 'Step time', value: step.seconds, dimension: 'duration' },
    ],
    inputPaths: [...STRATEGY_PATHS, 'accelerator.', 'stack', 'network.'],
  }),
  memory: ({ memory }) => ({
    title: 'Memory of the fullest rank',
    formula: 'what the rank keeps for the whole run + what one step needs at its peak + the runtime',
    terms: [
      ...Object.entries(memory.components)
        .filter(([, bytes]) => bytes > 0)
        .map(([component, bytes]) => ({ label: writeWords(component), value: bytes, dimension: 'memory' as const })),
      { label: 'Together', value: memory.totalBytes, dimension: 'memory' },
      { label: 'The accelerator has', value: memory.capacityBytes, dimension: 'memory' },
    ],
    inputPaths: ['accelerator.memoryBytes', ...STRATEGY_PATHS, 'stack.factors.runtimeBytes', 'stack.factors.frag'],
  }),
};

/** Takes a figure apart. */
export function takeFigureApart(id: FigureId, estimate: Estimate, scenario: Scenario): FigureParts {
  return TAKE_APART[id](estimate, scenario);
}

/** `masterWeights` as "Master weights". */
function writeWords(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
