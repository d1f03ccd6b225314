/** Where the rows of a timeline lie, CSS pixels. Rows share the height that there is, down to a smallest height; below that they scroll. */

/** Height of the time axis at the top. */
export const AXIS_HEIGHT = 22;
/** Width of the ranks' names at the left. */
export const LABEL_WIDTH = 76;
/** Gap below each row. */
const ROW_GAP = 3;
/** Room at the right, so that the step's end is not at the very edge. */
export const RIGHT_MARGIN = 12;

const WITH_MEMORY = { smallest: 26, largest: 72, memoryShare: 0.42 } as const;
const WITHOUT_MEMORY = { smallest: 12, largest: 44, memoryShare: 0 } as const;

/** Rows of one size. Tops are counted from the first row's, before scrolling. */
export interface TimelineLayout {
  /** Plot without names and axis. */
  readonly plotWidth: number;
  readonly plotHeight: number;
  /** From one row's top to the next one's. */
  readonly pitch: number;
  /** Height of the boxes of one row, all lanes together. */
  readonly boxHeight: number;
  /** Height of one row's memory; 0 = none. */
  readonly memoryHeight: number;
  /** Height of all rows. */
  readonly contentHeight: number;
}

/** Lays rows out in a canvas of a size. */
export function layoutTimeline(width: number, height: number, ranks: number, hasMemory: boolean): TimelineLayout {
  const plotWidth = Math.max(0, width - LABEL_WIDTH - RIGHT_MARGIN);
  const plotHeight = Math.max(0, height - AXIS_HEIGHT);
  const { smallest, largest, memoryShare } = hasMemory ? WITH_MEMORY : WITHOUT_MEMORY;
  const pitch = Math.min(largest, Math.max(smallest, Math.floor(plotHeight / Math.max(1, ranks))));
  const room = pitch - ROW_GAP;
  const memoryHeight = Math.round(room * memoryShare);
  return {
    plotWidth,
    plotHeight,
    pitch,
    boxHeight: room - memoryHeight - (memoryHeight > 0 ? 1 : 0),
    memoryHeight,
    contentHeight: pitch * ranks,
  };
}

/** Top and height of one lane of a row, counted from the row's top: work in all of it, what runs beside it over its lower part. */
export function laneBand(layout: TimelineLayout, lane: number): { readonly top: number; readonly height: number } {
  if (lane === 0) return { top: 0, height: layout.boxHeight };
  const height = Math.max(3, Math.round(layout.boxHeight * 0.4));
  return { top: layout.boxHeight - height, height };
}
