import { SIMULATED_ABOVE } from '../../domain/simulation/simulation-settings.ts';
import type { Dimension } from '../../domain/units/dimensions.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { useCurrency } from '../results/use-currency.ts';
import viewStyles from '../results/view.module.css';
import { findSimulatedFigure, useHeadlineSimulation } from './use-headline-simulation.ts';

const DIMENSIONS: Readonly<Record<string, Dimension>> = { time: 'duration', cost: 'money', goodput: 'ratio' };

/** Says whether the figure in the headline is the closed form, which the terms above make up, or the mean of simulated runs. */
export function SimulatedNote({ figureId }: { readonly figureId: string }) {
  const simulation = useHeadlineSimulation();
  const currency = useCurrency();
  const dimension = DIMENSIONS[figureId];
  if (simulation.kind === 'not-needed' || dimension === undefined) return null;
  const limit = formatQuantity('count', SIMULATED_ABOVE).text;
  const figure = findSimulatedFigure(simulation, figureId);
  const text = (value: number): string => formatQuantity(dimension, value, { currency }).text;
  return (
    <p className={viewStyles.note}>
      {figure === null
        ? simulation.kind === 'closed-form' && simulation.isHopeless
          ? 'This is the closed form. Simulated runs of this job hardly advance, so that there is no better figure.'
          : `This is the closed form. Above ${limit} accelerators the headline shows the mean of simulated runs as soon as they are there.`
        : `The terms are those of the closed form. Above ${limit} accelerators the headline shows the mean of simulated runs instead: ${text(
            figure.mean,
          )}, and 90 of 100 runs between ${text(figure.p5)} and ${text(figure.p95)} (Failures, Runs).`}
    </p>
  );
}
