/** The colours that figures are drawn in: the same tokens as the page's CSS, as values, for light and dark. */
import type { FigurePattern } from './vector-figure.ts';

/** Categories that keep one colour and one pattern everywhere. */
export const CATEGORIES = [
  'compute',
  'recompute',
  'tensor',
  'context',
  'expert',
  'pipeline',
  'data',
  'optimizer',
  'bubble',
  'idle',
] as const;
/** What time, memory or load is spent on. */
export type Category = (typeof CATEGORIES)[number];

/** How one category is drawn. */
export interface CategoryStyle {
  readonly label: string;
  readonly light: string;
  readonly dark: string;
  readonly pattern: FigurePattern;
}

/** Okabe–Ito as the base, adjusted for 3:1 against both page backgrounds. */
export const CATEGORY_STYLES: Readonly<Record<Category, CategoryStyle>> = {
  compute: { label: 'Compute', light: '#0072b2', dark: '#4aa3df', pattern: 'solid' },
  recompute: { label: 'Recompute', light: '#3d8fc4', dark: '#86c5ee', pattern: 'hatch' },
  tensor: { label: 'Tensor parallel', light: '#c25700', dark: '#f0883e', pattern: 'solid' },
  context: { label: 'Context parallel', light: '#96690a', dark: '#e0b040', pattern: 'dots' },
  expert: { label: 'Expert parallel', light: '#a8507f', dark: '#d98ab5', pattern: 'solid' },
  pipeline: { label: 'Pipeline sends', light: '#6b5bb5', dark: '#a99be8', pattern: 'vertical' },
  data: { label: 'Data parallel', light: '#00805c', dark: '#2fbf94', pattern: 'solid' },
  optimizer: { label: 'Optimizer', light: '#5b6770', dark: '#a3afb8', pattern: 'horizontal' },
  bubble: { label: 'Pipeline bubble', light: '#7f868c', dark: '#8a939b', pattern: 'cross-hatch' },
  idle: { label: 'Waiting', light: '#8d8d8d', dark: '#7f7f7f', pattern: 'dots' },
};

/** Resolved neutral colours of one theme. */
export interface FigureTheme {
  readonly name: 'light' | 'dark';
  readonly background: string;
  readonly surface: string;
  readonly text: string;
  readonly textMuted: string;
  readonly hairline: string;
  readonly accent: string;
  readonly good: string;
  readonly warning: string;
  readonly danger: string;
}

/** Light theme: also what is printed. */
export const LIGHT_FIGURE_THEME: FigureTheme = {
  name: 'light',
  background: '#ffffff',
  surface: '#f6f7f8',
  text: '#1b1f23',
  textMuted: '#565e66',
  hairline: '#d9dde1',
  accent: '#2458d3',
  good: '#1a7f4b',
  warning: '#8a5a00',
  danger: '#b3261e',
};

/** Dark theme. */
export const DARK_FIGURE_THEME: FigureTheme = {
  name: 'dark',
  background: '#14171a',
  surface: '#1c2024',
  text: '#e8eaed',
  textMuted: '#a4adb5',
  hairline: '#343a40',
  accent: '#7ea6ff',
  good: '#4cc38a',
  warning: '#e0b040',
  danger: '#ff8a80',
};

/** Colour of a category in a theme. */
export function categoryColor(category: Category, theme: FigureTheme): string {
  const style = CATEGORY_STYLES[category];
  return theme.name === 'light' ? style.light : style.dark;
}
