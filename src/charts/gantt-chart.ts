import { scaleLinear } from 'd3-scale';
import type { FigureTheme } from '../domain/figure/figure-theme.ts';
import type { FigureMark, FigurePattern, VectorFigure } from '../domain/figure/vector-figure.ts';
import type { RunSchedule, SchedulePhase } from '../domain/schedule/schedule-types.ts';
import { formatQuantity } from '../domain/units/format-quantity.ts';
import { seriesStyle } from './chart-series.ts';
import { CHART_TEXT_SIZE, type ChartSize, ROW_HEIGHT } from './chart-size.ts';
import { estimateTextWidth, fitText } from './text-width.ts';

const DAY = 86_400;
const LABEL_MAXIMUM = 160;
const VALUE_WIDTH = 84;
const AXIS_HEIGHT = 22;

/** A day that the run has to keep, for the mark on the chart. */
export interface GanttLimit {
  readonly days: number;
  readonly isBroken: boolean;
}

/** Three kinds of time in a bar: that which trains, that which evaluates, and what is lost. */
type Part = 'useful' | 'evaluation' | 'lost' | 'waiting';

/**
 * A run from the order to its end, one row for each phase. A bar of the training is drawn in shares: what trains, what evaluations take, what
 * checkpoints and restarts take. A limit for the finish is a line across all rows.
 */
export function ganttChart(
  schedule: RunSchedule,
  limit: GanttLimit | null,
  theme: FigureTheme,
  size: ChartSize,
): VectorFigure {
  const { phases } = schedule;
  const days = (value: number): string => formatQuantity('duration', value * DAY).text;
  const rows = [...phases.map(({ label }) => label), 'Finish'];
  const widest = Math.max(...rows.map((label) => estimateTextWidth(label, CHART_TEXT_SIZE, 600)));
  const left = Math.min(widest, LABEL_MAXIMUM, size.width * 0.34) + 12;
  const right = Math.max(left + 24, size.width - VALUE_WIDTH);
  const end = Math.max(schedule.finishDays, limit?.days ?? 0, 1e-6);
  const scale = scaleLinear([0, end], [left, right]);
  const bottom = rows.length * ROW_HEIGHT;
  const text = { type: 'text', size: CHART_TEXT_SIZE } as const;
  const marks: FigureMark[] = scale.ticks(Math.max(2, Math.min(6, Math.floor((right - left) / 64)))).flatMap((tick) => [
    { type: 'line', x1: scale(tick), x2: scale(tick), y1: 0, y2: bottom, stroke: theme.hairline, strokeWidth: 1 },
    {
      ...text,
      x: scale(tick),
      y: bottom + 16,
      text: `${Number(tick.toPrecision(6))} d`,
      weight: 400,
      fill: theme.textMuted,
      anchor: 'middle',
    },
  ]);
  const writeRow = (row: number, label: string, value: string, weight: 400 | 600): void => {
    const y = row * ROW_HEIGHT + 14;
    const fitted = fitText(label, left - 12, CHART_TEXT_SIZE, weight);
    marks.push({ ...text, x: 0, y, text: fitted, weight, fill: theme.text, anchor: 'start' });
    marks.push({ ...text, x: size.width, y, text: value, weight, fill: theme.text, anchor: 'end' });
  };
  phases.forEach((phase, row) => {
    writeRow(row, phase.label, days(phase.endDays - phase.startDays), 400);
    let from = phase.startDays;
    for (const { part, label, amount } of gatherParts(phase)) {
      const x = scale(from);
      from += amount;
      const width = Math.max(0.75, scale(from) - x);
      const title = `${phase.label}, ${label}: ${days(amount)}`;
      const y = row * ROW_HEIGHT + 4;
      marks.push({
        type: 'rect',
        x: Math.min(x, right - width),
        y,
        width,
        height: 12,
        radius: Math.min(2, width / 2),
        ...styleOf(part, theme),
        title,
      });
    }
  });
  const finish = schedule.finishDate ?? `day ${Math.ceil(schedule.finishDays)}`;
  writeRow(phases.length, 'Finish', finish, 600);
  const isLate = limit?.isBroken === true;
  const finishY = phases.length * ROW_HEIGHT + 10;
  marks.push({
    type: 'circle',
    cx: scale(schedule.finishDays),
    cy: finishY,
    r: 4,
    fill: isLate ? theme.danger : theme.good,
    title: `Finish after ${days(schedule.finishDays)}`,
  });
  if (limit !== null) {
    const x = scale(limit.days);
    const stroke = isLate ? theme.danger : theme.textMuted;
    marks.push({ type: 'line', x1: x, x2: x, y1: 0, y2: bottom, stroke, strokeWidth: 1.5, dash: [4, 3] });
  }
  const said = phases.map((phase) => `${phase.label} ${days(phase.endDays - phase.startDays)}`).join(', ');
  const limitWords =
    limit === null
      ? ''
      : ` The limit is ${days(limit.days)} after the order${isLate ? `: ${days(schedule.finishDays - limit.days)} too late` : ''}.`;
  return {
    title: 'From the order to the finish',
    description: `${said}. The run ends ${days(schedule.finishDays)} after the order${schedule.finishDate === null ? '' : `, on ${schedule.finishDate}`}.${limitWords}`,
    width: size.width,
    height: bottom + AXIS_HEIGHT,
    marks,
  };
}

function gatherParts({ kind, parts }: SchedulePhase): { part: Part; label: string; amount: number }[] {
  const sumOf = (isMeant: (key: string) => boolean): number =>
    parts.reduce((sum, { key, days }) => (isMeant(key) ? sum + days : sum), 0);
  if (kind !== 'training') return [{ part: 'waiting', label: 'before training', amount: sumOf(() => true) }];
  return [
    { part: 'useful' as const, label: 'training', amount: sumOf((key) => key === 'useful') },
    {
      part: 'lost' as const,
      label: 'checkpoints, restarts and other losses',
      amount: sumOf((key) => key !== 'useful' && key !== 'evaluation'),
    },
    { part: 'evaluation' as const, label: 'evaluation', amount: sumOf((key) => key === 'evaluation') },
  ].filter(({ amount }) => amount > 0);
}

function styleOf(part: Part, theme: FigureTheme): { fill: string; pattern: FigurePattern } {
  if (part === 'useful') return { fill: seriesStyle(0, theme).color, pattern: 'solid' };
  if (part === 'evaluation') return { fill: seriesStyle(2, theme).color, pattern: 'dots' };
  if (part === 'lost') return { fill: seriesStyle(1, theme).color, pattern: 'hatch' };
  return { fill: theme.textMuted, pattern: 'horizontal' };
}
