import type { AssumptionReader } from './assumption-reader.ts';
import type { AssumptionDefinition } from './assumption-types.ts';
import * as carbon from './carbon-assumptions.ts';
import * as power from './power-assumptions.ts';
import * as cap from './power-cap-assumptions.ts';
import type { EmbodiedCarbon, PowerInputs, RampInputs } from './power-inputs.ts';
import * as ramp from './ramp-assumptions.ts';
import * as site from './site-assumptions.ts';

type Equipment = Pick<
  PowerInputs,
  'accelerators' | 'acceleratorLimitWatts' | 'hostPeakWatts' | 'switchWatts' | 'opticsWatts' | 'storageWatts'
>;

/** Power, cooling and carbon from the drawing, the catalogue and the plan's assumptions. */
export function resolvePowerInputs(reader: AssumptionReader): PowerInputs {
  const { context } = reader;
  const computeShare = reader.take('power.computeShare', power.COMPUTE_SHARE);
  const memoryShare = Math.min(reader.take('power.memoryShare', power.MEMORY_SHARE), 1 - computeShare);
  const hostIdleWatts = reader.take('power.hostIdleWatts', power.HOST_IDLE_WATTS);
  const acceleratorIdleWatts = reader.take('power.acceleratorIdleWatts', power.ACCELERATOR_IDLE_WATTS);
  // A limit below the idle draw, or a host that falls below it, would turn the model upside down.
  const acceleratorLimitWatts = Math.max(
    reader.take('power.acceleratorPeakWatts', power.ACCELERATOR_PEAK_WATTS),
    acceleratorIdleWatts,
  );
  const acceleratorLowestCapWatts = Math.min(
    Math.max(reader.take('power.acceleratorLowestCapWatts', cap.LOWEST_POWER_CAP), acceleratorIdleWatts),
    acceleratorLimitWatts,
  );
  const asked = takeOrNull(reader, 'power.acceleratorPowerCapWatts', cap.ACCELERATOR_POWER_CAP);
  const equipment: Equipment = {
    accelerators: context.acceleratorsUsed,
    acceleratorLimitWatts,
    hostPeakWatts: Math.max(reader.take('power.hostPeakWatts', power.HOST_PEAK_WATTS), hostIdleWatts),
    switchWatts: reader.take('power.switchWatts', power.SWITCH_WATTS),
    opticsWatts: reader.take('power.opticsWatts', power.OPTICS_WATTS),
    storageWatts: reader.take('power.storageWatts', power.STORAGE_WATTS),
  };
  const lifetimeYears = reader.take('power.lifetimeYears', site.LIFETIME_YEARS);
  return {
    ...equipment,
    acceleratorIdleWatts,
    acceleratorPeakWatts:
      asked === null
        ? acceleratorLimitWatts
        : Math.min(Math.max(asked, acceleratorLowestCapWatts), acceleratorLimitWatts),
    acceleratorLowestCapWatts,
    clockExponent: reader.take('power.clockExponent', cap.CLOCK_EXPONENT),
    computeShare,
    memoryShare,
    linkShare: 1 - computeShare - memoryShare,
    hostIdleWatts,
    facilityFactor: reader.take('power.facilityFactor', site.FACILITY_FACTOR),
    gridKgCo2PerKilowattHour: reader.take('power.gridKgCo2PerKilowattHour', site.GRID_CARBON),
    marketKgCo2PerKilowattHour: takeOrNull(reader, 'power.marketKgCo2PerKilowattHour', carbon.MARKET_CARBON),
    gridProfileAmplitude: reader.take('power.gridProfileAmplitude', carbon.GRID_PROFILE_AMPLITUDE),
    gridProfileMinimumHour: reader.take('power.gridProfileMinimumHour', carbon.GRID_PROFILE_MINIMUM_HOUR),
    runStartHour: reader.take('power.runStartHour', carbon.RUN_START_HOUR),
    waterLitresPerKilowattHour: reader.take('power.waterLitresPerKilowattHour', site.WATER_RATE),
    embodiedKgCo2: resolveEmbodied(reader, equipment, lifetimeYears),
    lifetimeYears,
    ramp: resolveRamp(reader),
    typicalOfRated: reader.take('power.typicalOfRated', power.TYPICAL_OF_RATED),
  };
}

function takeOrNull(reader: AssumptionReader, path: string, definition: AssumptionDefinition): number | null {
  const value = reader.take(path, definition);
  return Number.isNaN(value) ? null : value;
}

function resolveEmbodied(reader: AssumptionReader, equipment: Equipment, lifetimeYears: number): EmbodiedCarbon {
  const { bill, usedShare, acceleratorsUsed } = reader.context;
  const kilowatts =
    (equipment.accelerators * equipment.acceleratorLimitWatts +
      equipment.hostPeakWatts +
      equipment.switchWatts +
      equipment.opticsWatts +
      equipment.storageWatts) /
    1000;
  return {
    accelerators: reader.take('power.embodiedPerAccelerator', site.EMBODIED_PER_ACCELERATOR) * acceleratorsUsed,
    hosts: reader.take('power.embodiedPerHost', site.EMBODIED_PER_HOST) * bill.hosts * usedShare,
    switches: reader.take('power.embodiedPerSwitch', carbon.EMBODIED_PER_SWITCH) * bill.switchCount,
    storage: reader.take('power.embodiedStorage', carbon.EMBODIED_STORAGE),
    // Per year of use: as much of it as falls to the lifetime of the hardware, over which all is spread.
    building: reader.take('power.embodiedBuilding', carbon.EMBODIED_BUILDING) * kilowatts * lifetimeYears,
  };
}

function resolveRamp(reader: AssumptionReader): RampInputs {
  const limit = (path: string, definition: AssumptionDefinition): number | null => {
    const value = takeOrNull(reader, path, definition);
    return value === null ? null : value * ramp.WATTS_PER_SECOND;
  };
  return {
    smoothingSeconds: reader.take('power.ramp.smoothingSeconds', ramp.SMOOTHING_SECONDS),
    rackWattsPerSecond: limit('power.ramp.rackWattsPerSecond', ramp.RACK_RAMP_LIMIT),
    rowWattsPerSecond: limit('power.ramp.rowWattsPerSecond', ramp.ROW_RAMP_LIMIT),
    siteWattsPerSecond: limit('power.ramp.siteWattsPerSecond', ramp.SITE_RAMP_LIMIT),
  };
}
