import type { TimelineController } from './timeline-controller.ts';

/** Zoom of one notch of an ordinary wheel (100 CSS pixels). */
const WHEEL_ZOOM = 1.25;
/** CSS pixels of a line, for wheels that count lines. */
const LINE_PIXELS = 16;
/** A press that moves less than this is a click. */
const CLICK_REACH = 4;

/**
 * Pointer and wheel of the timeline: the wheel zooms, sideways or with Shift it moves; dragging moves; two fingers zoom; a click selects.
 * Native listeners: React's wheel listeners are passive and could not keep the page from scrolling. Answers how to end listening.
 */
export function listenToTimeline(element: HTMLElement, controller: TimelineController): () => void {
  const pressed = new Map<number, { x: number; y: number }>();
  let travelled = 0;
  const at = (event: MouseEvent) => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const isOnScrollbar = (event: MouseEvent) => at(event).x >= element.clientWidth;
  const wheel = (event: WheelEvent) => {
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PIXELS : 1;
    event.preventDefault();
    // Browsers turn a wheel with Shift into one that goes sideways, some do not.
    if (event.shiftKey) controller.scrollBy((event.deltaY || event.deltaX) * unit);
    else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) controller.panPixels(event.deltaX * unit);
    else controller.zoom(WHEEL_ZOOM ** ((-event.deltaY * unit) / 100), at(event).x);
  };
  const down = (event: PointerEvent) => {
    if (event.button > 1 || isOnScrollbar(event)) return;
    if (event.button === 1) event.preventDefault();
    element.setPointerCapture(event.pointerId);
    pressed.set(event.pointerId, at(event));
    travelled = pressed.size > 1 ? Number.POSITIVE_INFINITY : 0;
  };
  const move = (event: PointerEvent) => {
    const to = at(event);
    const from = pressed.get(event.pointerId);
    if (from === undefined) {
      controller.setPointer(isOnScrollbar(event) ? null : to);
      return;
    }
    const other = [...pressed].find(([id]) => id !== event.pointerId)?.[1];
    pressed.set(event.pointerId, to);
    if (other !== undefined) {
      const before = Math.max(8, Math.abs(from.x - other.x));
      controller.zoom(Math.max(8, Math.abs(to.x - other.x)) / before, (to.x + other.x) / 2);
      return;
    }
    travelled += Math.hypot(to.x - from.x, to.y - from.y);
    if (travelled < CLICK_REACH) return;
    element.dataset.dragging = 'true';
    controller.setPointer(null);
    controller.panPixels(from.x - to.x);
    controller.scrollBy(from.y - to.y);
  };
  const up = (event: PointerEvent) => {
    if (!pressed.delete(event.pointerId)) return;
    delete element.dataset.dragging;
    const point = at(event);
    if (travelled < CLICK_REACH) controller.selectAt(point.x, point.y);
    if (event.pointerType === 'mouse') controller.setPointer(point);
  };
  const lost = (event: PointerEvent) => {
    pressed.delete(event.pointerId);
    delete element.dataset.dragging;
  };
  const leave = () => controller.setPointer(null);
  const doubleClick = () => controller.zoomToSelected();
  const scroll = () => controller.scrolled();
  const ending = new AbortController();
  const { signal } = ending;
  element.addEventListener('wheel', wheel, { passive: false, signal });
  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', up, { signal });
  element.addEventListener('pointercancel', lost, { signal });
  element.addEventListener('pointerleave', leave, { signal });
  element.addEventListener('dblclick', doubleClick, { signal });
  element.addEventListener('scroll', scroll, { signal });
  return () => ending.abort();
}
