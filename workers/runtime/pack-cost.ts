import type { CostInputs } from '../../src/domain/assumptions/cost-inputs.ts';
import * as abi from '../model/cost/cost-abi.ts';

/** Writes the inputs of money into the economy's block at `at`. Throws a RangeError when there are too many items of capital. */
export function packCost(inputs: CostInputs, block: { [index: number]: number }, at: number): void {
  if (inputs.capital.length > abi.MAX_CAPITAL) throw new RangeError('too many items of capital');
  const { contractedWattsPerMachine, machines, interSitePath } = inputs;
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
  block[at + abi.IN_ON_DEMAND_RATE] = inputs.onDemandUsdPerAcceleratorHour;
  block[at + abi.IN_COMMITTED_UTILIZATION] = inputs.committedUtilization;
  block[at + abi.IN_COMMITMENT_YEARS] = inputs.commitmentYears;
  block[at + abi.IN_FACILITY_USD] = inputs.facilityUsd;
  block[at + abi.IN_FACILITY_PER_WATT] = inputs.facilityUsdPerWatt;
  block[at + abi.IN_FACILITY_YEARS] = inputs.facilityYears;
  block[at + abi.IN_CONTRACTED_WATTS] = contractedWattsPerMachine === null ? -1 : contractedWattsPerMachine * machines;
  block[at + abi.IN_DEMAND_CHARGE] = inputs.demandChargeUsdPerKilowattMonth;
  block[at + abi.IN_TRAFFIC_BYTES_PER_STEP] = interSitePath === 'provider' ? inputs.interSiteBytesPerStep : 0;
  block[at + abi.IN_TRAFFIC_PER_BYTE] = inputs.interSiteUsdPerByte;
  block[at + abi.IN_LINES_PER_MONTH] = interSitePath === 'leased-lines' ? inputs.leasedLinesUsdPerMonth : 0;
  block[at + abi.IN_EGRESS_USD] = inputs.egressBytes * inputs.egressUsdPerByte;
}
