import type { AssumptionReader } from './assumption-reader.ts';
import * as cost from './cost-assumptions.ts';
import { PAYMENT_BASIS } from './cost-choices.ts';
import type { CostInputs } from './cost-inputs.ts';
import * as recovery from './recovery-assumptions.ts';
import * as site from './site-assumptions.ts';

/** Money from the drawing, the catalogue and the plan's assumptions. */
export function resolveCostInputs(reader: AssumptionReader): CostInputs {
  const { context } = reader;
  return {
    basis: reader.choose('cost.basis', PAYMENT_BASIS) === 'own' ? 'own' : 'rent',
    rentUsdPerAcceleratorHour: reader.take('cost.rentUsdPerAcceleratorHour', cost.RENT_RATE),
    spareAccelerators: reader.take('cost.spareFraction', recovery.SPARE_FRACTION) * context.acceleratorsUsed,
    capital: [cost.SYSTEMS_USD, cost.SWITCHES_USD, cost.CABLES_USD, cost.STORAGE_USD, cost.FACILITY_USD].map(
      (definition) => ({
        key: definition.key,
        label: definition.label,
        usd: reader.take(`cost.capital.${definition.key}`, definition),
      }),
    ),
    capitalShareUsed: context.usedShare,
    depreciationYears: reader.take('cost.depreciationYears', cost.DEPRECIATION_YEARS),
    interestPerYear: reader.take('cost.interestPerYear', cost.INTEREST_PER_YEAR),
    residualFraction: reader.take('cost.residualFraction', cost.RESIDUAL_FRACTION),
    maintenancePerYearFraction: reader.take('cost.maintenancePerYearFraction', cost.MAINTENANCE_FRACTION),
    staffUsdPerYear: reader.take('cost.staffUsdPerYear', cost.STAFF_PER_YEAR),
    colocationUsdPerKilowattMonth: reader.take('cost.colocationUsdPerKilowattMonth', cost.COLOCATION_RATE),
    electricityUsdPerKilowattHour: reader.take('cost.electricityUsdPerKilowattHour', site.ELECTRICITY_PRICE),
    storageUsdPerMonth: reader.take('cost.storageUsdPerMonth', cost.STORAGE_PER_MONTH),
    ownedUtilization: reader.take('cost.ownedUtilization', cost.OWNED_UTILIZATION),
  };
}
