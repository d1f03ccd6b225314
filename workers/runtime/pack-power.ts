import type { PowerInputs } from '../../src/domain/assumptions/power-inputs.ts';
import * as abi from '../model/power/power-abi.ts';
import { EMBODIED } from './embodied-parts.ts';

/** Writes the inputs of power, cooling and carbon into the economy's block at `at`. */
export function packPower(inputs: PowerInputs, block: { [index: number]: number }, at: number): void {
  block[at + abi.IN_POWER_ACCELERATORS] = inputs.accelerators;
  block[at + abi.IN_ACCELERATOR_IDLE_WATTS] = inputs.acceleratorIdleWatts;
  block[at + abi.IN_ACCELERATOR_PEAK_WATTS] = inputs.acceleratorPeakWatts;
  block[at + abi.IN_COMPUTE_SHARE] = inputs.computeShare;
  block[at + abi.IN_MEMORY_SHARE] = inputs.memoryShare;
  block[at + abi.IN_LINK_SHARE] = inputs.linkShare;
  block[at + abi.IN_HOST_IDLE_WATTS] = inputs.hostIdleWatts;
  block[at + abi.IN_HOST_PEAK_WATTS] = inputs.hostPeakWatts;
  block[at + abi.IN_SWITCH_WATTS] = inputs.switchWatts;
  block[at + abi.IN_OPTICS_WATTS] = inputs.opticsWatts;
  block[at + abi.IN_STORAGE_WATTS] = inputs.storageWatts;
  block[at + abi.IN_FACILITY_FACTOR] = inputs.facilityFactor;
  block[at + abi.IN_GRID_CARBON] = inputs.gridKgCo2PerKilowattHour;
  block[at + abi.IN_WATER_RATE] = inputs.waterLitresPerKilowattHour;
  EMBODIED.forEach(([key], part) => {
    block[at + abi.IN_EMBODIED_KG + part] = inputs.embodiedKgCo2[key];
  });
  block[at + abi.IN_LIFETIME_YEARS] = inputs.lifetimeYears;
  block[at + abi.IN_ACCELERATOR_LIMIT_WATTS] = inputs.acceleratorLimitWatts;
  block[at + abi.IN_CLOCK_EXPONENT] = inputs.clockExponent;
  block[at + abi.IN_MARKET_CARBON] = inputs.marketKgCo2PerKilowattHour ?? -1;
  block[at + abi.IN_PROFILE_AMPLITUDE] = inputs.gridProfileAmplitude;
  block[at + abi.IN_PROFILE_MINIMUM_HOUR] = inputs.gridProfileMinimumHour;
  block[at + abi.IN_START_HOUR] = inputs.runStartHour;
}
