/** The drawing's colours, mixed from the theme's neutrals and its accent, so that page, picture and report agree. */
import type { FigureTheme } from '../domain/figure/figure-theme.ts';
import { mixColors } from './mix-colors.ts';
import type { CellTone } from './scene.ts';

/** Resolved colours of everything in a scene. */
export interface SceneColors {
  readonly canvas: string;
  readonly dot: string;
  readonly boxFill: (depth: number, tone: 'container' | 'folded' | 'leaf') => string;
  readonly boxStroke: string;
  readonly stackFill: string;
  readonly text: string;
  readonly muted: string;
  readonly icon: string;
  readonly count: string;
  readonly plate: string;
  readonly cells: Readonly<Record<CellTone, string>>;
  readonly links: Readonly<Record<'scale-up' | 'scale-out' | 'wan' | 'other', string>>;
  readonly accent: string;
  readonly accentSoft: string;
  readonly danger: string;
}

const cache = new Map<string, SceneColors>();

/** Colours of a theme. */
export function sceneColors(theme: FigureTheme): SceneColors {
  const key = Object.values(theme).join();
  const known = cache.get(key);
  if (known !== undefined) return known;
  const dark = theme.name === 'dark';
  const canvas = dark ? mixColors(theme.background, '#000000', 0.12) : mixColors(theme.surface, theme.background, 0.4);
  const container = dark ? theme.surface : mixColors(theme.surface, theme.background, 0.15);
  const colors: SceneColors = {
    canvas,
    dot: mixColors(canvas, theme.textMuted, dark ? 0.26 : 0.28),
    boxFill: (depth, tone) => {
      if (tone === 'leaf') return dark ? mixColors(theme.surface, theme.text, 0.07) : theme.background;
      if (tone === 'folded') return mixColors(container, theme.accent, 0.08);
      return mixColors(container, theme.textMuted, Math.min(3, depth) * (dark ? 0.05 : 0.045));
    },
    boxStroke: mixColors(theme.hairline, theme.textMuted, 0.35),
    stackFill: mixColors(dark ? theme.surface : theme.background, theme.textMuted, 0.12),
    text: theme.text,
    muted: theme.textMuted,
    icon: theme.textMuted,
    count: theme.accent,
    plate: dark ? mixColors(theme.surface, theme.background, 0.3) : theme.background,
    cells: {
      instance: mixColors(dark ? theme.surface : theme.background, theme.textMuted, dark ? 0.2 : 0.1),
      group: mixColors(theme.background, theme.accent, dark ? 0.34 : 0.3),
      accelerator: mixColors(theme.background, theme.accent, dark ? 0.5 : 0.42),
      host: mixColors(dark ? theme.surface : theme.background, theme.textMuted, dark ? 0.32 : 0.2),
      switch: mixColors(theme.background, theme.textMuted, dark ? 0.42 : 0.3),
      port: mixColors(theme.background, theme.textMuted, dark ? 0.5 : 0.42),
      storage: mixColors(theme.background, theme.textMuted, dark ? 0.34 : 0.22),
      failed: theme.danger,
      degraded: theme.warning,
    },
    links: {
      'scale-up': mixColors(theme.accent, theme.background, 0.15),
      'scale-out': mixColors(mixColors(theme.textMuted, theme.accent, 0.35), theme.background, dark ? 0.34 : 0.22),
      wan: theme.textMuted,
      other: theme.textMuted,
    },
    accent: theme.accent,
    accentSoft: mixColors(theme.background, theme.accent, 0.16),
    danger: theme.danger,
  };
  cache.set(key, colors);
  return colors;
}
