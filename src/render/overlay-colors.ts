/**
 * The colours of overlays. One sequential scale for everything that is measured: lightness alone orders it, so that it reads with any
 * kind of colour blindness and in grey, and words stay readable on each of its steps. All strings are made once a theme.
 */
import type { FigureTheme } from '../domain/figure/figure-theme.ts';
import { PLACE_COLORS } from '../domain/overlay/drawing-overlay.ts';
import { mixColors } from './mix-colors.ts';

/** Steps of the scale. */
const STEPS = 64;
/** Evenly spaced in OKLCH: lightness from 0.965 to 0.635 (light), 0.285 to 0.51 (dark). */
const STOPS = {
  light: ['#fbf3dd', '#f2daad', '#ebbe85', '#e4a162', '#dc8344', '#d5692f'],
  dark: ['#31281f', '#44311f', '#58391e', '#6e401e', '#85461f', '#9c4c23'],
} as const;
/** Okabe and Ito's colours for eight places in a group. */
const PLACES = ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7', '#999999'] as const;

/** Resolved colours of overlays in one theme. */
export interface OverlayColors {
  /** Ground of a block by its level. */
  readonly scale: readonly string[];
  /** What is drawn inside such a block. */
  readonly inside: readonly string[];
  /** Cells by the place of their accelerator. */
  readonly places: readonly string[];
  /** Edge of a link by load: keeps pale links apart from the canvas. */
  readonly casing: string;
  /** Links without a mark while others have one. */
  readonly quiet: string;
  readonly alarm: string;
  /** The stops of the scale, for a legend. */
  readonly stops: readonly string[];
}

const cache = new Map<string, OverlayColors>();

/** Colours of a theme. */
export function overlayColors(theme: FigureTheme): OverlayColors {
  const known = cache.get(theme.name);
  if (known !== undefined) return known;
  const stops = STOPS[theme.name];
  const dark = theme.name === 'dark';
  const scale = Array.from({ length: STEPS }, (_, step) => {
    const at = (step / (STEPS - 1)) * (stops.length - 1);
    const from = Math.min(stops.length - 2, Math.floor(at));
    return mixColors(stops[from] ?? stops[0], stops[from + 1] ?? stops[0], at - from);
  });
  const colors: OverlayColors = {
    scale,
    inside: scale.map((color) => mixColors(color, theme.background, dark ? 0.4 : 0.5)),
    places: PLACES.slice(0, PLACE_COLORS).map((color) => mixColors(color, theme.background, dark ? 0.62 : 0.45)),
    casing: theme.textMuted,
    quiet: mixColors(theme.hairline, theme.textMuted, 0.25),
    alarm: theme.danger,
    stops,
  };
  cache.set(theme.name, colors);
  return colors;
}

/** Place of a level (0–1) in the arrays of {@link OverlayColors}. */
export function levelStep(level: number): number {
  return Math.max(0, Math.min(STEPS - 1, Math.round(level * (STEPS - 1))));
}
