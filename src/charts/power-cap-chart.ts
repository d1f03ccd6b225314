import { scaleLinear } from 'd3-scale';
import type { FigureTheme } from '../domain/figure/figure-theme.ts';
import type { FigureMark, VectorFigure } from '../domain/figure/vector-figure.ts';
import type { PowerCapRow } from '../domain/power/cap-sweep.ts';
import type { Currency } from '../domain/units/currency.ts';
import { formatQuantity } from '../domain/units/format-quantity.ts';
import { CHART_TEXT_SIZE, type ChartSize } from './chart-size.ts';

/** A sweep of power caps. */
export interface PowerCapChartInput {
  readonly rows: readonly PowerCapRow[];
  /** The cap in force. */
  readonly capWatts: number;
  /** The highest cap with which drawn limits hold; null = no limit asks for one. */
  readonly fitWatts: number | null;
  readonly basis: 'rent' | 'own';
  /** What money is shown in. */
  readonly currency: Currency;
}

const GAP = 24;
const TOP = 34;
const BOTTOM = 20;

interface Panel {
  readonly title: string;
  readonly of: (row: PowerCapRow) => number;
  readonly format: (value: number) => string;
}

/** Step time, energy and cost of a token over the power cap, side by side. */
export function powerCapChart(input: PowerCapChartInput, theme: FigureTheme, size: ChartSize): VectorFigure {
  const { rows, basis, capWatts, fitWatts, currency } = input;
  const panels: readonly Panel[] = [
    { title: 'Step', of: (row) => row.stepSeconds, format: (value) => formatQuantity('duration', value).text },
    {
      title: 'Energy/token',
      of: (row) => row.energyJoulesPerToken,
      format: (value) => formatQuantity('energy', value).text,
    },
    {
      title: 'Cost/M tokens',
      of: (row) => (basis === 'rent' ? row.rentedUsdPerMillionTokens : row.ownedUsdPerMillionTokens),
      format: (value) => formatQuantity('money', value, { currency }).text,
    },
  ];
  const height = Math.max(size.height, 120);
  const narrow = size.width < 420;
  const width = narrow ? size.width : (size.width - 2 * GAP) / 3;
  const each = narrow ? height : 0;
  const marks = panels.flatMap((panel, at) =>
    drawPanel(panel, input, theme, { x: narrow ? 0 : at * (width + GAP), y: at * each, width, height }),
  );
  const caps = rows.map((row) => row.capWatts);
  const watts = (value: number): string => formatQuantity('power', value).text;
  const fit = fitWatts === null ? '' : ` Drawn limits hold up to ${watts(fitWatts)}.`;
  return {
    width: size.width,
    height: narrow ? 3 * height : height,
    title: 'Step time, energy and cost over the power cap',
    description: `Caps from ${watts(Math.min(...caps))} to ${watts(Math.max(...caps))}, ${watts(capWatts)} in force.${fit} ${panels
      .map(({ title, of, format }) => {
        const values = rows.map(of);
        const least = rows[values.indexOf(Math.min(...values))];
        return `${title}: ${format(values[0] ?? 0)} at the lowest, ${format(values.at(-1) ?? 0)} at the highest, least at ${watts(least?.capWatts ?? 0)}.`;
      })
      .join(' ')}`,
    marks,
  };
}

function drawPanel(
  { title, of, format }: Panel,
  { rows, capWatts, fitWatts }: PowerCapChartInput,
  theme: FigureTheme,
  place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): FigureMark[] {
  const values = rows.map(of);
  const caps = rows.map((row) => row.capWatts);
  const [low, high] = [Math.min(...caps), Math.max(...caps)];
  const top = place.y + TOP;
  const bottom = place.y + place.height - BOTTOM;
  const xOf = scaleLinear([low, high === low ? low + 1 : high], [place.x + 4, place.x + place.width - 4]);
  const yOf = scaleLinear([0, Math.max(...values) || 1], [bottom, top]);
  const text = { type: 'text', size: CHART_TEXT_SIZE } as const;
  const now = rows.find((row) => row.capWatts === capWatts);
  const least = rows[values.lastIndexOf(Math.min(...values))];
  const marks: FigureMark[] = [
    { ...text, x: place.x, y: place.y + 12, text: title, weight: 600, fill: theme.text, anchor: 'start' },
    {
      ...text,
      x: place.x,
      y: place.y + 28,
      text: now === undefined ? '' : `${format(of(now))} now`,
      weight: 400,
      fill: theme.textMuted,
      anchor: 'start',
    },
    {
      type: 'line',
      x1: place.x,
      y1: bottom,
      x2: place.x + place.width,
      y2: bottom,
      stroke: theme.hairline,
      strokeWidth: 1,
    },
  ];
  if (fitWatts !== null && fitWatts >= low && fitWatts <= high) {
    const x = xOf(fitWatts);
    marks.push({
      type: 'line',
      x1: x,
      y1: top,
      x2: x,
      y2: bottom,
      stroke: theme.danger,
      strokeWidth: 1.5,
      dash: [4, 3],
    });
  }
  const d = rows.map((row, at) => `${at === 0 ? 'M' : 'L'}${xOf(row.capWatts).toFixed(1)} ${yOf(of(row)).toFixed(1)}`);
  marks.push({ type: 'path', d: d.join(''), stroke: theme.text, strokeWidth: 1.5 });
  if (least !== undefined) {
    marks.push({
      type: 'circle',
      cx: xOf(least.capWatts),
      cy: yOf(of(least)),
      r: 3.5,
      fill: theme.background,
      stroke: theme.good,
      strokeWidth: 2,
      title: `Least: ${format(of(least))} at ${formatQuantity('power', least.capWatts).text}`,
    });
  }
  if (now !== undefined) {
    marks.push({
      type: 'circle',
      cx: xOf(now.capWatts),
      cy: yOf(of(now)),
      r: 2.5,
      fill: theme.accent,
      title: `In force: ${format(of(now))} at ${formatQuantity('power', now.capWatts).text}`,
    });
  }
  const tick = { ...text, y: place.y + place.height - 4, weight: 400, fill: theme.textMuted } as const;
  marks.push(
    { ...tick, x: place.x, text: formatQuantity('power', low).text, anchor: 'start' },
    { ...tick, x: place.x + place.width, text: formatQuantity('power', high).text, anchor: 'end' },
  );
  return marks;
}
