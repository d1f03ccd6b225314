import { TIMELINE_KINDS } from '../../domain/estimate/step-timeline.ts';
import type { FigureTheme } from '../../domain/figure/figure-theme.ts';
import { type BoxTile, boxTile } from './box-tiles.ts';
import { mix, packColor, timelineColors } from './timeline-colors.ts';

/** Colours of a timeline as bytes of a picture, for one theme and one density of pixels. */
export interface TimelinePalette {
  readonly background: number;
  readonly grid: number;
  /** Where whole rounds are left out. */
  readonly gap: number;
  /** By kind. */
  readonly fills: Uint32Array;
  /** By kind, stepped back behind what is selected. */
  readonly faded: Uint32Array;
  readonly tiles: readonly (BoxTile | null)[];
  readonly fadedTiles: readonly (BoxTile | null)[];
  readonly memory: number;
  readonly memoryEdge: number;
  readonly overflow: number;
  readonly capacity: number;
}

/** How far boxes of other micro-batches step back. */
const FADE = 0.68;

/** The palette of a theme; `ratio` = device pixels in a CSS pixel. */
export function timelinePalette(theme: FigureTheme, ratio: number): TimelinePalette {
  const kinds = timelineColors(theme);
  const pale = kinds.map((kind, at) =>
    // What is idle is pale already.
    TIMELINE_KINDS[at] === 'idle'
      ? kind
      : {
          ...kind,
          fill: mix(kind.fill, theme.background, FADE),
          stroke: mix(kind.stroke, theme.background, FADE),
        },
  );
  return {
    background: packColor(theme.background),
    gap: packColor(mix(theme.background, theme.hairline, 0.4)),
    grid: packColor(mix(theme.background, theme.hairline, 0.55)),
    fills: Uint32Array.from(kinds, ({ fill }) => packColor(fill)),
    faded: Uint32Array.from(pale, ({ fill }) => packColor(fill)),
    tiles: kinds.map((kind) => boxTile(kind, ratio)),
    fadedTiles: pale.map((kind) => boxTile(kind, ratio)),
    memory: packColor(mix(theme.background, theme.textMuted, 0.24)),
    memoryEdge: packColor(mix(theme.background, theme.textMuted, 0.8)),
    overflow: packColor(theme.danger),
    capacity: packColor(theme.warning),
  };
}
