import type { CostInputs } from '../../src/domain/assumptions/cost-inputs.ts';
import * as abi from '../model/cost/cost-abi.ts';

/** Writes the inputs of money into the economy's block at `at`. Throws a RangeError when there are too many items of capital. */
export function packCost(inputs: CostInputs, block: { [index: number]: number }, at: number): void {
  if (inputs.capital.length > abi.MAX_CAPITAL) throw new RangeError('too many items of capital');
  block[at + abi.IN_BASIS] = inputs.basis === 'rent' ? 0 : 1;
  block[at + abi.IN_RENT_RATE] = inputs.rentUsdPerAcceleratorHour;
  block[at + abi.IN_SPARE_ACCELERATORS] = inputs.spareAccelerators;
  block[at + abi.IN_CAPITAL_SHARE_USED] = inputs.capitalShareUsed;
  block[at + abi.IN_DEPRECIATION_YEARS] = inputs.depreciationYears;
  block[at + abi.IN_INTEREST_PER_YEAR] = inputs.interestPerYear;
  block[at + abi.IN_RESIDUAL_FRACTION] = inputs.residualFraction;
  block[at + abi.IN_MAINTENANCE_FRACTION] = inputs.maintenancePerYearFraction;
  block[at + abi.IN_STAFF_PER_YEAR] = inputs.staffUsdPerYear;
  block[at + abi.IN_COLOCATION_RATE] = inputs.colocationUsdPerKilowattMonth;
  block[at + abi.IN_ELECTRICITY_RATE] = inputs.electricityUsdPerKilowattHour;
  block[at + abi.IN_STORAGE_PER_MONTH] = inputs.storageUsdPerMonth;
  block[at + abi.IN_OWNED_UTILIZATION] = inputs.ownedUtilization;
  block[at + abi.IN_CAPITAL_COUNT] = inputs.capital.length;
  inputs.capital.forEach((item, index) => {
    block[at + abi.IN_CAPITAL + index] = item.usd;
  });
}
