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
export const IN_EMBODIED_KG = IN + 14;
export const IN_LIFETIME_YEARS = IN + 15;
/** End of the section. */
export const POWER_INPUT_END = IN + 16;

const OUT = RELIABILITY_OUTPUT_END;
export const OUT_AVERAGE_IT_WATTS = OUT;
export const OUT_PEAK_IT_WATTS = OUT + 1;
export const OUT_AVERAGE_FACILITY_WATTS = OUT + 2;
export const OUT_PEAK_FACILITY_WATTS = OUT + 3;
/** Average facility watts: accelerators, hosts, switches, optics, storage, facility overhead. */
export const OUT_WATTS = OUT + 4;
const WATTS_COUNT = 6;
export const OUT_ENERGY_JOULES = OUT_WATTS + WATTS_COUNT;
export const OUT_ACCELERATOR_ONLY_JOULES = OUT_ENERGY_JOULES + 1;
export const OUT_OPERATIONAL_KG = OUT_ENERGY_JOULES + 2;
export const OUT_EMBODIED_KG = OUT_ENERGY_JOULES + 3;
export const OUT_WATER_LITRES = OUT_ENERGY_JOULES + 4;
/** End of the section. */
export const POWER_OUTPUT_END = OUT_ENERGY_JOULES + 5;
