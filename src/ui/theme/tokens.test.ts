import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  CATEGORIES,
  CATEGORY_STYLES,
  DARK_FIGURE_THEME,
  type FigureTheme,
  LIGHT_FIGURE_THEME,
} from '../../domain/figure/figure-theme.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/(--[\w-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map((match) => [
    match[1],
    { light: match[2], dark: match[3] },
  ]),
);

describe('the tokens of the page', () => {
  it.each(CATEGORIES)('colour %s as figures do', (category) => {
    const { light, dark } = CATEGORY_STYLES[category];
    expect(tokens.get(`--category-${category}`)).toEqual({ light, dark });
  });

  it.each([
    'background',
    'surface',
    'text',
    'textMuted',
    'hairline',
    'accent',
    'good',
    'warning',
    'danger',
  ] satisfies (keyof FigureTheme)[])('colour %s as figures do', (name) => {
    const token = `--color-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    expect(tokens.get(token)).toEqual({ light: LIGHT_FIGURE_THEME[name], dark: DARK_FIGURE_THEME[name] });
  });

  const text = [
    '--color-text',
    '--color-text-muted',
    '--color-accent',
    '--color-good',
    '--color-warning',
    '--color-danger',
  ];
  const grounds = ['--color-background', '--color-surface', '--color-hover'];
  for (const theme of ['light', 'dark'] as const) {
    it.each(text.flatMap((ink) => grounds.map((ground) => [ink, ground] as const)))(
      `keep %s on %s at 4.5:1 or more (${theme})`,
      (ink, ground) => {
        const contrast = contrastRatio(tokens.get(ink)?.[theme] ?? '', tokens.get(ground)?.[theme] ?? '');
        expect(contrast).toBeGreaterThanOrEqual(4.5);
      },
    );
    it.each(['good', 'warning', 'danger'])(`keep %s on its own soft ground at 4.5:1 or more (${theme})`, (status) => {
      const contrast = contrastRatio(
        tokens.get(`--color-${status}`)?.[theme] ?? '',
        tokens.get(`--color-${status}-soft`)?.[theme] ?? '',
      );
      expect(contrast).toBeGreaterThanOrEqual(4.5);
    });
    it.each(CATEGORIES)(`keep marks of %s at 3:1 or more (${theme})`, (category) => {
      const contrast = contrastRatio(
        tokens.get(`--category-${category}`)?.[theme] ?? '',
        tokens.get('--color-background')?.[theme] ?? '',
      );
      expect(contrast).toBeGreaterThanOrEqual(3);
    });
  }
});

/** Contrast of two hex colours as WCAG 2 counts it. */
function contrastRatio(first: string, second: string): number {
  const [light, dark] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
