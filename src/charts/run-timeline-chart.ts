import { scaleLinear } from 'd3-scale';
import { categoryColor, type FigureTheme } from '../domain/figure/figure-theme.ts';
import type { FigureMark, VectorFigure } from '../domain/figure/vector-figure.ts';
import { RUN_STATES } from '../domain/simulation/run-states.ts';
import type { RunState, SimulatedRun } from '../domain/simulation/simulated-runs.ts';
import { spreadStates } from '../domain/simulation/spread-states.ts';
import { formatQuantity } from '../domain/units/format-quantity.ts';
import { CHART_TEXT_SIZE, type ChartSize } from './chart-size.ts';
import { estimateTextWidth, fitText } from './text-width.ts';

const PART_WIDTH = 8;
const AXIS_WIDTH = 44;
const AXIS_HEIGHT = 20;
const LEGEND_ROW = 18;
const SWATCH = 10;

/** What a run did instead of training at full speed, part by part from its start to its end, stacked. */
export function runTimelineChart(run: SimulatedRun, theme: FigureTheme, size: ChartSize): VectorFigure {
  const states = (Object.keys(RUN_STATES) as RunState[]).filter((state) => state !== 'training');
  const plot = size.width - AXIS_WIDTH;
  const parts = spreadStates(run, Math.max(1, Math.floor(plot / PART_WIDTH)));
  const totals = new Map(states.map((state) => [state, totalSeconds(run, state)]));
  const seen = states.filter((state) => (totals.get(state) ?? 0) > 0);
  const lostOf = (part: (typeof parts)[number]): number => seen.reduce((sum, state) => sum + (part[state] ?? 0), 0);
  const most = Math.max(0.01, ...parts.map(lostOf));
  const legend = placeLegend(seen, size.width);
  const top = legend.height;
  const bottom = Math.max(top + 60, size.height - AXIS_HEIGHT);
  const scale = scaleLinear([0, most], [bottom, top + 4]).nice(3);
  const width = plot / parts.length;
  const text = { type: 'text', size: CHART_TEXT_SIZE, weight: 400, fill: theme.textMuted } as const;
  const grid = scale.ticks(3).flatMap((tick): FigureMark[] => [
    {
      type: 'line',
      x1: AXIS_WIDTH,
      x2: size.width,
      y1: scale(tick),
      y2: scale(tick),
      stroke: theme.hairline,
      strokeWidth: 1,
    },
    { ...text, x: AXIS_WIDTH - 6, y: Math.max(scale(tick) + 4, 12), text: percent(tick), anchor: 'end' },
  ]);
  const bars = parts.flatMap((part, at): FigureMark[] => {
    let reached = 0;
    return seen.flatMap((state): FigureMark[] => {
      const share = part[state] ?? 0;
      if (share <= 0) return [];
      const y = scale(reached + share);
      const height = scale(reached) - y;
      reached += share;
      const { label, category, pattern } = RUN_STATES[state];
      const from = formatQuantity('duration', (at / parts.length) * run.wallSeconds).text;
      return [
        {
          type: 'rect',
          x: AXIS_WIDTH + at * width,
          y,
          width: Math.max(1, width - 1),
          height,
          fill: categoryColor(category, theme),
          pattern,
          title: `From ${from}: ${label} ${percent(share)}`,
        },
      ];
    });
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map(
    (share): FigureMark => ({
      ...text,
      x: AXIS_WIDTH + share * plot,
      y: bottom + 15,
      text: formatQuantity('duration', share * run.wallSeconds).text,
      anchor: share === 0 ? 'start' : share === 1 ? 'end' : 'middle',
    }),
  );
  return {
    width: size.width,
    height: bottom + AXIS_HEIGHT,
    title: `What run ${run.index + 1} did instead of training at full speed`,
    description: `The run took ${formatQuantity('duration', run.wallSeconds).text} with ${run.interruptions} interruptions. ${
      seen.length === 0
        ? 'It trained at full speed throughout.'
        : seen
            .map((state) => `${RUN_STATES[state].label}: ${formatQuantity('duration', totals.get(state) ?? 0).text}`)
            .join(', ')
    }.`,
    marks: [
      ...drawLegend(legend.places, theme),
      ...grid,
      ...bars,
      ...(plot > 320 ? ticks : [ticks[0], ticks[4]].flatMap((tick) => tick ?? [])),
    ],
  };
}

function totalSeconds(run: SimulatedRun, state: RunState): number {
  return run.bands.reduce((sum, band) => (band.state === state ? sum + band.toSeconds - band.fromSeconds : sum), 0);
}

interface LegendPlace {
  readonly state: RunState;
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

function placeLegend(states: readonly RunState[], width: number): { places: readonly LegendPlace[]; height: number } {
  let [x, row] = [0, 0];
  const places = states.map((state): LegendPlace => {
    const text = fitText(RUN_STATES[state].label, width - SWATCH - 6, CHART_TEXT_SIZE);
    const wide = SWATCH + 6 + estimateTextWidth(text, CHART_TEXT_SIZE);
    if (x > 0 && x + wide > width) {
      x = 0;
      row += 1;
    }
    const place = { state, x, y: row * LEGEND_ROW, text };
    x += wide + 14;
    return place;
  });
  return { places, height: states.length === 0 ? 0 : (row + 1) * LEGEND_ROW + 4 };
}

function drawLegend(places: readonly LegendPlace[], theme: FigureTheme): FigureMark[] {
  return places.flatMap(({ state, x, y, text }): FigureMark[] => [
    {
      type: 'rect',
      x,
      y: y + 3,
      width: SWATCH,
      height: SWATCH,
      radius: 2,
      fill: categoryColor(RUN_STATES[state].category, theme),
      pattern: RUN_STATES[state].pattern,
    },
    {
      type: 'text',
      x: x + SWATCH + 6,
      y: y + 12,
      text,
      size: CHART_TEXT_SIZE,
      weight: 400,
      fill: theme.text,
      anchor: 'start',
    },
  ]);
}

function percent(share: number): string {
  const value = share * 100;
  return `${value >= 10 ? value.toFixed(0) : value.toFixed(1).replace(/\.0$/, '')} %`;
}
