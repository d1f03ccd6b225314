import type { EconomyInputs } from '../../src/domain/assumptions/economy-inputs.ts';
import * as abi from '../model/economy-abi.ts';

const CHECKPOINT_KINDS = ['blocking', 'asynchronous', 'peer-memory'] as const;

/** The training step and the run, as the laws of failures, cost and power need them; of one accelerator where times are meant. */
export interface EconomyStep {
  readonly accelerators: number;
  readonly parameters: number;
  readonly stepSeconds: number;
  readonly steps: number;
  readonly tokens: number;
  /** Seconds of one step in which compute-bound kernels run. */
  readonly computeBusySeconds: number;
  /** Bytes that one step moves ÷ memory bandwidth. */
  readonly memoryBusySeconds: number;
  /** Seconds of one step with communication in flight, hidden or not. */
  readonly linkBusySeconds: number;
  readonly modelFlopsUtilization: number;
}

/** Writes the economy's inputs into `block` at `at`; the slots of the training step stay as they are. */
export function packEconomy(inputs: EconomyInputs, block: { [index: number]: number }, at: number): void {
  const { reliability, cost, power } = inputs;
  if (reliability.causes.length > abi.MAX_CAUSES || cost.capital.length > abi.MAX_CAPITAL) {
    throw new RangeError('too many causes of interruption or items of capital');
  }
  block[at + abi.IN_DETECT_SECONDS] = reliability.detectSeconds;
  block[at + abi.IN_REPLACE_SECONDS] = reliability.replaceSeconds;
  block[at + abi.IN_RESTART_SECONDS] = reliability.restartSeconds;
  block[at + abi.IN_CHECKPOINT_BYTES_PER_PARAMETER] = reliability.checkpointBytesPerParameter;
  block[at + abi.IN_STORAGE_WRITE] = reliability.storageWriteBytesPerSecond;
  block[at + abi.IN_STORAGE_READ] = reliability.storageReadBytesPerSecond;
  block[at + abi.IN_PEER_WRITE] = reliability.peerWriteBytesPerSecondPerAccelerator;
  block[at + abi.IN_CHECKPOINT_KIND] = CHECKPOINT_KINDS.indexOf(reliability.checkpointKind);
  block[at + abi.IN_ASYNCHRONOUS_BLOCKING_FRACTION] = reliability.asynchronousBlockingFraction;
  block[at + abi.IN_CHECKPOINT_INTERVAL] = reliability.checkpointIntervalSeconds ?? -1;
  block[at + abi.IN_STARTUP_SECONDS] = reliability.startupSeconds;
  block[at + abi.IN_PLANNED_STOP_FRACTION] = reliability.plannedStopFraction;
  block[at + abi.IN_REPAIR_SECONDS] = reliability.repairSeconds;
  block[at + abi.IN_SPARE_CONFIDENCE] = reliability.spareConfidence;

  block[at + abi.IN_BASIS] = cost.basis === 'rent' ? 0 : 1;
  block[at + abi.IN_RENT_RATE] = cost.rentUsdPerAcceleratorHour;
  block[at + abi.IN_SPARE_ACCELERATORS] = cost.spareAccelerators;
  block[at + abi.IN_CAPITAL_SHARE_USED] = cost.capitalShareUsed;
  block[at + abi.IN_DEPRECIATION_YEARS] = cost.depreciationYears;
  block[at + abi.IN_INTEREST_PER_YEAR] = cost.interestPerYear;
  block[at + abi.IN_RESIDUAL_FRACTION] = cost.residualFraction;
  block[at + abi.IN_MAINTENANCE_FRACTION] = cost.maintenancePerYearFraction;
  block[at + abi.IN_STAFF_PER_YEAR] = cost.staffUsdPerYear;
  block[at + abi.IN_COLOCATION_RATE] = cost.colocationUsdPerKilowattMonth;
  block[at + abi.IN_ELECTRICITY_RATE] = cost.electricityUsdPerKilowattHour;
  block[at + abi.IN_STORAGE_PER_MONTH] = cost.storageUsdPerMonth;
  block[at + abi.IN_OWNED_UTILIZATION] = cost.ownedUtilization;

  block[at + abi.IN_POWER_ACCELERATORS] = power.accelerators;
  block[at + abi.IN_ACCELERATOR_IDLE_WATTS] = power.acceleratorIdleWatts;
  block[at + abi.IN_ACCELERATOR_PEAK_WATTS] = power.acceleratorPeakWatts;
  block[at + abi.IN_COMPUTE_SHARE] = power.computeShare;
  block[at + abi.IN_MEMORY_SHARE] = power.memoryShare;
  block[at + abi.IN_LINK_SHARE] = power.linkShare;
  block[at + abi.IN_HOST_IDLE_WATTS] = power.hostIdleWatts;
  block[at + abi.IN_HOST_PEAK_WATTS] = power.hostPeakWatts;
  block[at + abi.IN_SWITCH_WATTS] = power.switchWatts;
  block[at + abi.IN_OPTICS_WATTS] = power.opticsWatts;
  block[at + abi.IN_STORAGE_WATTS] = power.storageWatts;
  block[at + abi.IN_FACILITY_FACTOR] = power.facilityFactor;
  block[at + abi.IN_GRID_CARBON] = power.gridKgCo2PerKilowattHour;
  block[at + abi.IN_WATER_RATE] = power.waterLitresPerKilowattHour;
  block[at + abi.IN_EMBODIED_KG] = power.embodiedKgCo2;
  block[at + abi.IN_LIFETIME_YEARS] = power.lifetimeYears;

  block[at + abi.IN_CAUSE_COUNT] = reliability.causes.length;
  reliability.causes.forEach((cause, index) => {
    block[at + abi.IN_CAUSES + 2 * index] = cause.components;
    block[at + abi.IN_CAUSES + 2 * index + 1] = cause.interruptionsPerComponentHour;
  });
  block[at + abi.IN_CAPITAL_COUNT] = cost.capital.length;
  cost.capital.forEach((item, index) => {
    block[at + abi.IN_CAPITAL + index] = item.usd;
  });
}

/** Writes the training step into its slots: for callers that have it from elsewhere than the model. */
export function packEconomyStep(step: EconomyStep, block: { [index: number]: number }, at: number): void {
  block[at + abi.IN_ACCELERATORS] = step.accelerators;
  block[at + abi.IN_PARAMETERS] = step.parameters;
  block[at + abi.IN_STEP_SECONDS] = step.stepSeconds;
  block[at + abi.IN_STEPS] = step.steps;
  block[at + abi.IN_TOKENS] = step.tokens;
  block[at + abi.IN_COMPUTE_BUSY_SECONDS] = step.computeBusySeconds;
  block[at + abi.IN_MEMORY_BUSY_SECONDS] = step.memoryBusySeconds;
  block[at + abi.IN_LINK_BUSY_SECONDS] = step.linkBusySeconds;
  block[at + abi.IN_MODEL_FLOPS_UTILIZATION] = step.modelFlopsUtilization;
}
