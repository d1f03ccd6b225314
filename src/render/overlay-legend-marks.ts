/** The legend of an overlay as marks, for pictures: its title and answer, and the scale with its ends. */
import type { ScreenSize } from '../domain/canvas/viewport.ts';
import type { FigureTheme } from '../domain/figure/figure-theme.ts';
import type { FigureMark } from '../domain/figure/vector-figure.ts';
import { type DrawingOverlay, PLACE_COLORS } from '../domain/overlay/drawing-overlay.ts';
import { overlayColors } from './overlay-colors.ts';
import { estimateTextWidth, fitText } from './text-width.ts';

/** Room at the foot of a picture, CSS pixels. */
export const LEGEND_HEIGHT = 68;
const MARGIN = 12;
const STEPS = 16;
const STEP_WIDTH = 8;

/** Marks at the foot of a picture of the size. */
export function legendMarks(overlay: DrawingOverlay, theme: FigureTheme, size: ScreenSize): readonly FigureMark[] {
  const colors = overlayColors(theme);
  const top = size.height - LEGEND_HEIGHT;
  const room = size.width - 2 * MARGIN;
  const marks: FigureMark[] = [
    { type: 'rect', x: 0, y: top, width: size.width, height: LEGEND_HEIGHT, fill: theme.surface },
  ];
  const write = (text: string, x: number, y: number, weight: 400 | 600, fill: string): number => {
    const fitted = fitText(text, 12, weight, size.width - MARGIN - x, estimateTextWidth);
    if (fitted !== '') marks.push({ type: 'text', x, y, text: fitted, size: 12, weight, fill, anchor: 'start' });
    return x + estimateTextWidth(fitted, 12, weight);
  };
  const { ends, measure, alarm, places } = overlay.legend;
  write(overlay.title, MARGIN, top + 18, 600, theme.text);
  write(overlay.summary, MARGIN, top + 36, 400, theme.text);
  const y = top + 54;
  let x = MARGIN;
  if (ends !== null) {
    x = write(ends[0], x, y, 400, theme.text) + 6;
    for (let step = 0; step < STEPS; step++) {
      const fill = colors.scale[Math.round((step / (STEPS - 1)) * (colors.scale.length - 1))] ?? theme.surface;
      marks.push({ type: 'rect', x: x + step * STEP_WIDTH, y: y - 10, width: STEP_WIDTH, height: 12, fill });
    }
    x = write(ends[1], x + STEPS * STEP_WIDTH + 6, y, 400, theme.text) + 14;
  }
  places.forEach((letters, place) => {
    const width = estimateTextWidth(letters, 12, 400) + 8;
    if (x + width > room) return;
    marks.push({ type: 'rect', x, y: y - 12, width, height: 16, fill: colors.places[place % PLACE_COLORS] ?? '' });
    write(letters, x + 4, y, 400, theme.text);
    x += width + 3;
  });
  write(alarm === null ? measure : `${measure}. ${alarm}`, x + 4, y, 400, theme.textMuted);
  return marks;
}
