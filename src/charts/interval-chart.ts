import { scaleLinear, scaleLog } from 'd3-scale';
import type { ReliabilityEstimate } from '../domain/estimate/reliability-estimate.ts';
import { categoryColor, type FigureTheme } from '../domain/figure/figure-theme.ts';
import type { FigureMark, VectorFigure } from '../domain/figure/vector-figure.ts';
import { formatQuantity } from '../domain/units/format-quantity.ts';
import { CHART_TEXT_SIZE, type ChartSize } from './chart-size.ts';
import { estimateTextWidth } from './text-width.ts';

/** What the chart is drawn from. */
export type IntervalChartInput = Pick<
  ReliabilityEstimate,
  'goodputByInterval' | 'goodput' | 'bestCheckpointIntervalSeconds' | 'checkpointIntervalSeconds'
>;

const LEFT = 52;
const RIGHT = 12;
const TOP = 26;
const BOTTOM = 24;
/** Durations that an axis is labelled with, seconds. */
const ROUND_SECONDS = [
  0.001, 0.01, 0.1, 1, 5, 15, 60, 300, 900, 3600, 14_400, 43_200, 86_400, 604_800, 2_592_000, 31_536_000,
] as const;

/** Goodput over the interval between checkpoints: where the best one lies, where the one in force, and how flat it is between. */
export function intervalChart(input: IntervalChartInput, theme: FigureTheme, size: ChartSize): VectorFigure {
  const points = input.goodputByInterval.filter(({ intervalSeconds }) => intervalSeconds > 0);
  const best = input.bestCheckpointIntervalSeconds;
  const inForce = input.checkpointIntervalSeconds;
  const isBest = Math.abs(inForce / best - 1) < 1e-6;
  const seconds = points.map(({ intervalSeconds }) => intervalSeconds);
  const goodputs = points.map(({ goodput }) => goodput);
  const [low = 0, high = 1] = [Math.min(...goodputs), Math.max(...goodputs)];
  const x = scaleLog([Math.min(...seconds), Math.max(...seconds)], [LEFT, size.width - RIGHT]).clamp(true);
  const y = scaleLinear([low, Math.max(high, low + 1e-4)], [size.height - BOTTOM, TOP]).nice(4);
  const duration = (value: number): string => formatQuantity('duration', value).text;
  const text = { type: 'text', size: CHART_TEXT_SIZE, weight: 400 } as const;
  const bottom = size.height - BOTTOM;

  const marks: FigureMark[] = [];
  for (const tick of y.ticks(4)) {
    marks.push(
      {
        type: 'line',
        x1: LEFT,
        x2: size.width - RIGHT,
        y1: y(tick),
        y2: y(tick),
        stroke: theme.hairline,
        strokeWidth: 1,
      },
      {
        ...text,
        x: LEFT - 6,
        y: y(tick) + 4,
        text: axisPercent(tick, y.ticks(4)),
        fill: theme.textMuted,
        anchor: 'end',
      },
    );
  }
  let free = LEFT - 6;
  for (const tick of ROUND_SECONDS) {
    const label = duration(tick);
    const width = estimateTextWidth(label, CHART_TEXT_SIZE, 400);
    const [first = 0, last = 0] = x.domain();
    if (tick < first || tick > last || x(tick) - width / 2 < free || x(tick) + width / 2 > size.width) continue;
    free = x(tick) + width / 2 + 12;
    marks.push(
      { type: 'line', x1: x(tick), x2: x(tick), y1: bottom, y2: bottom + 4, stroke: theme.textMuted, strokeWidth: 1 },
      { ...text, x: x(tick), y: bottom + 18, text: label, fill: theme.textMuted, anchor: 'middle' },
    );
  }
  marks.push({
    type: 'path',
    d: points
      .map(
        ({ intervalSeconds, goodput }, at) =>
          `${at === 0 ? 'M' : 'L'}${round(x(intervalSeconds))},${round(y(goodput))}`,
      )
      .join(' '),
    stroke: categoryColor('data', theme),
    strokeWidth: 2,
    title: 'Goodput',
  });
  const place = (interval: number): { readonly x: number; readonly y: number } => ({
    x: x(interval),
    y: y(goodputAt(points, interval)),
  });
  const bestPlace = place(best);
  const forcePlace = place(inForce);
  const bestLabel = `${isBest ? 'Best and in force' : 'Best'}: ${duration(best)}`;
  marks.push(
    {
      type: 'line',
      x1: bestPlace.x,
      x2: bestPlace.x,
      y1: bestPlace.y,
      y2: bottom,
      stroke: theme.good,
      strokeWidth: 1,
      dash: [3, 3],
    },
    { type: 'circle', cx: bestPlace.x, cy: bestPlace.y, r: 4, fill: theme.good, title: bestLabel },
    labelAt(bestPlace.x, 12, bestLabel, theme.good, size.width),
  );
  if (!isBest) {
    const label = `In force: ${duration(inForce)}`;
    marks.push(
      {
        type: 'rect',
        x: forcePlace.x - 4,
        y: forcePlace.y - 4,
        width: 8,
        height: 8,
        radius: 0,
        fill: theme.accent,
        title: label,
      },
      labelAt(forcePlace.x, Math.min(forcePlace.y + 20, bottom - 6), label, theme.accent, size.width),
    );
  }
  return {
    width: size.width,
    height: size.height,
    title: 'Goodput over the interval between checkpoints',
    description: `Best ${duration(best)}, in force ${duration(inForce)}: goodput ${formatQuantity('ratio', input.goodput).text}. From ${duration(
      seconds[0] ?? 0,
    )} to ${duration(seconds.at(-1) ?? 0)} goodput lies between ${axisPercent(low, [low, high])} and ${axisPercent(high, [low, high])}.`,
    marks,
  };
}

function labelAt(x: number, y: number, text: string, fill: string, width: number): FigureMark {
  const half = estimateTextWidth(text, CHART_TEXT_SIZE, 600) / 2;
  const middle = Math.max(half, Math.min(width - half, x));
  return { type: 'text', size: CHART_TEXT_SIZE, weight: 600, x: middle, y, text, fill, anchor: 'middle' };
}

/** On the curve at an interval: between its points, straight in the logarithm. */
function goodputAt(points: IntervalChartInput['goodputByInterval'], interval: number): number {
  const after = points.findIndex(({ intervalSeconds }) => intervalSeconds >= interval);
  const right = points[after] ?? points.at(-1);
  const left = points[Math.max(0, after - 1)];
  if (right === undefined || left === undefined || right.intervalSeconds <= left.intervalSeconds) {
    return right?.goodput ?? 0;
  }
  const share = Math.log(interval / left.intervalSeconds) / Math.log(right.intervalSeconds / left.intervalSeconds);
  return left.goodput + Math.max(0, Math.min(1, share)) * (right.goodput - left.goodput);
}

/** Enough digits to tell the ticks apart. */
function axisPercent(share: number, ticks: readonly number[]): string {
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0)) * 100;
  return `${(share * 100).toFixed(step >= 1 ? 0 : step >= 0.1 ? 1 : 2)} %`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
