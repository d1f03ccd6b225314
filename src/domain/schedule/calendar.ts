/** Days of the calendar, without hours and without time zones. */

const MILLISECONDS_PER_DAY = 86_400_000;
/** Last day that is written: five digits of a year are no ISO date. */
const LAST = Date.UTC(9999, 11, 31);

/** The day that is so many days (rounded down) after another one, both `YYYY-MM-DD`; null beyond the year 9999. */
export function addDays(date: string, days: number): string | null {
  const [year = 2000, month = 1, day = 1] = date.split('-').map(Number);
  const time = Date.UTC(year, month - 1, day) + Math.floor(days + 1e-9) * MILLISECONDS_PER_DAY;
  return time <= LAST ? new Date(time).toISOString().slice(0, 10) : null;
}
