import { scaleLinear } from 'd3-scale';
import type { FigureTheme } from '../domain/figure/figure-theme.ts';
import type { FigureMark } from '../domain/figure/vector-figure.ts';
import type { ChartSeries } from './chart-series.ts';
import { CHART_TEXT_SIZE } from './chart-size.ts';
import { estimateTextWidth } from './text-width.ts';

/** Gap between neighbouring parts, so that they part without an outline. */
const GAP = 1;

/** Where a bar of parts lies and what full width means. */
export interface ShareBarPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Amount that the full width stands for. */
  readonly maximum: number;
}

/** One horizontal bar made of parts, each with its amount as a title; wide parts carry their share in writing. */
export function drawShareBar(
  series: readonly ChartSeries[],
  place: ShareBarPlace,
  theme: FigureTheme,
  format: (amount: number) => string,
): FigureMark[] {
  const scale = scaleLinear([0, place.maximum], [0, place.width]);
  const marks: FigureMark[] = [
    { type: 'rect', x: place.x, y: place.y, width: place.width, height: place.height, radius: 4, fill: theme.surface },
  ];
  let start = 0;
  for (const part of series) {
    const x = place.x + scale(start);
    const width = Math.max(0, scale(part.amount) - GAP);
    start += part.amount;
    if (width < 0.5) continue;
    marks.push({
      type: 'rect',
      x,
      y: place.y,
      width,
      height: place.height,
      radius: Math.min(2, width / 2),
      fill: part.color,
      pattern: part.pattern,
      title: `${part.label}: ${format(part.amount)}`,
    });
    const text = `${((part.amount / place.maximum) * 100).toFixed(0)} %`;
    // Writing on a pattern is hard to read, so only plain parts are written on.
    if (part.pattern !== 'solid' || estimateTextWidth(text, CHART_TEXT_SIZE, 600) + 12 > width) continue;
    marks.push({
      type: 'text',
      x: x + width / 2,
      y: place.y + place.height / 2 + 4,
      text,
      size: CHART_TEXT_SIZE,
      weight: 600,
      fill: theme.name === 'light' ? '#ffffff' : '#10151f',
      anchor: 'middle',
    });
  }
  return marks;
}
