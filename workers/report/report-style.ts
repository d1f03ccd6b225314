/** Sizes and colours of the printed report, in points. One type scale, one spacing scale. */
import { LIGHT_FIGURE_THEME } from '../../src/domain/figure/figure-theme.ts';

/** Type sizes, points. */
export const TYPE = { title: 26, heading1: 17, heading2: 12.5, keyValue: 15, body: 9.5, small: 8 } as const;
/** Spacing, points. */
export const SPACE = { tight: 4, small: 8, medium: 14, large: 24 } as const;
/** Page margin on every side, points. */
export const PAGE_MARGIN = 50;
/** Printed colours: those of the light theme. */
export const INK = LIGHT_FIGURE_THEME;
/** Names under which the two fonts are registered. */
export const FONT = { regular: 'regular', semibold: 'semibold' } as const;
