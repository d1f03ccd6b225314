import { describe, expect, it } from 'vitest';
import { DARK_FIGURE_THEME, LIGHT_FIGURE_THEME } from '../domain/figure/figure-theme.ts';
import { overlayColors } from './overlay-colors.ts';

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

describe.each([LIGHT_FIGURE_THEME, DARK_FIGURE_THEME])('colours of overlays in the $name theme', (theme) => {
  const colors = overlayColors(theme);

  it('are ordered by lightness alone, so that they read without seeing colours', () => {
    const steps = colors.scale.map(luminance);
    const sign = theme.name === 'dark' ? 1 : -1;
    for (let at = 1; at < steps.length; at++) {
      expect(((steps[at] ?? 0) - (steps[at - 1] ?? 0)) * sign).toBeGreaterThan(0);
    }
  });

  it('let words be read on every step and on every place', () => {
    for (const color of [...colors.scale, ...colors.places]) {
      expect(contrast(color, theme.text), color).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('keep the edge of a loaded link apart from the canvas', () => {
    expect(contrast(colors.casing, theme.background)).toBeGreaterThanOrEqual(3);
  });
});
