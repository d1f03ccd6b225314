/** Power, energy, carbon and water of the run; needs the reliability part of the output block. */

import * as reliability from '../reliability/reliability-abi.ts';
import * as run from '../run-abi.ts';
import { busyShare } from './busy-share.ts';
import { embodiedCarbonShareKg, operationalCarbonKg } from './carbon.ts';
import { carbonProfileFactor } from './carbon-by-hour.ts';
import { clockAtPower, computePowerAtCap } from './clock-at-cap.ts';
import { loadFromActivity, wattsAtLoad } from './dynamic-power.ts';
import { acceleratorEnergyJoules, energyJoules, kilowattHours } from './energy.ts';
import { facilityWatts, overheadWatts } from './facility-power.ts';
import { groupWatts } from './group-power.ts';
import * as abi from './power-abi.ts';
import { waterLitres } from './water.ts';

/** Fills the section of `power-abi.ts`. */
export function estimatePower(input: StaticArray<f64>, inputAt: i32, output: StaticArray<f64>, outputAt: i32): void {
  const stepSeconds = input[inputAt + run.IN_STEP_SECONDS];
  const computeShare = input[inputAt + abi.IN_COMPUTE_SHARE];
  const idle = input[inputAt + abi.IN_ACCELERATOR_IDLE_WATTS];
  const limit = input[inputAt + abi.IN_ACCELERATOR_LIMIT_WATTS];
  const acceleratorPeak = input[inputAt + abi.IN_ACCELERATOR_PEAK_WATTS];
  // A slower clock takes watts off what computes; memory and links draw as before.
  const computePower = computePowerAtCap(limit, idle, acceleratorPeak, computeShare);
  const stepLoad = loadFromActivity(
    computeShare * computePower,
    busyShare(input[inputAt + run.IN_COMPUTE_BUSY_SECONDS], stepSeconds),
    input[inputAt + abi.IN_MEMORY_SHARE],
    busyShare(input[inputAt + run.IN_MEMORY_BUSY_SECONDS], stepSeconds),
    input[inputAt + abi.IN_LINK_SHARE],
    busyShare(input[inputAt + run.IN_LINK_BUSY_SECONDS], stepSeconds),
  );
  // Work that is redone draws as much as work that counts; everything else that is lost draws idle power.
  const training = output[outputAt + reliability.OUT_GOODPUT] + output[outputAt + reliability.OUT_LOST + 4];
  const load = stepLoad * training;
  // Fans, processors and network cards follow whether the node trains, not what its accelerators do from one moment to the next.
  const hostLoad = stepLoad > 0.0 ? training : 0.0;

  const accelerators = input[inputAt + abi.IN_POWER_ACCELERATORS];
  const hostPeak = input[inputAt + abi.IN_HOST_PEAK_WATTS];
  const switches = input[inputAt + abi.IN_SWITCH_WATTS];
  const optics = input[inputAt + abi.IN_OPTICS_WATTS];
  const storage = input[inputAt + abi.IN_STORAGE_WATTS];
  const factor = input[inputAt + abi.IN_FACILITY_FACTOR];

  const watts = outputAt + abi.OUT_WATTS;
  output[watts] = groupWatts(accelerators, wattsAtLoad(idle, limit, load));
  output[watts + 1] = wattsAtLoad(input[inputAt + abi.IN_HOST_IDLE_WATTS], hostPeak, hostLoad);
  output[watts + 2] = switches;
  output[watts + 3] = optics;
  output[watts + 4] = storage;
  const averageIt = output[watts] + output[watts + 1] + switches + optics + storage;
  output[watts + 5] = overheadWatts(averageIt, factor);
  const averageFacility = facilityWatts(averageIt, factor);
  const peakIt = groupWatts(accelerators, acceleratorPeak) + hostPeak + switches + optics + storage;

  const wallSeconds = output[outputAt + run.OUT_WALL_SECONDS];
  const hours = wallSeconds / 3600.0;
  const energy = energyJoules(averageFacility, wallSeconds);
  const ratedEnergy = acceleratorEnergyJoules(accelerators * hours, limit);
  output[outputAt + abi.OUT_AVERAGE_IT_WATTS] = averageIt;
  output[outputAt + abi.OUT_PEAK_IT_WATTS] = peakIt;
  output[outputAt + abi.OUT_AVERAGE_FACILITY_WATTS] = averageFacility;
  output[outputAt + abi.OUT_PEAK_FACILITY_WATTS] = facilityWatts(peakIt, factor);
  output[outputAt + abi.OUT_ENERGY_JOULES] = energy;
  output[outputAt + abi.OUT_ACCELERATOR_ONLY_JOULES] = ratedEnergy;
  output[outputAt + abi.OUT_WATER_LITRES] = waterLitres(
    kilowattHours(energyJoules(averageIt, wallSeconds)),
    input[inputAt + abi.IN_WATER_RATE],
  );

  const grid = input[inputAt + abi.IN_GRID_CARBON];
  const profile = carbonProfileFactor(
    input[inputAt + abi.IN_PROFILE_AMPLITUDE],
    input[inputAt + abi.IN_PROFILE_MINIMUM_HOUR],
    input[inputAt + abi.IN_START_HOUR],
    hours,
  );
  const operational = operationalCarbonKg(kilowattHours(energy), grid * profile);
  const market = input[inputAt + abi.IN_MARKET_CARBON];
  output[outputAt + abi.OUT_PROFILE_FACTOR] = profile;
  output[outputAt + abi.OUT_OPERATIONAL_KG] = operational;
  output[outputAt + abi.OUT_MARKET_KG] =
    market < 0.0 ? operational : operationalCarbonKg(kilowattHours(energy), market);
  output[outputAt + abi.OUT_ACCELERATOR_ONLY_KG] = operationalCarbonKg(kilowattHours(ratedEnergy), grid);
  for (let component: i32 = 0; component < abi.WATTS_COUNT; component += 1) {
    const joules = energyJoules(output[watts + component], wallSeconds);
    output[outputAt + abi.OUT_COMPONENT_JOULES + component] = joules;
    output[outputAt + abi.OUT_COMPONENT_KG + component] = operationalCarbonKg(kilowattHours(joules), grid * profile);
  }
  let embodied: f64 = 0.0;
  for (let part: i32 = 0; part < abi.EMBODIED_COUNT; part += 1) {
    const share = embodiedCarbonShareKg(
      input[inputAt + abi.IN_EMBODIED_KG + part],
      hours,
      input[inputAt + abi.IN_LIFETIME_YEARS],
    );
    output[outputAt + abi.OUT_EMBODIED_PARTS + part] = share;
    embodied += share;
  }
  output[outputAt + abi.OUT_EMBODIED_KG] = embodied;
  output[outputAt + abi.OUT_COMPUTE_POWER] = computePower;
  output[outputAt + abi.OUT_CLOCK_SHARE] = clockAtPower(computePower, input[inputAt + abi.IN_CLOCK_EXPONENT]);
}
