import { scaleLinear } from 'd3-scale';
import type { FigureTheme } from '../domain/figure/figure-theme.ts';
import type { FigureMark, FigurePattern } from '../domain/figure/vector-figure.ts';
import { CHART_TEXT_SIZE, type ChartSize, ROW_HEIGHT } from './chart-size.ts';
import { estimateTextWidth, fitText } from './text-width.ts';

const LABEL_MAXIMUM = 190;
const VALUE_WIDTH = 60;
const AXIS_HEIGHT = 22;

/** One row of a waterfall: a bar from one share to a smaller one. */
export interface WaterfallRow {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly color: string;
  readonly pattern: FigurePattern;
  readonly isTotal: boolean;
}

/** Shares that shrink from row to row, over an axis of per cent from `start` to all. Answers the marks and the height that they take. */
export function drawWaterfall(
  rows: readonly WaterfallRow[],
  start: number,
  theme: FigureTheme,
  size: ChartSize,
): { readonly marks: readonly FigureMark[]; readonly height: number } {
  const widest = Math.max(...rows.map((row) => estimateTextWidth(row.label, CHART_TEXT_SIZE, 600)));
  const left = Math.min(widest, LABEL_MAXIMUM, size.width * 0.46) + 12;
  const right = size.width - VALUE_WIDTH;
  const scale = scaleLinear([start, 1], [left, right]);
  const bottom = rows.length * ROW_HEIGHT;
  const ticks = scale.ticks(Math.max(2, Math.min(5, Math.floor((right - left) / 60))));
  const text = { type: 'text', size: CHART_TEXT_SIZE } as const;
  const grid = ticks.flatMap((tick): FigureMark[] => [
    { type: 'line', x1: scale(tick), x2: scale(tick), y1: 0, y2: bottom, stroke: theme.hairline, strokeWidth: 1 },
    {
      ...text,
      x: scale(tick),
      y: bottom + 16,
      text: `${(tick * 100).toFixed(tick * 100 === Math.round(tick * 100) ? 0 : 1)} %`,
      weight: 400,
      fill: theme.textMuted,
      anchor: 'middle',
    },
  ]);
  const bars = rows.flatMap((row, index): FigureMark[] => {
    const top = index * ROW_HEIGHT;
    const weight = row.isTotal ? 600 : 400;
    return [
      {
        ...text,
        x: 0,
        y: top + 14,
        text: fitText(row.label, left - 12, CHART_TEXT_SIZE, weight),
        weight,
        fill: theme.text,
        anchor: 'start',
      },
      {
        type: 'rect',
        x: Math.max(left, scale(row.to)),
        y: top + 4,
        width: Math.max(1, scale(row.from) - Math.max(left, scale(row.to))),
        height: 12,
        radius: 2,
        fill: row.color,
        pattern: row.pattern,
        title: `${row.label}: ${row.text}`,
      },
      {
        ...text,
        x: size.width,
        y: top + 14,
        text: row.text,
        weight: row.isTotal ? 600 : 500,
        fill: theme.text,
        anchor: 'end',
      },
    ];
  });
  return { marks: [...grid, ...bars], height: bottom + AXIS_HEIGHT };
}

/** A share in per cent, with as many digits as small ones need. */
export function percent(share: number): string {
  const value = share * 100;
  return `${value >= 10 ? value.toFixed(1) : value >= 0.1 ? value.toFixed(2) : value.toFixed(3)} %`;
}
