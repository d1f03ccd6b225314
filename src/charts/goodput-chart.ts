import { scaleLinear } from 'd3-scale';
import type { ReliabilityEstimate } from '../domain/estimate/reliability-estimate.ts';
import { categoryColor, type FigureTheme } from '../domain/figure/figure-theme.ts';
import type { FigureMark, FigurePattern, VectorFigure } from '../domain/figure/vector-figure.ts';
import { CHART_TEXT_SIZE, type ChartSize, ROW_HEIGHT } from './chart-size.ts';
import { estimateTextWidth, fitText } from './text-width.ts';

const LABEL_MAXIMUM = 190;
const VALUE_WIDTH = 60;
const AXIS_HEIGHT = 22;

interface WaterfallRow {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly color: string;
  readonly pattern: FigurePattern;
  readonly isTotal: boolean;
}

/**
 * How wall time shrinks to useful time: one row for each loss, each starting where the one before ended. Losses are a few
 * per cent, so the axis begins where the drawing needs it and says so.
 */
export function goodputChart(
  reliability: Pick<ReliabilityEstimate, 'goodput' | 'lostShares'>,
  theme: FigureTheme,
  size: ChartSize,
): VectorFigure {
  const rows = waterfallRows(reliability, theme);
  const widest = Math.max(...rows.map((row) => estimateTextWidth(row.label, CHART_TEXT_SIZE, 600)));
  const left = Math.min(widest, LABEL_MAXIMUM, size.width * 0.46) + 12;
  const right = size.width - VALUE_WIDTH;
  const start = Math.max(0, Math.floor((1 - (1 - reliability.goodput) * 1.6) * 20) / 20);
  const scale = scaleLinear([Math.min(start, 0.95), 1], [left, right]);
  const height = rows.length * ROW_HEIGHT + AXIS_HEIGHT;
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
  return {
    width: size.width,
    height,
    title: 'From wall time to useful time',
    description: `Goodput is ${percent(reliability.goodput)} of wall time. Lost: ${reliability.lostShares
      .map((loss) => `${loss.label} ${percent(loss.amount)}`)
      .join(', ')}. The axis begins at ${percent(scale.domain()[0] ?? 0)}.`,
    marks: [...grid, ...bars],
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

function percent(share: number): string {
  const value = share * 100;
  return `${value >= 10 ? value.toFixed(1) : value >= 0.1 ? value.toFixed(2) : value.toFixed(3)} %`;
}
