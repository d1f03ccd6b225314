import type { EconomyInputs } from '../../src/domain/assumptions/economy-inputs.ts';
import type {
  CostEstimate,
  NamedAmount,
  PowerEstimate,
  ReliabilityEstimate,
} from '../../src/domain/estimate/economy-estimate.ts';
import type { RunEstimate } from '../../src/domain/estimate/estimate.ts';
import * as abi from '../model/economy-abi.ts';

const LOST = [
  ['detection', 'Noticing the failure'],
  ['replacement', 'Replacing what failed'],
  ['restart', 'Restarting'],
  ['checkpoint-reading', 'Reading the checkpoint'],
  ['work-since-checkpoint', 'Work done twice'],
  ['checkpoint-writing', 'Writing checkpoints'],
  ['planned-stops', 'Planned stops'],
  ['startup', 'Start-up'],
] as const;

const RENTED = [
  ['accelerators', 'Accelerators'],
  ['spares', 'Spare accelerators'],
  ['storage', 'Storage'],
] as const;

const OWNED = [
  ['depreciation', 'Depreciation'],
  ['interest', 'Interest'],
  ['maintenance', 'Maintenance'],
  ['staff', 'Staff'],
  ['colocation', 'Colocation'],
  ['energy', 'Electricity'],
] as const;

const WATTS = [
  ['accelerators', 'Accelerators'],
  ['hosts', 'Hosts'],
  ['switches', 'Switches'],
  ['optics', 'Optics'],
  ['storage', 'Storage'],
  ['facility', 'Cooling and distribution'],
] as const;

/** What the output block says, as records. */
export interface EconomyEstimate {
  readonly run: RunEstimate;
  readonly reliability: ReliabilityEstimate;
  readonly cost: CostEstimate;
  readonly power: PowerEstimate;
}

/** Reads the output block at `at`. `inputs` names the causes; `steps` are the run's. */
export function unpackEconomy(
  inputs: EconomyInputs,
  steps: number,
  block: ArrayLike<number>,
  at: number,
): EconomyEstimate {
  const get = (offset: number): number => block[at + offset] ?? Number.NaN;
  const endless = (offset: number): number => (get(offset) === abi.ENDLESS ? Number.POSITIVE_INFINITY : get(offset));
  const list = (names: readonly (readonly [string, string])[], offset: number): NamedAmount[] =>
    names.map(([key, label], index) => ({ key, label, amount: get(offset + index) }));
  return {
    run: {
      steps,
      idealSeconds: get(abi.OUT_IDEAL_SECONDS),
      wallSeconds: get(abi.OUT_WALL_SECONDS),
      acceleratorHours: get(abi.OUT_ACCELERATOR_HOURS),
    },
    reliability: {
      interruptionsPerDayByCause: list(
        inputs.reliability.causes.map((cause) => [cause.key, cause.label] as const),
        abi.OUT_CAUSES,
      ),
      interruptionsPerDay: get(abi.OUT_INTERRUPTIONS_PER_DAY),
      meanSecondsBetweenInterruptions: endless(abi.OUT_MEAN_SECONDS_BETWEEN),
      checkpointBytes: get(abi.OUT_CHECKPOINT_BYTES),
      checkpointWriteSeconds: get(abi.OUT_CHECKPOINT_WRITE_SECONDS),
      checkpointBlockingSeconds: get(abi.OUT_CHECKPOINT_BLOCKING_SECONDS),
      bestCheckpointIntervalSeconds: get(abi.OUT_BEST_INTERVAL),
      checkpointIntervalSeconds: get(abi.OUT_INTERVAL),
      goodput: get(abi.OUT_GOODPUT),
      lostShares: list(LOST, abi.OUT_LOST),
      interruptionsInRun: get(abi.OUT_INTERRUPTIONS_IN_RUN),
      youngIntervalSeconds: endless(abi.OUT_YOUNG_INTERVAL),
      dalyIntervalSeconds: endless(abi.OUT_DALY_INTERVAL),
      recoverySeconds: get(abi.OUT_RECOVERY_SECONDS),
      sparesNeeded: get(abi.OUT_SPARES_NEEDED),
    },
    cost: {
      rented: { totalUsd: get(abi.OUT_RENTED_TOTAL), components: list(RENTED, abi.OUT_RENTED) },
      owned: { totalUsd: get(abi.OUT_OWNED_TOTAL), components: list(OWNED, abi.OUT_OWNED) },
      basis: inputs.cost.basis,
      headlineUsd: get(abi.OUT_HEADLINE),
      usdPerMillionTokens: get(abi.OUT_USD_PER_MILLION_TOKENS),
      usdPerUsefulAcceleratorHour: endless(abi.OUT_USD_PER_USEFUL_HOUR),
      lostUsd: get(abi.OUT_LOST_USD),
      breakEvenUtilization: endless(abi.OUT_BREAK_EVEN),
      capitalUsd: get(abi.OUT_CAPITAL_TOTAL),
    },
    power: {
      averageItWatts: get(abi.OUT_AVERAGE_IT_WATTS),
      peakItWatts: get(abi.OUT_PEAK_IT_WATTS),
      averageFacilityWatts: get(abi.OUT_AVERAGE_FACILITY_WATTS),
      peakFacilityWatts: get(abi.OUT_PEAK_FACILITY_WATTS),
      averageWattsByComponent: list(WATTS, abi.OUT_WATTS),
      energyJoules: get(abi.OUT_ENERGY_JOULES),
      acceleratorOnlyEnergyJoules: get(abi.OUT_ACCELERATOR_ONLY_JOULES),
      operationalCarbonKg: get(abi.OUT_OPERATIONAL_KG),
      embodiedCarbonKg: get(abi.OUT_EMBODIED_KG),
      waterLitres: get(abi.OUT_WATER_LITRES),
    },
  };
}
