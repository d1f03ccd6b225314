/**
 * How old a price is. The day that it is compared with comes from outside: the same plan with the same day always says the same. Dates
 * of the catalogue are days, months or years, some with words around them (`gpuhunt 2026-08`, `memory, 2025`).
 */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
/** From this age on a price says that it is old. */
const OLD_MONTHS = 12;

/** How old a price is. */
interface PriceAge {
  /** Whole months; the least that it can be where only a year is known. */
  readonly months: number;
  /** More than a year. */
  readonly isOld: boolean;
  /** `price of Aug 2024, 27 months old`. */
  readonly words: string;
}

/**
 * Age of a price of the catalogue's date `asOf` on the day `today`.
 * @param asOf the last date in it counts
 * @param today `2026-11-21`
 * @returns null where one of the two holds no date
 */
export function describePriceAge(asOf: string, today: string): PriceAge | null {
  const then = readMonth(asOf);
  const now = readMonth(today);
  if (then === null || now === null) return null;
  // A price of a year is at least as old as its last month.
  const months = Math.max(0, (now.year - then.year) * 12 + (now.month ?? 12) - (then.month ?? 12));
  const date = then.month === null ? String(then.year) : `${MONTHS[then.month - 1]} ${then.year}`;
  const least = then.month === null ? 'at least ' : '';
  return {
    months,
    isOld: months > OLD_MONTHS,
    words: `price of ${date}, ${least}${months} ${months === 1 ? 'month' : 'months'} old`,
  };
}

function readMonth(text: string): { readonly year: number; readonly month: number | null } | null {
  const found = [...text.matchAll(/(?<!\d)(20\d\d)(?:-(0[1-9]|1[0-2]))?(?!\d)/g)].at(-1);
  if (found === undefined) return null;
  return { year: Number(found[1]), month: found[2] === undefined ? null : Number(found[2]) };
}
