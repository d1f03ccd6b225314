import type { FigureMark, FigurePattern } from '../domain/figure/vector-figure.ts';

/** A pattern as a tile that repeats: ground in the colour, strokes in the page's background over it. */
export interface PatternTile {
  /** Unique within one figure. */
  readonly key: string;
  readonly color: string;
  readonly size: number;
  /** SVG path data of the strokes (or dots). */
  readonly path: string;
  readonly isFilled: boolean;
}

/** How much of the ground's colour the strokes take away: enough to tell patterns apart, not so much that they shout. */
export const PATTERN_OPACITY = 0.6;

const SIZE = 6;
const PATHS: Readonly<Record<Exclude<FigurePattern, 'solid'>, { readonly path: string; readonly isFilled: boolean }>> =
  {
    hatch: { path: 'M-1,1 L1,-1 M0,6 L6,0 M5,7 L7,5', isFilled: false },
    'cross-hatch': { path: 'M-1,1 L1,-1 M0,6 L6,0 M5,7 L7,5 M-1,5 L1,7 M0,0 L6,6 M5,-1 L7,1', isFilled: false },
    dots: { path: 'M3,1.8 a1.2,1.2 0 1 0 0.001,0 Z', isFilled: true },
    horizontal: { path: 'M0,3 L6,3', isFilled: false },
    vertical: { path: 'M3,0 L3,6', isFilled: false },
  };

/** The key of a mark's pattern; null = plain colour or none. */
export function patternKey(mark: FigureMark): string | null {
  if (mark.type !== 'rect' || mark.fill === undefined) return null;
  if (mark.pattern === undefined || mark.pattern === 'solid') return null;
  return `${mark.pattern}-${mark.fill.replace('#', '')}`;
}

/** All patterns that the marks use, each once. */
export function collectPatterns(marks: readonly FigureMark[]): readonly PatternTile[] {
  const tiles = new Map<string, PatternTile>();
  for (const mark of marks) {
    const key = patternKey(mark);
    if (key === null || tiles.has(key) || mark.type !== 'rect') continue;
    if (mark.pattern === undefined || mark.pattern === 'solid' || mark.fill === undefined) continue;
    tiles.set(key, { key, color: mark.fill, size: SIZE, ...PATHS[mark.pattern] });
  }
  return [...tiles.values()];
}
