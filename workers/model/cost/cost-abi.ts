/** Money in the flat blocks (`../run-abi.ts`). New slots go to the end of a list. */
import { POWER_INPUT_END, POWER_OUTPUT_END } from '../power/power-abi.ts';

/** Most items of capital in one block. */
export const MAX_CAPITAL = 24;

const IN = POWER_INPUT_END;
/** 0 rent, 1 own. */
export const IN_BASIS = IN;
export const IN_RENT_RATE = IN + 1;
export const IN_SPARE_ACCELERATORS = IN + 2;
export const IN_CAPITAL_SHARE_USED = IN + 3;
export const IN_DEPRECIATION_YEARS = IN + 4;
export const IN_INTEREST_PER_YEAR = IN + 5;
export const IN_RESIDUAL_FRACTION = IN + 6;
export const IN_MAINTENANCE_FRACTION = IN + 7;
export const IN_STAFF_PER_YEAR = IN + 8;
export const IN_COLOCATION_RATE = IN + 9;
export const IN_ELECTRICITY_RATE = IN + 10;
export const IN_STORAGE_PER_MONTH = IN + 11;
export const IN_OWNED_UTILIZATION = IN + 12;
export const IN_CAPITAL_COUNT = IN + 13;
/** US dollars of each item. */
export const IN_CAPITAL = IN_CAPITAL_COUNT + 1;
/** End of the section. */
export const COST_INPUT_END = IN_CAPITAL + MAX_CAPITAL;

/** Rented: accelerators, spares, storage. */
export const OUT_RENTED = POWER_OUTPUT_END;
export const RENTED_COUNT = 3;
/** Owned: depreciation, interest, maintenance, staff, colocation, energy. Bought storage is among the capital. */
export const OUT_OWNED = OUT_RENTED + RENTED_COUNT;
export const OWNED_COUNT = 6;
export const OUT_RENTED_TOTAL = OUT_OWNED + OWNED_COUNT;
export const OUT_OWNED_TOTAL = OUT_RENTED_TOTAL + 1;
export const OUT_HEADLINE = OUT_RENTED_TOTAL + 2;
export const OUT_USD_PER_MILLION_TOKENS = OUT_RENTED_TOTAL + 3;
/** `ENDLESS` when no hour is useful. */
export const OUT_USD_PER_USEFUL_HOUR = OUT_RENTED_TOTAL + 4;
export const OUT_LOST_USD = OUT_RENTED_TOTAL + 5;
/** `ENDLESS` when renting costs no more than the electricity. */
export const OUT_BREAK_EVEN = OUT_RENTED_TOTAL + 6;
export const OUT_CAPITAL_TOTAL = OUT_RENTED_TOTAL + 7;
/** End of the section. */
export const COST_OUTPUT_END = OUT_RENTED_TOTAL + 8;
