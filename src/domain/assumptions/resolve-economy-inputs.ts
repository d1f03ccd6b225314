import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { InputSource, InputSources } from '../estimate/compiled-scenario.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import type { BillOfMaterials } from '../topology/bill-of-materials.ts';
import { createAssumptionContext } from './assumption-context.ts';
import type { AssumptionDefinition, ChoiceDefinition } from './assumption-types.ts';
import * as checkpoint from './checkpoint-assumptions.ts';
import * as cost from './cost-assumptions.ts';
import { PAYMENT_BASIS } from './cost-choices.ts';
import type { EconomyInputs } from './economy-inputs.ts';
import { BURN_IN_FACTOR, FAILURE_CAUSES } from './failure-assumptions.ts';
import { CHECKPOINT_KIND } from './failure-choices.ts';
import * as power from './power-assumptions.ts';
import * as recovery from './recovery-assumptions.ts';
import { resolveAssumption } from './resolve-assumption.ts';
import { resolveChoice } from './resolve-choice.ts';
import * as site from './site-assumptions.ts';

const PER_MILLION = 1e6;

/** The economy's part of a scenario, and where every number of it is from. */
export interface ResolvedEconomy {
  readonly inputs: EconomyInputs;
  /** By path in the scenario, for example `economy.power.facilityFactor`. */
  readonly sources: InputSources;
}

/**
 * Turns the drawing, the catalogue and the plan's assumptions into the numbers of failures, cost and power.
 * @param acceleratorsUsed accelerators of the job; by default what the strategy says, or all that are drawn
 */
