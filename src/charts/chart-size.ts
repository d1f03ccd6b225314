/** Room that a chart may use, CSS pixels. A chart may come out less high than asked, never wider. */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

/** Height of one row of a table-like chart, CSS pixels: on the 4-px grid, and enough for 12-px type. */
export const ROW_HEIGHT = 20;
/** Type size of everything in a chart. */
export const CHART_TEXT_SIZE = 12;
/** Height of the bar that shows the whole. */
export const WHOLE_BAR_HEIGHT = 24;
