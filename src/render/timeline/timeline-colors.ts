/** How each kind of box is drawn: colours of the page's categories, and a pattern as the second sign. */
import { TIMELINE_KINDS, type TimelineKind } from '../../domain/estimate/step-timeline.ts';
import { type Category, categoryColor, type FigureTheme } from '../../domain/figure/figure-theme.ts';

/** Patterns of boxes that are wide enough to show one. */
export type BoxPattern = 'solid' | 'hatch' | 'back-hatch' | 'cross-hatch' | 'dots' | 'vertical' | 'horizontal';

/** Colours of one kind. */
export interface KindColors {
  readonly fill: string;
  /** Strokes of the pattern. */
  readonly stroke: string;
  /** Writing on it. */
  readonly text: string;
  readonly pattern: BoxPattern;
}

interface KindStyle {
  readonly category: Category;
  readonly pattern: BoxPattern;
  /** Shades of one category: share of black (light theme) or of the background (dark theme) in it. */
  readonly deepen?: number;
  /** Share of the page's background: what recedes. */
  readonly fade?: number;
}

// All of compute keeps compute's hue; passes differ by shade and pattern.
const STYLES: Readonly<Record<TimelineKind, KindStyle>> = {
  forward: { category: 'compute', pattern: 'solid' },
  backward: { category: 'compute', pattern: 'vertical', deepen: 0.38 },
  'input-gradient': { category: 'compute', pattern: 'back-hatch', deepen: 0.38 },
  'weight-gradient': { category: 'compute', pattern: 'cross-hatch', deepen: 0.2 },
  recompute: { category: 'recompute', pattern: 'hatch' },
  'data-communication': { category: 'data', pattern: 'solid' },
  optimizer: { category: 'optimizer', pattern: 'horizontal' },
  idle: { category: 'idle', pattern: 'dots', fade: 0.82 },
};

/** Colours of all kinds in a theme, in the order of {@link TIMELINE_KINDS}. */
export function timelineColors(theme: FigureTheme): readonly KindColors[] {
  return TIMELINE_KINDS.map((kind) => {
    const { category, pattern, deepen = 0, fade = 0 } = STYLES[kind];
    const deep = mix(categoryColor(category, theme), theme.name === 'dark' ? theme.background : '#000000', deepen);
    const fill = mix(deep, theme.background, fade);
    const text = contrast(fill, '#ffffff') >= contrast(fill, '#10151f') ? '#ffffff' : '#10151f';
    // Strokes lead away from the writing's colour, so that numbers stay readable on them.
    const stroke = kind === 'idle' ? mix(fill, deep, 0.45) : mix(fill, text === '#ffffff' ? '#000000' : '#ffffff', 0.3);
    return { fill, stroke, text, pattern };
  });
}

/** `share` of the second colour in the first; both `#rrggbb`. */
export function mix(first: string, second: string, share: number): string {
  const mixed = [1, 3, 5].map((at) => {
    const value = Math.round(channel(first, at) * (1 - share) + channel(second, at) * share);
    return value.toString(16).padStart(2, '0');
  });
  return `#${mixed.join('')}`;
}

/** A colour as the four bytes of a picture, in the machine's order (little-endian: all machines that run browsers). */
export function packColor(color: string): number {
  return ((0xff << 24) | (channel(color, 5) << 16) | (channel(color, 3) << 8) | channel(color, 1)) >>> 0;
}

/** Contrast of two hex colours as WCAG 2 counts it. */
export function contrast(first: string, second: string): number {
  const [high, low] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = channel(color, at) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channel(color: string, at: number): number {
  return Number.parseInt(color.slice(at, at + 2), 16);
}
