import { MEMORY_COMPONENTS, type MemoryEstimate } from '../domain/estimate/estimate.ts';
import { MEMORY_LABELS } from '../domain/estimate/memory-labels.ts';
import type { FigureTheme } from '../domain/figure/figure-theme.ts';
import type { FigureMark, VectorFigure } from '../domain/figure/vector-figure.ts';
import { formatQuantity } from '../domain/units/format-quantity.ts';
import { drawAmountRows } from './amount-rows.ts';
import { seriesStyle } from './chart-series.ts';
import { CHART_TEXT_SIZE, type ChartSize, ROW_HEIGHT, WHOLE_BAR_HEIGHT } from './chart-size.ts';
import { drawShareBar } from './share-bar.ts';

const HEADING_HEIGHT = 20;

/** Memory of the worst rank against what the accelerator has: one bar with the capacity marked, then a row for each component. */
export function memoryChart(
  memory: Pick<MemoryEstimate, 'components' | 'totalBytes' | 'capacityBytes'>,
  theme: FigureTheme,
  size: ChartSize,
): VectorFigure {
  const format = (bytes: number): string => formatQuantity('memory', bytes).text;
  const series = MEMORY_COMPONENTS.map((component, index) => ({
    label: MEMORY_LABELS[component],
    amount: memory.components[component],
    ...seriesStyle(index, theme),
  })).filter((row) => row.amount > 0);
  const maximum = Math.max(memory.capacityBytes, memory.totalBytes);
  const over = memory.totalBytes - memory.capacityBytes;
  const capacityX = (memory.capacityBytes / maximum) * size.width;
  const verdict = over > 0 ? `${format(over)} too much` : `${format(-over)} free`;
  const rowsTop = HEADING_HEIGHT + WHOLE_BAR_HEIGHT + 12;
  const text = { type: 'text', size: CHART_TEXT_SIZE, y: 13 } as const;
  const marks: FigureMark[] = [
    {
      ...text,
      x: 0,
      text: `${format(memory.totalBytes)} of ${format(memory.capacityBytes)}`,
      weight: 600,
      fill: theme.text,
      anchor: 'start',
    },
    {
      ...text,
      x: size.width,
      text: verdict,
      weight: 600,
      fill: over > 0 ? theme.danger : theme.good,
      anchor: 'end',
    },
    ...drawShareBar(
      series,
      { x: 0, y: HEADING_HEIGHT, width: size.width, height: WHOLE_BAR_HEIGHT, maximum },
      theme,
      format,
    ),
    {
      type: 'line',
      x1: capacityX,
      x2: capacityX,
      y1: HEADING_HEIGHT - 4,
      y2: HEADING_HEIGHT + WHOLE_BAR_HEIGHT + 4,
      stroke: over > 0 ? theme.danger : theme.text,
      strokeWidth: 2,
    },
  ];
  return {
    width: size.width,
    height: rowsTop + series.length * ROW_HEIGHT,
    title: 'Memory of the fullest rank by component',
    description: `${format(memory.totalBytes)} of ${format(memory.capacityBytes)}, ${verdict}: ${series
      .map((row) => `${row.label} ${format(row.amount)}`)
      .join(', ')}.`,
    marks: [
      ...marks,
      ...drawAmountRows(
        series,
        {
          x: 0,
          y: rowsTop,
          width: size.width,
          maximum: Math.max(...series.map((row) => row.amount), 0),
          total: memory.totalBytes,
        },
        theme,
        format,
      ),
    ],
  };
}
