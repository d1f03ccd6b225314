const FORMAT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A time (milliseconds since 1970) as the reader writes it. */
export function writeTime(milliseconds: number): string {
  return FORMAT.format(milliseconds);
}
