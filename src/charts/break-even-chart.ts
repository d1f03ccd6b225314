import { scaleLinear } from 'd3-scale';
import type { BreakEvenCurves } from '../domain/cost/break-even-curves.ts';
import { CATEGORY_STYLES, type FigureTheme } from '../domain/figure/figure-theme.ts';
import type { FigureMark, VectorFigure } from '../domain/figure/vector-figure.ts';
import { CHART_TEXT_SIZE, type ChartSize } from './chart-size.ts';
import { estimateTextWidth } from './text-width.ts';

/** Two ways of paying over one measure, and how their values read. */
export interface BreakEvenChartInput {
  readonly title: string;
  readonly curves: BreakEvenCurves;
  /** What stands below: `share of the calendar in use`. */
  readonly measure: string;
  readonly formatAt: (at: number) => string;
  readonly formatMoney: (usd: number) => string;
}

const TOP = 40;
const BOTTOM = 34;
const TICKS = 4;
/** Less than this between two lines across would crowd their amounts. */
const TICK_ROOM = 28;
/** Owning costs without end where nothing is in use: more than this many times the rent is cut off. */
const MOST_TIMES_RENT = 4;

/** Renting and owning as lines, with the crossing marked. Renting is dashed, so that colour is not all there is. */
export function breakEvenChart(input: BreakEvenChartInput, theme: FigureTheme, size: ChartSize): VectorFigure {
  const { title, curves, measure, formatAt, formatMoney } = input;
  const { points, crossing } = curves;
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 1];
  const rentHigh = Math.max(0, ...points.map(({ rentUsd }) => rentUsd));
  const ownHigh = Math.max(0, ...points.map(({ ownUsd }) => ownUsd));
  const highest = (rentHigh > 0 ? Math.min(Math.max(rentHigh, ownHigh), MOST_TIMES_RENT * rentHigh) : ownHigh) || 1;
  const height = Math.max(size.height, 140);
  const bottom = height - BOTTOM;
  const tickCount = Math.min(TICKS, Math.floor((bottom - TOP) / TICK_ROOM));
  const yOf = scaleLinear([0, highest], [bottom, TOP]).nice(tickCount);
  const ticks = yOf.ticks(tickCount);
  const left = Math.max(...ticks.map((tick) => estimateTextWidth(formatMoney(tick), CHART_TEXT_SIZE))) + 8;
  const right = size.width - 8;
  const xOf = scaleLinear([first, last], [left, right]);
  const top = yOf.domain()[1] ?? highest;
  const ways = [
    { label: 'Rented', color: CATEGORY_STYLES.compute[theme.name], dash: [5, 3], of: 'rentUsd' },
    { label: 'Owned', color: CATEGORY_STYLES.data[theme.name], dash: null, of: 'ownUsd' },
  ] as const;
  const text = { type: 'text', size: CHART_TEXT_SIZE, weight: 400, fill: theme.textMuted } as const;
  const marks: FigureMark[] = [
    { ...text, x: 0, y: 14, text: title, weight: 600, fill: theme.text, anchor: 'start' },
    ...ticks.flatMap((tick): FigureMark[] => [
      { type: 'line', x1: left, y1: yOf(tick), x2: right, y2: yOf(tick), stroke: theme.hairline, strokeWidth: 1 },
      { ...text, x: left - 6, y: yOf(tick) + 4, text: formatMoney(tick), anchor: 'end' },
    ]),
    { ...text, x: left, y: bottom + 14, text: formatAt(first), anchor: 'start' },
    { ...text, x: right, y: bottom + 14, text: formatAt(last), anchor: 'end' },
    { ...text, x: (left + right) / 2, y: bottom + 30, text: measure, anchor: 'middle' },
  ];
  ways.forEach(({ label, color, dash, of }, index) => {
    const shown = points.filter((point) => point[of] <= top);
    const d = shown
      .map((point, at) => `${at === 0 ? 'M' : 'L'}${round(xOf(point.at))} ${round(yOf(point[of]))}`)
      .join('');
    const line = { stroke: color, strokeWidth: 2, ...(dash === null ? {} : { dash }) };
    if (d !== '') marks.push({ type: 'path', d, ...line, title: label });
    const x = index * 90;
    marks.push({ type: 'line', x1: x, y1: 26, x2: x + 20, y2: 26, ...line });
    marks.push({ ...text, x: x + 26, y: 30, text: label, fill: theme.text, anchor: 'start' });
  });
  if (crossing !== null) {
    const at = crossingValue(curves, crossing);
    const x = xOf(crossing);
    const label = `even at ${formatAt(crossing)}`;
    const isRight = x > (left + right) / 2;
    marks.push({
      type: 'line',
      x1: x,
      y1: TOP,
      x2: x,
      y2: bottom,
      stroke: theme.textMuted,
      strokeWidth: 1,
      dash: [2, 2],
    });
    marks.push({ type: 'circle', cx: x, cy: yOf(at), r: 4, fill: theme.text });
    marks.push({
      ...text,
      x: isRight ? x - 6 : x + 6,
      y: TOP + 12,
      text: label,
      weight: 600,
      fill: theme.text,
      anchor: isRight ? 'end' : 'start',
    });
  }
  return {
    width: size.width,
    height,
    title,
    description: `${describeEnds(input)} ${crossing === null ? 'They do not cross within what is drawn.' : `They cross at ${formatAt(crossing)}.`}`,
    marks,
  };
}

function describeEnds({ curves: { points }, formatAt, formatMoney }: BreakEvenChartInput): string {
  const ends = [points[0], points.at(-1)].flatMap((point) => (point === undefined ? [] : [point]));
  return ends
    .map(
      ({ at, rentUsd, ownUsd }) => `At ${formatAt(at)}: rented ${formatMoney(rentUsd)}, owned ${formatMoney(ownUsd)}.`,
    )
    .join(' ');
}

/** Height of the crossing, between the points beside it. */
function crossingValue({ points }: BreakEvenCurves, crossing: number): number {
  const after = points.findIndex(({ at }) => at >= crossing);
  const [a, b] = [points[Math.max(after - 1, 0)], points[after]];
  if (a === undefined || b === undefined) return 0;
  const share = b.at === a.at ? 0 : (crossing - a.at) / (b.at - a.at);
  return a.rentUsd + share * (b.rentUsd - a.rentUsd);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
