import type { AssumptionReader } from './assumption-reader.ts';
import * as power from './power-assumptions.ts';
import type { PowerInputs } from './power-inputs.ts';
import * as site from './site-assumptions.ts';

/** Power, cooling and carbon from the drawing, the catalogue and the plan's assumptions. */
export function resolvePowerInputs(reader: AssumptionReader): PowerInputs {
  const { context } = reader;
  const computeShare = reader.take('power.computeShare', power.COMPUTE_SHARE);
  const memoryShare = Math.min(reader.take('power.memoryShare', power.MEMORY_SHARE), 1 - computeShare);
  const hostIdleWatts = reader.take('power.hostIdleWatts', power.HOST_IDLE_WATTS);
  const acceleratorIdleWatts = reader.take('power.acceleratorIdleWatts', power.ACCELERATOR_IDLE_WATTS);
  const hosts = context.bill.hosts * context.usedShare;
  return {
    accelerators: context.acceleratorsUsed,
    acceleratorIdleWatts,
    // A limit below the idle draw, or a host that falls below it, would turn the model upside down.
    acceleratorPeakWatts: Math.max(
      reader.take('power.acceleratorPeakWatts', power.ACCELERATOR_PEAK_WATTS),
      acceleratorIdleWatts,
    ),
    computeShare,
    memoryShare,
    linkShare: 1 - computeShare - memoryShare,
    hostIdleWatts,
    hostPeakWatts: Math.max(reader.take('power.hostPeakWatts', power.HOST_PEAK_WATTS), hostIdleWatts),
    switchWatts: reader.take('power.switchWatts', power.SWITCH_WATTS),
    opticsWatts: reader.take('power.opticsWatts', power.OPTICS_WATTS),
    storageWatts: reader.take('power.storageWatts', power.STORAGE_WATTS),
    facilityFactor: reader.take('power.facilityFactor', site.FACILITY_FACTOR),
    gridKgCo2PerKilowattHour: reader.take('power.gridKgCo2PerKilowattHour', site.GRID_CARBON),
    waterLitresPerKilowattHour: reader.take('power.waterLitresPerKilowattHour', site.WATER_RATE),
    embodiedKgCo2:
      reader.take('power.embodiedPerAccelerator', site.EMBODIED_PER_ACCELERATOR) * context.acceleratorsUsed +
      reader.take('power.embodiedPerHost', site.EMBODIED_PER_HOST) * hosts,
    lifetimeYears: reader.take('power.lifetimeYears', site.LIFETIME_YEARS),
  };
}
