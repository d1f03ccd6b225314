import { CATEGORIES, CATEGORY_STYLES, type FigureTheme } from '../domain/figure/figure-theme.ts';
import type { FigurePattern } from '../domain/figure/vector-figure.ts';

/** One named share of a whole, ready to be drawn. */
export interface ChartSeries {
  readonly label: string;
  readonly amount: number;
  readonly color: string;
  readonly pattern: FigurePattern;
}

/**
 * Colour and pattern of the n-th part of a whole that has no category of its own (memory, costs): the categories'
 * colours in an order in which neighbours differ in hue and in lightness.
 */
export function seriesStyle(index: number, theme: FigureTheme): Pick<ChartSeries, 'color' | 'pattern'> {
  const order = [
    'compute',
    'tensor',
    'data',
    'expert',
    'context',
    'pipeline',
    'recompute',
    'optimizer',
    'bubble',
  ] as const;
  const category = order[index % order.length] ?? CATEGORIES[0];
  const style = CATEGORY_STYLES[category];
  return { color: theme.name === 'light' ? style.light : style.dark, pattern: style.pattern };
}
