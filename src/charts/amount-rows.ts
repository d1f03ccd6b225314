import { scaleLinear } from 'd3-scale';
import type { FigureTheme } from '../domain/figure/figure-theme.ts';
import type { FigureMark } from '../domain/figure/vector-figure.ts';
import type { ChartSeries } from './chart-series.ts';
import { CHART_TEXT_SIZE, ROW_HEIGHT } from './chart-size.ts';
import { estimateTextWidth, fitText } from './text-width.ts';

const SWATCH = 10;
const GAP = 12;
const SHARE_WIDTH = 48;
/** Labels may take this much of the width. */
const LABEL_SHARE = 0.46;
/** Narrower than this, labels matter more than shares. */
const SHARES_FROM_WIDTH = 360;
const LABEL_MAXIMUM = 200;
const BAR_HEIGHT = 10;

/** Where a table of bars lies. */
export interface AmountRowsPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Amount of the longest bar. */
  readonly maximum: number;
  /** What shares are of; null = no shares. Where there is little room they are left out anyway. */
  readonly total: number | null;
}

/** Room that shares take at the right of rows of this width, CSS pixels. */
export function shareColumnWidth(width: number): number {
  return width < SHARES_FROM_WIDTH ? 0 : SHARE_WIDTH;
}

/** A table of rows: swatch, label, bar, amount, share of the total. Amounts line up at the right. */
export function drawAmountRows(
  series: readonly ChartSeries[],
  place: AmountRowsPlace,
  theme: FigureTheme,
  format: (amount: number) => string,
): FigureMark[] {
  const total = place.width < SHARES_FROM_WIDTH ? null : place.total;
  const shareWidth = total === null ? 0 : SHARE_WIDTH;
  const amountWidth = Math.max(0, ...series.map((row) => estimateTextWidth(format(row.amount), CHART_TEXT_SIZE, 500)));
  const widestLabel = Math.max(0, ...series.map((row) => estimateTextWidth(row.label, CHART_TEXT_SIZE)));
  const labelWidth = Math.min(widestLabel, LABEL_MAXIMUM, place.width * LABEL_SHARE);
  const barX = place.x + SWATCH + 8 + labelWidth + GAP;
  const right = place.x + place.width;
  const barWidth = Math.max(0, right - shareWidth - amountWidth - GAP - barX);
  const scale = scaleLinear([0, place.maximum > 0 ? place.maximum : 1], [0, barWidth]);
  const text = { type: 'text', size: CHART_TEXT_SIZE } as const;
  return series.flatMap((row, index): FigureMark[] => {
    const top = place.y + index * ROW_HEIGHT;
    const baseline = top + 14;
    const title = `${row.label}: ${format(row.amount)}`;
    const marks: FigureMark[] = [
      {
        type: 'rect',
        x: place.x,
        y: top + 5,
        width: SWATCH,
        height: SWATCH,
        radius: 2,
        fill: row.color,
        pattern: row.pattern,
      },
      {
        ...text,
        x: place.x + SWATCH + 8,
        y: baseline,
        text: fitText(row.label, labelWidth, CHART_TEXT_SIZE),
        weight: 400,
        fill: theme.text,
        anchor: 'start',
      },
    ];
    if (barWidth > 8) {
      marks.push({
        type: 'rect',
        x: barX,
        y: top + 5,
        width: Math.max(1, scale(row.amount)),
        height: BAR_HEIGHT,
        radius: Math.min(2, scale(row.amount) / 2),
        fill: row.color,
        pattern: row.pattern,
        title,
      });
    }
    marks.push({
      ...text,
      x: right - shareWidth,
      y: baseline,
      text: format(row.amount),
      weight: 500,
      fill: theme.text,
      anchor: 'end',
    });
    if (total !== null) {
      const share = total > 0 ? (row.amount / total) * 100 : 0;
      marks.push({
        ...text,
        x: right,
        y: baseline,
        text: `${share.toFixed(1)} %`,
        weight: 400,
        fill: theme.textMuted,
        anchor: 'end',
      });
    }
    return marks;
  });
}
