import type { StepEstimate } from '../domain/estimate/estimate.ts';
import { CATEGORY_STYLES, categoryColor, type FigureTheme } from '../domain/figure/figure-theme.ts';
import type { VectorFigure } from '../domain/figure/vector-figure.ts';
import { formatQuantity } from '../domain/units/format-quantity.ts';
import { drawAmountRows } from './amount-rows.ts';
import { type ChartSize, ROW_HEIGHT, WHOLE_BAR_HEIGHT } from './chart-size.ts';
import { drawShareBar } from './share-bar.ts';

/** Shares below this are left out of the rows: they would all read 0.0 %. */
const SMALLEST_SHARE = 0.0005;

/** Where the time of one step goes: the whole step as one bar, then a row for each category. */
export function stepBreakdownChart(
  step: Pick<StepEstimate, 'seconds' | 'breakdown'>,
  theme: FigureTheme,
  size: ChartSize,
): VectorFigure {
  const series = step.breakdown
    .filter((entry) => entry.seconds > step.seconds * SMALLEST_SHARE)
    .map((entry) => ({
      label: CATEGORY_STYLES[entry.category].label,
      amount: entry.seconds,
      color: categoryColor(entry.category, theme),
      pattern: CATEGORY_STYLES[entry.category].pattern,
    }));
  const format = (seconds: number): string => formatQuantity('duration', seconds).text;
  const rowsTop = WHOLE_BAR_HEIGHT + 12;
  const longest = Math.max(0, ...series.map((row) => row.amount));
  return {
    width: size.width,
    height: rowsTop + series.length * ROW_HEIGHT,
    title: 'Step time by what it is spent on',
    description: `One step takes ${format(step.seconds)}: ${series
      .map((row) => `${row.label} ${format(row.amount)}`)
      .join(', ')}.`,
    marks: [
      ...drawShareBar(
        series,
        { x: 0, y: 0, width: size.width, height: WHOLE_BAR_HEIGHT, maximum: step.seconds },
        theme,
        format,
      ),
      ...drawAmountRows(
        series,
        { x: 0, y: rowsTop, width: size.width, maximum: longest, total: step.seconds },
        theme,
        format,
      ),
    ],
  };
}
