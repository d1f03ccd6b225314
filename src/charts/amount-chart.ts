import type { NamedAmount } from '../domain/estimate/named-amount.ts';
import { CATEGORY_STYLES, type Category, categoryColor, type FigureTheme } from '../domain/figure/figure-theme.ts';
import type { VectorFigure } from '../domain/figure/vector-figure.ts';
import { type Currency, US_DOLLAR } from '../domain/units/currency.ts';
import type { Dimension } from '../domain/units/dimensions.ts';
import { formatQuantity } from '../domain/units/format-quantity.ts';
import { drawAmountRows, shareColumnWidth } from './amount-rows.ts';
import { CHART_TEXT_SIZE, type ChartSize, ROW_HEIGHT } from './chart-size.ts';

/** What a list of named amounts is, and how it reads. */
export interface AmountChartInput {
  readonly title: string;
  /** What the total is called: `Average power`. */
  readonly totalLabel: string;
  readonly amounts: readonly NamedAmount[];
  readonly format: (amount: number) => string;
  /** All rows share one colour: their labels tell them apart. */
  readonly category: Category;
  /** Amount of the longest bar, where two charts share a scale; absent = the largest row. */
  readonly maximum?: number;
}

const HEADING_HEIGHT = 24;

/** Named amounts and their total, largest first: a heading with the total, then one bar for each. */
export function amountChart(input: AmountChartInput, theme: FigureTheme, size: ChartSize): VectorFigure {
  const rows = [...input.amounts].filter((row) => row.amount !== 0).sort((a, b) => b.amount - a.amount);
  const total = input.amounts.reduce((sum, row) => sum + row.amount, 0);
  const text = { type: 'text', y: 14, size: CHART_TEXT_SIZE, weight: 600, fill: theme.text } as const;
  return {
    width: size.width,
    height: HEADING_HEIGHT + rows.length * ROW_HEIGHT,
    title: input.title,
    description: `${input.totalLabel}: ${input.format(total)}. ${rows
      .map((row) => `${row.label} ${input.format(row.amount)}`)
      .join(', ')}.`,
    marks: [
      { ...text, x: 0, text: input.totalLabel, anchor: 'start' },
      { ...text, x: size.width - shareColumnWidth(size.width), text: input.format(total), anchor: 'end' },
      ...drawAmountRows(
        rows.map((row) => ({
          label: row.label,
          amount: row.amount,
          color: categoryColor(input.category, theme),
          pattern: CATEGORY_STYLES[input.category].pattern,
        })),
        {
          x: 0,
          y: HEADING_HEIGHT,
          width: size.width,
          maximum: input.maximum ?? Math.max(0, ...rows.map((row) => row.amount)),
          total,
        },
        theme,
        input.format,
      ),
    ],
  };
}

/** Writes amounts of one dimension with their unit. */
export function amountFormat(dimension: Dimension, currency: Currency = US_DOLLAR): (amount: number) => string {
  return (amount) => formatQuantity(dimension, amount, { currency }).text;
}
