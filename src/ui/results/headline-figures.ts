import type { Estimate } from '../../domain/estimate/estimate.ts';
import type { FigureId } from '../../domain/estimate/explain-figure.ts';
import type { Dimension } from '../../domain/units/dimensions.ts';

/** One of the figures in the header. */
export interface HeadlineFigure {
  readonly id: FigureId;
  /** Beside or below the number. */
  readonly label: string;
  /** Said aloud. */
  readonly longLabel: string;
  readonly dimension: Dimension;
  readonly select: (estimate: Estimate) => number;
  readonly better: 'lower' | 'higher';
}

/** The figures in the header, most important first. */
export const HEADLINE_FIGURES: readonly HeadlineFigure[] = [
  {
    id: 'time',
    label: 'to train',
    longLabel: 'Training time',
    dimension: 'duration',
    select: (estimate) => estimate.run.wallSeconds,
    better: 'lower',
  },
  {
    id: 'cost',
    label: 'cost',
    longLabel: 'Cost of the run',
    dimension: 'money',
    select: (estimate) => estimate.cost.headlineUsd,
    better: 'lower',
  },
  {
    id: 'power',
    label: 'power',
    longLabel: 'Average facility power',
    dimension: 'power',
    select: (estimate) => estimate.power.averageFacilityWatts,
    better: 'lower',
  },
  {
    id: 'goodput',
    label: 'goodput',
    longLabel: 'Goodput',
    dimension: 'ratio',
    select: (estimate) => estimate.reliability.goodput,
    better: 'higher',
  },
  {
    id: 'mfu',
    label: 'MFU',
    longLabel: 'Model FLOP/s utilization',
    dimension: 'ratio',
    select: (estimate) => estimate.step.modelFlopsUtilization,
    better: 'higher',
  },
  {
    id: 'step-time',
    label: 'step',
    longLabel: 'Step time',
    dimension: 'duration',
    select: (estimate) => estimate.step.seconds,
    better: 'lower',
  },
];
