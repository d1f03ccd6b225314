/** Wheels turn in whole notches along one axis; touchpads give many small steps. */
export function isMouseWheel(event: WheelEvent): boolean {
  if (event.deltaMode !== 0) return true;
  return event.deltaX === 0 && Number.isInteger(event.deltaY) && Math.abs(event.deltaY) >= 50;
}
