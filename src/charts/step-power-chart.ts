import type { FigureTheme } from '../domain/figure/figure-theme.ts';
import { categoryColor } from '../domain/figure/figure-theme.ts';
import type { FigureMark, VectorFigure } from '../domain/figure/vector-figure.ts';
import { formatQuantity } from '../domain/units/format-quantity.ts';
import { CHART_TEXT_SIZE, type ChartSize } from './chart-size.ts';

/** Power over one step, and what it is held against. */
export interface StepPowerChartInput {
  readonly stepSeconds: number;
  /** In equal parts of the step. */
  readonly watts: ArrayLike<number>;
  readonly averageWatts: number;
  readonly peakWatts: number;
  readonly troughWatts: number;
  /** A drawn limit of the same whole; null = none. */
  readonly limitWatts: number | null;
}

const TOP = 18;
const BOTTOM = 18;
/** Lines of labels that would lie closer are moved apart. */
const LABEL_HEIGHT = 14;

const watts = (value: number): string => formatQuantity('power', value).text;

/** Power over one step as an area, with lines for average, peak and limit. */
export function stepPowerChart(input: StepPowerChartInput, theme: FigureTheme, size: ChartSize): VectorFigure {
  const { stepSeconds, averageWatts, peakWatts, troughWatts, limitWatts } = input;
  const height = Math.max(size.height, 120);
  const most = Math.max(peakWatts, limitWatts ?? 0) * 1.05 || 1;
  const plot = { top: TOP, height: height - TOP - BOTTOM };
  const yOf = (value: number): number => plot.top + plot.height * (1 - value / most);
  const base = yOf(0);
  const levels: readonly (readonly [label: string, value: number, color: string, dash: readonly number[] | null])[] = [
    ['Peak', peakWatts, theme.text, [2, 3]],
    ['Average', averageWatts, theme.accent, [6, 3]],
    ...(limitWatts === null ? [] : [['Limit', limitWatts, theme.danger, null] as const]),
  ];
  const marks: FigureMark[] = [
    { type: 'path', d: outline(input, size.width, yOf, base), fill: categoryColor('compute', theme) },
    { type: 'line', x1: 0, y1: base, x2: size.width, y2: base, stroke: theme.hairline, strokeWidth: 1 },
  ];
  let above = Number.NEGATIVE_INFINITY;
  for (const [label, value, color, dash] of [...levels].sort((a, b) => b[1] - a[1])) {
    const y = yOf(value);
    const baseline = Math.max(y - 4, above + LABEL_HEIGHT);
    above = baseline;
    const text = `${label} ${watts(value)}`;
    marks.push(
      {
        type: 'line',
        x1: 0,
        y1: y,
        x2: size.width,
        y2: y,
        stroke: color,
        strokeWidth: 1.5,
        ...(dash === null ? {} : { dash }),
      },
      // The page behind the words, so that they read over the area.
      {
        type: 'rect',
        x: size.width - text.length * 7 - 8,
        y: baseline - 11,
        width: text.length * 7 + 8,
        height: 14,
        radius: 2,
        fill: theme.background,
      },
      {
        type: 'text',
        x: size.width - 4,
        y: baseline,
        text,
        size: CHART_TEXT_SIZE,
        weight: 500,
        fill: color,
        anchor: 'end',
      },
    );
  }
  const tick = { type: 'text', y: height - 4, size: CHART_TEXT_SIZE, weight: 400, fill: theme.textMuted } as const;
  const time = formatQuantity('duration', stepSeconds).text;
  marks.push({ ...tick, x: 0, text: '0 s', anchor: 'start' }, { ...tick, x: size.width, text: time, anchor: 'end' });
  const limit = limitWatts === null ? '' : ` The limit is ${watts(limitWatts)}.`;
  return {
    width: size.width,
    height,
    title: 'Power over one step',
    description: `Over one step of ${time} the equipment draws between ${watts(troughWatts)} and ${watts(peakWatts)}, ${watts(averageWatts)} on average.${limit}`,
    marks,
  };
}

/** The area under the curve: for every pixel the mean of its time, so that the area is the energy. */
function outline(
  { watts: values }: StepPowerChartInput,
  width: number,
  yOf: (value: number) => number,
  base: number,
): string {
  const columns = Math.max(1, Math.min(Math.floor(width), values.length));
  const round = (value: number): string => value.toFixed(1);
  const points: string[] = [];
  let last = '';
  for (let column = 0; column < columns; column++) {
    const from = Math.floor((column * values.length) / columns);
    const to = Math.max(Math.floor(((column + 1) * values.length) / columns), from + 1);
    let sum = 0;
    for (let at = from; at < to; at++) sum += values[at] ?? 0;
    const y = round(yOf(sum / (to - from)));
    if (y !== last)
      points.push(
        `L${round((column * width) / columns)} ${last === '' ? y : last}L${round((column * width) / columns)} ${y}`,
      );
    last = y;
  }
  return `M0 ${round(base)}${points.join('')}L${round(width)} ${last}L${round(width)} ${round(base)}Z`;
}
