import type { CostTotal } from '../domain/estimate/cost-estimate.ts';
import type { FigureTheme } from '../domain/figure/figure-theme.ts';
import type { VectorFigure } from '../domain/figure/vector-figure.ts';
import type { Currency } from '../domain/units/currency.ts';
import { amountChart, amountFormat } from './amount-chart.ts';
import type { ChartSize } from './chart-size.ts';

/** What renting or owning costs, by component; both charts share one scale, so that their bars compare. */
export function costChart(
  cost: Readonly<Record<'rented' | 'owned', Pick<CostTotal, 'components'>>> & { readonly currency?: Currency },
  basis: 'rent' | 'own',
  theme: FigureTheme,
  size: ChartSize,
): VectorFigure {
  const shown = basis === 'rent' ? cost.rented : cost.owned;
  return amountChart(
    {
      title: basis === 'rent' ? 'Cost of the run when rented' : 'Cost of the run when owned',
      totalLabel: basis === 'rent' ? 'Rented' : 'Owned',
      amounts: shown.components,
      format: amountFormat('money', cost.currency),
      category: basis === 'rent' ? 'compute' : 'data',
      maximum: Math.max(...[...cost.rented.components, ...cost.owned.components].map((row) => row.amount), 0),
    },
    theme,
    size,
  );
}
