/** The part of the step that is on screen, in seconds; the plot is `width` CSS pixels wide. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** The narrowest window: a ten-millionth of the step, far below one box of any real one. */
const SMALLEST_SHARE = 1e-7;

/** The whole step. */
export function wholeStep(seconds: number): TimeWindow {
  return { from: 0, to: seconds };
}

/** A window moved and narrowed so that it lies within the step. */
export function clampWindow({ from, to }: TimeWindow, seconds: number): TimeWindow {
  const span = Math.min(seconds, Math.max(seconds * SMALLEST_SHARE, to - from));
  const start = Math.min(Math.max(0, from), seconds - span);
  return { from: start, to: start + span };
}

/** Zooms so that the time at a share of the width (0 = left edge) stays where it is; `factor` above 1 shows less. */
export function zoomWindow(window: TimeWindow, seconds: number, factor: number, share: number): TimeWindow {
  const span = window.to - window.from;
  const anchor = window.from + span * share;
  const next = Math.min(seconds, Math.max(seconds * SMALLEST_SHARE, span / factor));
  return clampWindow({ from: anchor - next * share, to: anchor + next * (1 - share) }, seconds);
}

/** Moves what is on screen by a share of the width; positive = later times come in. */
export function panWindow(window: TimeWindow, seconds: number, share: number): TimeWindow {
  const shift = (window.to - window.from) * share;
  return clampWindow({ from: window.from + shift, to: window.to + shift }, seconds);
}

/** The window moved as little as needed to show a stretch of time, widened only when the stretch does not fit into nine tenths of it. */
export function revealInWindow(window: TimeWindow, seconds: number, start: number, end: number): TimeWindow {
  const span = Math.max(window.to - window.from, (end - start) / 0.9);
  const margin = Math.min(span * 0.1, (span - (end - start)) / 2);
  if (span === window.to - window.from && start >= window.from && end <= window.to) return window;
  const from = start - margin < window.from ? start - margin : Math.max(window.from, end + margin - span);
  return clampWindow({ from, to: from + span }, seconds);
}

/** Whether all of the step is on screen. */
export function isWholeStep(window: TimeWindow, seconds: number): boolean {
  return window.to - window.from >= seconds * (1 - 1e-9);
}
