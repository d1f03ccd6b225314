/** Money is kept and computed in US dollars; a currency says how it is shown. */

/** A currency with its exchange rate. */
export interface Currency {
  /** ISO 4217. */
  readonly code: string;
  /** What stands before an amount: `$`, `€`, `CHF `. */
  readonly symbol: string;
  /** Units of the currency for one US dollar. */
  readonly perUsd: number;
}

/** What everything is kept in. */
export const US_DOLLAR: Currency = { code: 'USD', symbol: '$', perUsd: 1 };
