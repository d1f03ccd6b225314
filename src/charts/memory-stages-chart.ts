import { scaleBand, scaleLinear } from 'd3-scale';
import type { MemoryEstimate } from '../domain/estimate/estimate.ts';
import { categoryColor, type FigureTheme } from '../domain/figure/figure-theme.ts';
import type { FigureMark, VectorFigure } from '../domain/figure/vector-figure.ts';
import { formatQuantity } from '../domain/units/format-quantity.ts';
import { CHART_TEXT_SIZE, type ChartSize } from './chart-size.ts';
import { estimateTextWidth } from './text-width.ts';

const MARGIN = { top: 20, right: 0, bottom: 36, left: 64 };
/** Room that a stage's number needs below its column. */
const LABEL_PITCH = 24;
const CAPACITY = 'Capacity';
/** Least distance between the baselines of two labels of the axis. */
const AXIS_LABEL_PITCH = 16;

/** Memory of each pipeline stage as a column, with the capacity as a line. */
export function memoryStagesChart(
  memory: Pick<MemoryEstimate, 'totalBytesByStage' | 'capacityBytes' | 'worstStage'>,
  theme: FigureTheme,
  size: ChartSize,
): VectorFigure {
  const format = (bytes: number): string => formatQuantity('memory', bytes).text;
  const stages = memory.totalBytesByStage;
  const maximum = Math.max(memory.capacityBytes, ...stages) * 1.05;
  const bottom = size.height - MARGIN.bottom;
  const band = scaleBand(
    stages.map((_, stage) => stage),
    [MARGIN.left, size.width - MARGIN.right],
  ).padding(0.2);
  const scale = scaleLinear([0, maximum], [bottom, MARGIN.top]);
  const every = Math.max(1, Math.ceil(LABEL_PITCH / band.step()));
  const width = Math.min(band.bandwidth(), 48);
  const text = { type: 'text', size: CHART_TEXT_SIZE, weight: 400, fill: theme.textMuted } as const;
  const gridLine = (bytes: number): FigureMark[] => [
    {
      type: 'line',
      x1: MARGIN.left,
      x2: size.width - MARGIN.right,
      y1: scale(bytes),
      y2: scale(bytes),
      stroke: theme.hairline,
      strokeWidth: 1,
    },
    // The capacity's own label is what matters where there is room for one only.
    ...(Math.abs(scale(bytes) - scale(memory.capacityBytes)) < AXIS_LABEL_PITCH
      ? []
      : [{ ...text, x: MARGIN.left - 8, y: scale(bytes) + 4, text: format(bytes), anchor: 'end' } as const]),
  ];
  const columns = stages.flatMap((bytes, stage): FigureMark[] => {
    const centre = (band(stage) ?? 0) + band.bandwidth() / 2;
    const isOver = bytes > memory.capacityBytes;
    const marks: FigureMark[] = [
      {
        type: 'rect',
        x: centre - width / 2,
        y: scale(bytes),
        width,
        height: Math.max(0, bottom - scale(bytes)),
        radius: 2,
        fill: isOver ? theme.danger : categoryColor('compute', theme),
        pattern: isOver ? 'hatch' : 'solid',
        title: `Stage ${stage + 1}: ${format(bytes)}${isOver ? ', more than fits' : ''}`,
      },
    ];
    if (stage % every === 0) {
      marks.push({ ...text, x: centre, y: bottom + 14, text: String(stage + 1), anchor: 'middle' });
    }
    return marks;
  });
  const half = niceHalf(maximum);
  const plateWidth = estimateTextWidth(CAPACITY, CHART_TEXT_SIZE) + 8;
  return {
    width: size.width,
    height: size.height,
    title: 'Memory by pipeline stage',
    description: `Stage ${memory.worstStage + 1} is the fullest with ${format(stages[memory.worstStage] ?? 0)} of ${format(memory.capacityBytes)}. ${stages
      .map((bytes, stage) => `Stage ${stage + 1}: ${format(bytes)}`)
      .join(', ')}.`,
    marks: [
      ...gridLine(0),
      ...gridLine(half),
      ...columns,
      {
        type: 'line',
        x1: MARGIN.left,
        x2: size.width - MARGIN.right,
        y1: scale(memory.capacityBytes),
        y2: scale(memory.capacityBytes),
        stroke: theme.text,
        strokeWidth: 1,
        dash: [4, 3],
      },
      {
        ...text,
        x: MARGIN.left - 8,
        y: scale(memory.capacityBytes) + 4,
        text: format(memory.capacityBytes),
        weight: 600,
        fill: theme.text,
        anchor: 'end',
      },
      // Columns that reach above the capacity would run through its name.
      {
        type: 'rect',
        x: size.width - MARGIN.right - plateWidth,
        y: scale(memory.capacityBytes) - 18,
        width: plateWidth,
        height: 16,
        radius: 2,
        fill: theme.background,
      },
      {
        ...text,
        x: size.width - MARGIN.right - 4,
        y: scale(memory.capacityBytes) - 6,
        text: CAPACITY,
        fill: theme.text,
        anchor: 'end',
      },
      {
        ...text,
        x: (MARGIN.left + size.width - MARGIN.right) / 2,
        y: size.height - 4,
        text: 'Pipeline stage',
        anchor: 'middle',
      },
    ],
  };
}

/** About half of the axis, on a round number of GiB. */
function niceHalf(maximumBytes: number): number {
  const gib = 1024 ** 3;
  return Math.max(1, Math.round(maximumBytes / gib / 2 / 4) * 4) * gib;
}
