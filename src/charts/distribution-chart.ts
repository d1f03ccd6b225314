import { scaleLinear } from 'd3-scale';
import { categoryColor, type FigureTheme } from '../domain/figure/figure-theme.ts';
import type { FigureMark, VectorFigure } from '../domain/figure/vector-figure.ts';
import type { SimulatedFigure } from '../domain/simulation/simulated-runs.ts';
import { CHART_TEXT_SIZE, type ChartSize } from './chart-size.ts';
import { estimateTextWidth } from './text-width.ts';

const HEAD_HEIGHT = 34;
const AXIS_HEIGHT = 22;
const BAR_WIDTH = 10;

/** One figure over many runs, and how it reads. */
export interface DistributionInput {
  /** `Training time`. */
  readonly label: string;
  readonly values: Float64Array;
  readonly figure: SimulatedFigure;
  /** What the closed form says. */
  readonly closedForm: number;
  readonly format: (value: number) => string;
}

/** How runs spread: a histogram with the 5, 50 and 95 % marks, and the closed form beside them. */
export function distributionChart(input: DistributionInput, theme: FigureTheme, size: ChartSize): VectorFigure {
  const { values, figure, closedForm, format, label } = input;
  const low = Math.min(figure.smallest, closedForm);
  const high = Math.max(figure.largest, closedForm);
  const room = high > low ? (high - low) * 0.02 : Math.max(Math.abs(high), 1) * 0.01;
  const scale = scaleLinear([low - room, high + room], [1, size.width - 1]);
  const bottom = size.height - AXIS_HEIGHT;
  const bins = countBins(
    values,
    scale.invert(1),
    scale.invert(size.width - 1),
    Math.max(8, Math.floor(size.width / BAR_WIDTH)),
  );
  const most = Math.max(1, ...bins);
  const width = (size.width - 2) / bins.length;
  const bars = bins.flatMap((count, bin): FigureMark[] => {
    if (count === 0) return [];
    const height = Math.max(1, ((bottom - HEAD_HEIGHT) * count) / most);
    const from = scale.invert(1 + bin * width);
    const to = scale.invert(1 + (bin + 1) * width);
    return [
      {
        type: 'rect',
        x: 1 + bin * width,
        y: bottom - height,
        width: Math.max(1, width - 1),
        height,
        fill: categoryColor('compute', theme),
        title: `${format(from)} to ${format(to)}: ${count} of ${values.length} runs`,
      },
    ];
  });
  const marks: FigureMark[] = [
    ...bars,
    { type: 'line', x1: 0, x2: size.width, y1: bottom, y2: bottom, stroke: theme.hairline, strokeWidth: 1 },
    ...[
      { share: '5 %', value: figure.p5 },
      { share: '50 %', value: figure.p50 },
      { share: '95 %', value: figure.p95 },
    ].map(
      ({ value }): FigureMark => ({
        type: 'line',
        x1: scale(value),
        x2: scale(value),
        y1: HEAD_HEIGHT - 4,
        y2: bottom,
        stroke: theme.text,
        strokeWidth: 1.5,
      }),
    ),
    {
      type: 'line',
      x1: scale(closedForm),
      x2: scale(closedForm),
      y1: HEAD_HEIGHT - 4,
      y2: bottom,
      stroke: theme.accent,
      strokeWidth: 1.5,
      dash: [4, 3],
    },
    ...labelsOf(
      [
        { text: '5 %', at: scale(figure.p5) },
        { text: '50 %', at: scale(figure.p50) },
        { text: '95 %', at: scale(figure.p95) },
      ],
      28,
      theme.text,
      size.width,
    ),
    ...labelsOf([{ text: 'closed form', at: scale(closedForm) }], 12, theme.accent, size.width),
    ...axisLabels(format, scale, size, theme.textMuted),
  ];
  return {
    width: size.width,
    height: size.height,
    title: `${label} over ${values.length} runs`,
    description: `5 % of the runs stay below ${format(figure.p5)}, 50 % below ${format(figure.p50)}, 95 % below ${format(
      figure.p95,
    )}. The mean is ${format(figure.mean)}, the closed form ${format(closedForm)}; the runs lie between ${format(
      figure.smallest,
    )} and ${format(figure.largest)}.`,
    marks,
  };
}

function countBins(values: Float64Array, from: number, to: number, count: number): readonly number[] {
  const bins = new Array<number>(count).fill(0);
  for (const value of values) {
    const bin = Math.min(count - 1, Math.max(0, Math.floor(((value - from) / (to - from)) * count)));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return bins;
}

/** Labels above their places, pushed apart where they would overlap, and kept within the chart. */
function labelsOf(
  labels: readonly { readonly text: string; readonly at: number }[],
  y: number,
  fill: string,
  width: number,
): FigureMark[] {
  let end = 0;
  const placed = [...labels]
    .sort((a, b) => a.at - b.at)
    .map(({ text, at }) => {
      const wide = estimateTextWidth(text, CHART_TEXT_SIZE, 500);
      const x = Math.max(end, at - wide / 2);
      end = x + wide + 6;
      return { text, x, wide };
    });
  // What was pushed over the right edge pushes back.
  let limit = width;
  for (const label of [...placed].reverse()) {
    label.x = Math.max(0, Math.min(label.x, limit - label.wide));
    limit = label.x - 6;
  }
  return placed.map(({ text, x }) => ({
    type: 'text',
    x,
    y,
    text,
    size: CHART_TEXT_SIZE,
    weight: 500,
    fill,
    anchor: 'start',
  }));
}

function axisLabels(
  format: (value: number) => string,
  scale: { invert(x: number): number },
  { width, height }: ChartSize,
  fill: string,
): FigureMark[] {
  const wide = estimateTextWidth(format(scale.invert(width / 2)), CHART_TEXT_SIZE) + 16;
  const count = Math.max(2, Math.min(5, Math.floor(width / wide)));
  return Array.from({ length: count }, (_, tick): FigureMark => {
    const x = (tick / (count - 1)) * width;
    const anchor = tick === 0 ? 'start' : tick === count - 1 ? 'end' : 'middle';
    return {
      type: 'text',
      x,
      y: height - 6,
      text: format(scale.invert(x)),
      size: CHART_TEXT_SIZE,
      weight: 400,
      fill,
      anchor,
    };
  });
}