export function resolveEconomyInputs(
  plan: PlanDocument,
  catalog: CatalogIndex,
  bill: BillOfMaterials,
  acceleratorsUsed?: number,
): ResolvedEconomy {
  const context = createAssumptionContext(plan, catalog, bill, acceleratorsUsed);
  const sources: Record<string, InputSource> = {};

  /** The number in force; notes its source under the scenario's path. */
  const take = (path: string, definition: AssumptionDefinition): number => {
    const { value, words, source, isDefault, isChecked } = resolveAssumption(definition, context);
    const shown = value ?? words ?? '';
    sources[`economy.${path}`] = {
      label: definition.label,
      value: shown,
      unit: definition.unit,
      source,
      isDefault,
      isChecked,
    };
    return value ?? Number.NaN;
  };
  const choose = (path: string, definition: ChoiceDefinition): string => {
    const { option, isDefault } = resolveChoice(definition, context);
    const { label, source, isChecked } = option;
    sources[`economy.${path}`] = { label: definition.label, value: label, unit: '', source, isDefault, isChecked };
    return option.id;
  };

  const burnIn = take('reliability.burnInFactor', BURN_IN_FACTOR);
  const causes = FAILURE_CAUSES.map(({ definition, components }) => ({
    key: definition.key,
    label: definition.label,
    components: components(context),
    interruptionsPerComponentHour: (burnIn * take(`reliability.causes.${definition.key}`, definition)) / PER_MILLION,
  })).filter(({ components, interruptionsPerComponentHour }) => components * interruptionsPerComponentHour > 0);
  const interval = take('reliability.checkpointIntervalSeconds', checkpoint.CHECKPOINT_INTERVAL_SECONDS);
  const kind = choose('reliability.checkpointKind', CHECKPOINT_KIND);

  const computeShare = take('power.computeShare', power.COMPUTE_SHARE);
  const memoryShare = Math.min(take('power.memoryShare', power.MEMORY_SHARE), 1 - computeShare);
  const hostIdleWatts = take('power.hostIdleWatts', power.HOST_IDLE_WATTS);
  const acceleratorIdleWatts = take('power.acceleratorIdleWatts', power.ACCELERATOR_IDLE_WATTS);
  const hosts = bill.hosts * context.usedShare;

  const inputs: EconomyInputs = {
    reliability: {
      causes,
      detectSeconds: take('reliability.detectSeconds', recovery.DETECT_SECONDS),
      replaceSeconds: take('reliability.replaceSeconds', recovery.REPLACE_SECONDS),
      restartSeconds: take('reliability.restartSeconds', recovery.RESTART_SECONDS),
      checkpointBytesPerParameter: take(
        'reliability.checkpointBytesPerParameter',
        checkpoint.CHECKPOINT_BYTES_PER_PARAMETER,
      ),
      peerWriteBytesPerSecondPerAccelerator: take(
        'reliability.peerWriteBytesPerSecondPerAccelerator',
        checkpoint.PEER_WRITE,
      ),
      storageWriteBytesPerSecond: take('reliability.storageWriteBytesPerSecond', checkpoint.STORAGE_WRITE),
      storageReadBytesPerSecond: take('reliability.storageReadBytesPerSecond', checkpoint.STORAGE_READ),
      checkpointKind: kind === 'blocking' || kind === 'peer-memory' ? kind : 'asynchronous',
      asynchronousBlockingFraction: take(
        'reliability.asynchronousBlockingFraction',
        checkpoint.ASYNCHRONOUS_BLOCKING_FRACTION,
      ),
      checkpointIntervalSeconds: Number.isNaN(interval) ? null : interval,
      startupSeconds: take('reliability.startupSeconds', recovery.STARTUP_SECONDS),
      plannedStopFraction: take('reliability.plannedStopFraction', recovery.PLANNED_STOP_FRACTION),
      repairSeconds: take('reliability.repairSeconds', recovery.REPAIR_SECONDS),
      spareConfidence: take('reliability.spareConfidence', recovery.SPARE_CONFIDENCE),
    },
    cost: {
      basis: choose('cost.basis', PAYMENT_BASIS) === 'own' ? 'own' : 'rent',
      rentUsdPerAcceleratorHour: take('cost.rentUsdPerAcceleratorHour', cost.RENT_RATE),
      spareAccelerators: take('cost.spareFraction', recovery.SPARE_FRACTION) * context.acceleratorsUsed,
      capital: [cost.SYSTEMS_USD, cost.SWITCHES_USD, cost.CABLES_USD, cost.STORAGE_USD, cost.FACILITY_USD].map(
        (definition) => ({
          key: definition.key,
          label: definition.label,
          usd: take(`cost.capital.${definition.key}`, definition),
        }),
      ),
      capitalShareUsed: context.usedShare,
      depreciationYears: take('cost.depreciationYears', cost.DEPRECIATION_YEARS),
      interestPerYear: take('cost.interestPerYear', cost.INTEREST_PER_YEAR),
      residualFraction: take('cost.residualFraction', cost.RESIDUAL_FRACTION),
      maintenancePerYearFraction: take('cost.maintenancePerYearFraction', cost.MAINTENANCE_FRACTION),
      staffUsdPerYear: take('cost.staffUsdPerYear', cost.STAFF_PER_YEAR),
      colocationUsdPerKilowattMonth: take('cost.colocationUsdPerKilowattMonth', cost.COLOCATION_RATE),
      electricityUsdPerKilowattHour: take('cost.electricityUsdPerKilowattHour', site.ELECTRICITY_PRICE),
      storageUsdPerMonth: take('cost.storageUsdPerMonth', cost.STORAGE_PER_MONTH),
      ownedUtilization: take('cost.ownedUtilization', cost.OWNED_UTILIZATION),
    },
    power: {
      accelerators: context.acceleratorsUsed,
      acceleratorIdleWatts,
      // A limit below the idle draw, or a host that falls below it, would turn the model upside down.
      acceleratorPeakWatts: Math.max(
        take('power.acceleratorPeakWatts', power.ACCELERATOR_PEAK_WATTS),
        acceleratorIdleWatts,
      ),
      computeShare,
      memoryShare,
      linkShare: 1 - computeShare - memoryShare,
      hostIdleWatts,
      hostPeakWatts: Math.max(take('power.hostPeakWatts', power.HOST_PEAK_WATTS), hostIdleWatts),
      switchWatts: take('power.switchWatts', power.SWITCH_WATTS),
      opticsWatts: take('power.opticsWatts', power.OPTICS_WATTS),
      storageWatts: take('power.storageWatts', power.STORAGE_WATTS),
      facilityFactor: take('power.facilityFactor', site.FACILITY_FACTOR),
      gridKgCo2PerKilowattHour: take('power.gridKgCo2PerKilowattHour', site.GRID_CARBON),
      waterLitresPerKilowattHour: take('power.waterLitresPerKilowattHour', site.WATER_RATE),
      embodiedKgCo2:
        take('power.embodiedPerAccelerator', site.EMBODIED_PER_ACCELERATOR) * context.acceleratorsUsed +
        take('power.embodiedPerHost', site.EMBODIED_PER_HOST) * hosts,
      lifetimeYears: take('power.lifetimeYears', site.LIFETIME_YEARS),
    },
  };
  return { inputs, sources };
}
