import type { ReliabilityEstimate } from '../domain/estimate/reliability-estimate.ts';
import { categoryColor, type FigureTheme } from '../domain/figure/figure-theme.ts';
import type { VectorFigure } from '../domain/figure/vector-figure.ts';
import type { ChartSize } from './chart-size.ts';
import { drawWaterfall, percent, type WaterfallRow } from './waterfall.ts';

/**
 * How wall time shrinks to useful time: one row for each loss, each starting where the one before ended. Losses are a few
 * per cent, so the axis begins where the drawing needs it and says so.
 */
export function goodputChart(
  reliability: Pick<ReliabilityEstimate, 'goodput' | 'lostShares'>,
  theme: FigureTheme,
  size: ChartSize,
): VectorFigure {
  const start = Math.min(Math.max(0, Math.floor((1 - (1 - reliability.goodput) * 1.6) * 20) / 20), 0.95);
  const { marks, height } = drawWaterfall(waterfallRows(reliability, theme), start, theme, size);
  return {
    width: size.width,
    height,
    title: 'From wall time to useful time',
    description: `Goodput is ${percent(reliability.goodput)} of wall time. Lost: ${reliability.lostShares
      .filter((loss) => loss.amount > 0)
      .map((loss) => `${loss.label} ${percent(loss.amount)}`)
      .join(', ')}. The axis begins at ${percent(start)}.`,
    marks,
  };
}

function waterfallRows(
  reliability: Pick<ReliabilityEstimate, 'goodput' | 'lostShares'>,
  theme: FigureTheme,
): readonly WaterfallRow[] {
  const rows: WaterfallRow[] = [
    {
      label: 'Wall time',
      from: 1,
      to: 0,
      text: '100 %',
      color: categoryColor('optimizer', theme),
      pattern: 'solid',
      isTotal: true,
    },
  ];
  let remaining = 1;
  for (const loss of [...reliability.lostShares].sort((a, b) => b.amount - a.amount)) {
    if (loss.amount <= 0) continue;
    rows.push({
      label: loss.label,
      from: remaining,
      to: remaining - loss.amount,
      text: `−${percent(loss.amount)}`,
      color: categoryColor('tensor', theme),
      pattern: 'hatch',
      isTotal: false,
    });
    remaining -= loss.amount;
  }
  return [
    ...rows,
    {
      label: 'Goodput',
      from: reliability.goodput,
      to: 0,
      text: percent(reliability.goodput),
      color: categoryColor('data', theme),
      pattern: 'solid',
      isTotal: true,
    },
  ];
}
