import type { PowerEstimate } from '../domain/estimate/power-estimate.ts';
import type { FigureTheme } from '../domain/figure/figure-theme.ts';
import type { VectorFigure } from '../domain/figure/vector-figure.ts';
import { amountChart, amountFormat } from './amount-chart.ts';
import type { ChartSize } from './chart-size.ts';

/** Average power of the facility by what draws it. */
export function powerChart(
  power: Pick<PowerEstimate, 'averageWattsByComponent'>,
  theme: FigureTheme,
  size: ChartSize,
): VectorFigure {
  return amountChart(
    {
      title: 'Average power by component',
      totalLabel: 'Average, with cooling',
      amounts: power.averageWattsByComponent,
      format: amountFormat('power'),
      category: 'context',
    },
    theme,
    size,
  );
}
