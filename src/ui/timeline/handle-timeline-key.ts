import type { KeyboardEvent } from 'react';
import type { BoxStep } from '../../render/timeline/find-box.ts';
import { describeBox } from './describe-box.ts';
import type { TimelineController } from './timeline-controller.ts';

/** Zoom of one press of a key or button. */
export const ZOOM_STEP = 1.6;
/** Share of the width by which Shift and an arrow move. */
const PAN_SHARE = 0.2;
/** Rows' movement by Shift and an arrow, CSS pixels. */
const SCROLL_PIXELS = 60;

const STEPS: Readonly<Record<string, BoxStep>> = {
  ArrowLeft: 'previous',
  ArrowRight: 'next',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
};

const PANS: Readonly<Record<string, (controller: TimelineController) => void>> = {
  ArrowLeft: (controller) => controller.pan(-PAN_SHARE),
  ArrowRight: (controller) => controller.pan(PAN_SHARE),
  ArrowUp: (controller) => controller.scrollBy(-SCROLL_PIXELS),
  ArrowDown: (controller) => controller.scrollBy(SCROLL_PIXELS),
};

const OTHERS: Readonly<Record<string, (controller: TimelineController) => void>> = {
  '+': (controller) => controller.zoom(ZOOM_STEP),
  '=': (controller) => controller.zoom(ZOOM_STEP),
  '-': (controller) => controller.zoom(1 / ZOOM_STEP),
  '0': (controller) => controller.fit(),
  Enter: (controller) => controller.zoomToSelected(),
};

/** Handles a key on the timeline; marks the event as handled where it did. `announce` says aloud what was reached. */
export function handleTimelineKey(
  event: KeyboardEvent<HTMLElement>,
  controller: TimelineController,
  announce: (text: string) => void,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const other = OTHERS[event.key] ?? (event.shiftKey ? PANS[event.key] : undefined);
  const step = STEPS[event.key];
  if (other !== undefined) other(controller);
  else if (step !== undefined && !event.shiftKey) {
    const box = controller.walk(step);
    if (box >= 0) announce(describeBox(controller.timeline, box).spoken);
  } else if (event.key === 'Escape' && controller.selectedBox >= 0) controller.select(-1);
  else return;
  event.preventDefault();
}
