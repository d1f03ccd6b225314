/** Power, cooling and carbon in the flat blocks (`../run-abi.ts`). New slots go to the end of a list. */
import { RELIABILITY_INPUT_END, RELIABILITY_OUTPUT_END } from '../reliability/reliability-abi.ts';

const IN = RELIABILITY_INPUT_END;
export const IN_POWER_ACCELERATORS = IN;
export const IN_ACCELERATOR_IDLE_WATTS = IN + 1;
export const IN_ACCELERATOR_PEAK_WATTS = IN + 2;
export const IN_COMPUTE_SHARE = IN + 3;
export const IN_MEMORY_SHARE = IN + 4;
export const IN_LINK_SHARE = IN + 5;
export const IN_HOST_IDLE_WATTS = IN + 6;
export const IN_HOST_PEAK_WATTS = IN + 7;
export const IN_SWITCH_WATTS = IN + 8;
export const IN_OPTICS_WATTS = IN + 9;
export const IN_STORAGE_WATTS = IN + 10;
export const IN_FACILITY_FACTOR = IN + 11;
export const IN_GRID_CARBON = IN + 12;
export const IN_WATER_RATE = IN + 13;
/** Kilograms of everything: accelerators, hosts, switches, storage, building. */
export const IN_EMBODIED_KG = IN + 14;
export const EMBODIED_COUNT = 5;
export const IN_LIFETIME_YEARS = IN_EMBODIED_KG + EMBODIED_COUNT;
/** Limit of an accelerator without a cap; `IN_ACCELERATOR_PEAK_WATTS` is the cap in force. */
export const IN_ACCELERATOR_LIMIT_WATTS = IN_LIFETIME_YEARS + 1;
/** Exponent of the clock in the compute part of the dynamic power. */
export const IN_CLOCK_EXPONENT = IN_LIFETIME_YEARS + 2;
/** Kilograms per kilowatt-hour that a contract states; negative = none. */
export const IN_MARKET_CARBON = IN_LIFETIME_YEARS + 3;
export const IN_PROFILE_AMPLITUDE = IN_LIFETIME_YEARS + 4;
export const IN_PROFILE_MINIMUM_HOUR = IN_LIFETIME_YEARS + 5;
export const IN_START_HOUR = IN_LIFETIME_YEARS + 6;
/** End of the section. */
export const POWER_INPUT_END = IN_LIFETIME_YEARS + 7;

const OUT = RELIABILITY_OUTPUT_END;
export const OUT_AVERAGE_IT_WATTS = OUT;
export const OUT_PEAK_IT_WATTS = OUT + 1;
export const OUT_AVERAGE_FACILITY_WATTS = OUT + 2;
export const OUT_PEAK_FACILITY_WATTS = OUT + 3;
/** Average facility watts: accelerators, hosts, switches, optics, storage, facility overhead. */
export const OUT_WATTS = OUT + 4;
export const WATTS_COUNT = 6;
export const OUT_ENERGY_JOULES = OUT_WATTS + WATTS_COUNT;
export const OUT_ACCELERATOR_ONLY_JOULES = OUT_ENERGY_JOULES + 1;
export const OUT_OPERATIONAL_KG = OUT_ENERGY_JOULES + 2;
export const OUT_EMBODIED_KG = OUT_ENERGY_JOULES + 3;
export const OUT_WATER_LITRES = OUT_ENERGY_JOULES + 4;
/** Joules and kilograms of operation of each component, in the order of the watts; joules and kilograms sum to the totals. */
export const OUT_COMPONENT_JOULES = OUT_WATER_LITRES + 1;
export const OUT_COMPONENT_KG = OUT_COMPONENT_JOULES + WATTS_COUNT;
/** The run's share of the making of each component, in the order of the input. */
export const OUT_EMBODIED_PARTS = OUT_COMPONENT_KG + WATTS_COUNT;
/** By the factor of a contract; the grid's where there is none. */
export const OUT_MARKET_KG = OUT_EMBODIED_PARTS + EMBODIED_COUNT;
/** Hours × rated watts × the grid's yearly average, as model cards count. */
export const OUT_ACCELERATOR_ONLY_KG = OUT_MARKET_KG + 1;
/** Carbon of the run's average kilowatt-hour ÷ the grid's average. */
export const OUT_PROFILE_FACTOR = OUT_MARKET_KG + 2;
/** Clock of the compute units ÷ the clock at the limit. */
export const OUT_CLOCK_SHARE = OUT_MARKET_KG + 3;
/** Share of its dynamic power that compute keeps under the cap. */
export const OUT_COMPUTE_POWER = OUT_MARKET_KG + 4;
/** End of the section. */
export const POWER_OUTPUT_END = OUT_MARKET_KG + 5;
