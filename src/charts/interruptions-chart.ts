import type { ReliabilityEstimate } from '../domain/estimate/reliability-estimate.ts';
import type { FigureTheme } from '../domain/figure/figure-theme.ts';
import type { VectorFigure } from '../domain/figure/vector-figure.ts';
import { amountChart } from './amount-chart.ts';
import type { ChartSize } from './chart-size.ts';

/** Interruptions of the job per day by cause. */
export function interruptionsChart(
  reliability: Pick<ReliabilityEstimate, 'interruptionsPerDayByCause'>,
  theme: FigureTheme,
  size: ChartSize,
): VectorFigure {
  return amountChart(
    {
      title: 'Interruptions per day by cause',
      totalLabel: 'Interruptions',
      amounts: reliability.interruptionsPerDayByCause,
      format: (perDay) => `${formatRate(perDay)} / day`,
      category: 'expert',
    },
    theme,
    size,
  );
}

/** Three significant figures, without an exponent for the small rates that causes have. */
function formatRate(perDay: number): string {
  if (perDay === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(perDay))));
  return perDay.toFixed(Math.min(6, digits));
}
