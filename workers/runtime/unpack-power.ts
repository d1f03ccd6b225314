import type { PowerEstimate } from '../../src/domain/estimate/power-estimate.ts';
import * as abi from '../model/power/power-abi.ts';
import type { EconomyBlock } from './economy-block.ts';
import { EMBODIED } from './embodied-parts.ts';

const WATTS = [
  ['accelerators', 'Accelerators'],
  ['hosts', 'Hosts'],
  ['switches', 'Switches'],
  ['optics', 'Optics'],
  ['storage', 'Storage'],
  ['facility', 'Cooling and distribution'],
] as const;

/** Power, energy and carbon, as records. */
export function unpackPower(block: EconomyBlock): PowerEstimate {
  return {
    averageItWatts: block.get(abi.OUT_AVERAGE_IT_WATTS),
    peakItWatts: block.get(abi.OUT_PEAK_IT_WATTS),
    averageFacilityWatts: block.get(abi.OUT_AVERAGE_FACILITY_WATTS),
    peakFacilityWatts: block.get(abi.OUT_PEAK_FACILITY_WATTS),
    averageWattsByComponent: block.list(WATTS, abi.OUT_WATTS),
    energyJoules: block.get(abi.OUT_ENERGY_JOULES),
    acceleratorOnlyEnergyJoules: block.get(abi.OUT_ACCELERATOR_ONLY_JOULES),
    operationalCarbonKg: block.get(abi.OUT_OPERATIONAL_KG),
    embodiedCarbonKg: block.get(abi.OUT_EMBODIED_KG),
    waterLitres: block.get(abi.OUT_WATER_LITRES),
    energyJoulesByComponent: block.list(WATTS, abi.OUT_COMPONENT_JOULES),
    operationalCarbonKgByComponent: block.list(WATTS, abi.OUT_COMPONENT_KG),
    embodiedCarbonKgByComponent: block.list(EMBODIED, abi.OUT_EMBODIED_PARTS),
    marketCarbonKg: block.get(abi.OUT_MARKET_KG),
    acceleratorOnlyCarbonKg: block.get(abi.OUT_ACCELERATOR_ONLY_KG),
    carbonProfileFactor: block.get(abi.OUT_PROFILE_FACTOR),
    clockShare: block.get(abi.OUT_CLOCK_SHARE),
    computePowerShare: block.get(abi.OUT_COMPUTE_POWER),
  };
}
