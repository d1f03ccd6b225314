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
/** US dollars of each item; equipment, without the building. */
export const IN_CAPITAL = IN_CAPITAL_COUNT + 1;
const IN_MORE = IN_CAPITAL + MAX_CAPITAL;
export const IN_ON_DEMAND_RATE = IN_MORE;
/** Share of the paid hours of rented capacity that is in use; 1 = only hours in use are paid. */
export const IN_COMMITTED_UTILIZATION = IN_MORE + 1;
export const IN_COMMITMENT_YEARS = IN_MORE + 2;
/** The building, in one sum and by IT watt. */
export const IN_FACILITY_USD = IN_MORE + 3;
export const IN_FACILITY_PER_WATT = IN_MORE + 4;
export const IN_FACILITY_YEARS = IN_MORE + 5;
/** IT watts of the job that colocation and demand charges are paid for; negative = the peak. */
export const IN_CONTRACTED_WATTS = IN_MORE + 6;
/** US dollars per facility kilowatt and month. */
export const IN_DEMAND_CHARGE = IN_MORE + 7;
/** Bytes between sites in one step that are paid for, and US dollars per byte. */
export const IN_TRAFFIC_BYTES_PER_STEP = IN_MORE + 8;
export const IN_TRAFFIC_PER_BYTE = IN_MORE + 9;
/** Leased lines between sites. */
export const IN_LINES_PER_MONTH = IN_MORE + 10;
/** What leaves once. */
export const IN_EGRESS_USD = IN_MORE + 11;
/** End of the section. */
export const COST_INPUT_END = IN_MORE + 12;

/** Rented: accelerators, spares, storage, idle hours of the commitment, traffic. */
export const OUT_RENTED = POWER_OUTPUT_END;
export const RENTED_COUNT = 5;
/** Owned: depreciation, interest, maintenance, staff, colocation, energy, demand charge, traffic. Bought storage is among the capital. */
export const OUT_OWNED = OUT_RENTED + RENTED_COUNT;
export const OWNED_COUNT = 8;
export const OUT_RENTED_TOTAL = OUT_OWNED + OWNED_COUNT;
export const OUT_OWNED_TOTAL = OUT_RENTED_TOTAL + 1;
export const OUT_HEADLINE = OUT_RENTED_TOTAL + 2;
export const OUT_USD_PER_MILLION_TOKENS = OUT_RENTED_TOTAL + 3;
/** `ENDLESS` when no hour is useful. */
export const OUT_USD_PER_USEFUL_HOUR = OUT_RENTED_TOTAL + 4;
export const OUT_LOST_USD = OUT_RENTED_TOTAL + 5;
/** `ENDLESS` when renting costs no more than the electricity. */
export const OUT_BREAK_EVEN = OUT_RENTED_TOTAL + 6;
/** With the building. */
export const OUT_CAPITAL_TOTAL = OUT_RENTED_TOTAL + 7;
/** Per accelerator-hour of the job, in the headline's way of paying. */
export const OUT_USD_PER_HOUR = OUT_RENTED_TOTAL + 8;
/** Share off the price on demand. */
export const OUT_DISCOUNT = OUT_RENTED_TOTAL + 9;
/** Of the job's share of what is bought, by year. */
export const OUT_DEPRECIATION_PER_YEAR = OUT_RENTED_TOTAL + 10;
export const OUT_INTEREST_PER_YEAR = OUT_RENTED_TOTAL + 11;
export const OUT_COLOCATION_PER_MONTH = OUT_RENTED_TOTAL + 12;
/** Of a year at the run's average power. */
export const OUT_ELECTRICITY_PER_YEAR = OUT_RENTED_TOTAL + 13;
/** What owning costs by year whether it is used or not. */
export const OUT_OWNED_FIXED_PER_YEAR = OUT_RENTED_TOTAL + 14;
/** The job's share of what is bought, building included. */
export const OUT_CAPITAL_USED = OUT_RENTED_TOTAL + 15;
/** Years until what was bought has paid for itself; `ENDLESS` when it never does. */
export const OUT_PAYBACK_YEARS = OUT_RENTED_TOTAL + 16;
export const OUT_COMMITMENT_USD = OUT_RENTED_TOTAL + 17;
export const OUT_FACILITY_USD = OUT_RENTED_TOTAL + 18;
/** What an hour in use of all accelerators of the job costs to rent, spares and idle hours included. */
export const OUT_RENT_PER_HOUR_IN_USE = OUT_RENTED_TOTAL + 19;
/** Electricity of an hour in use. */
export const OUT_ELECTRICITY_PER_HOUR = OUT_RENTED_TOTAL + 20;
/** The job's share of the capital for each of its accelerators. */
export const OUT_CAPITAL_PER_ACCELERATOR = OUT_RENTED_TOTAL + 21;
export const OUT_HOURS_PER_TRILLION_TOKENS = OUT_RENTED_TOTAL + 22;
/** Per million tokens, per accelerator-hour, per useful accelerator-hour (or `ENDLESS`): rented, then owned. */
export const OUT_RENTED_UNITS = OUT_RENTED_TOTAL + 23;
export const UNIT_COUNT = 3;
export const OUT_OWNED_UNITS = OUT_RENTED_UNITS + UNIT_COUNT;
/** End of the section. */
export const COST_OUTPUT_END = OUT_OWNED_UNITS + UNIT_COUNT;
