import type { CostInputs } from '../../src/domain/assumptions/cost-inputs.ts';
import type { CostEstimate, CostTotal } from '../../src/domain/estimate/cost-estimate.ts';
import type { NamedAmount } from '../../src/domain/estimate/named-amount.ts';
import * as abi from '../model/cost/cost-abi.ts';
import type { EconomyBlock } from './economy-block.ts';

const RENTED = [
  ['accelerators', 'Accelerators'],
  ['spares', 'Spare accelerators'],
  ['storage', 'Storage'],
  ['idle', 'Idle hours of the commitment'],
  ['traffic', 'Traffic'],
] as const;

const OWNED = [
  ['depreciation', 'Depreciation'],
  ['interest', 'Interest'],
  ['maintenance', 'Maintenance'],
  ['staff', 'Staff'],
  ['colocation', 'Colocation'],
  ['energy', 'Electricity'],
  ['demand', 'Demand charge'],
  ['traffic', 'Traffic'],
] as const;

const HOURS_PER_YEAR = 8760;

/** Money, as records. */
export function unpackCost(inputs: CostInputs, block: EconomyBlock): CostEstimate {
  const rented = readTotal(block, abi.OUT_RENTED_TOTAL, block.list(RENTED, abi.OUT_RENTED), abi.OUT_RENTED_UNITS);
  const owned = readTotal(block, abi.OUT_OWNED_TOTAL, block.list(OWNED, abi.OUT_OWNED), abi.OUT_OWNED_UNITS);
  const headlineUsd = block.get(abi.OUT_HEADLINE);
  const perHour = block.get(abi.OUT_USD_PER_HOUR);
  const usefulUsd = block.endless(abi.OUT_USD_PER_USEFUL_HOUR);
  const utilization = block.endless(abi.OUT_BREAK_EVEN);
  const paybackYears = block.endless(abi.OUT_PAYBACK_YEARS);
  const capitalUsd = block.get(abi.OUT_CAPITAL_TOTAL);
  const depreciationUsdPerYear = block.get(abi.OUT_DEPRECIATION_PER_YEAR);
  const colocationUsdPerMonth = block.get(abi.OUT_COLOCATION_PER_MONTH);
  const usdPerMillionTokens = block.get(abi.OUT_USD_PER_MILLION_TOKENS);
  const lostUsd = block.get(abi.OUT_LOST_USD);
  const { perUsd } = inputs.currency;
  return {
    rented,
    owned,
    basis: inputs.basis,
    headlineUsd,
    usdPerMillionTokens,
    usdPerAcceleratorHour: perHour,
    usdPerUsefulAcceleratorHour: usefulUsd,
    lostUsd,
    breakEvenUtilization: utilization,
    breakEven: {
      utilization,
      hoursPerYear: utilization * HOURS_PER_YEAR,
      paybackYears,
      paybackHours: paybackYears * HOURS_PER_YEAR * inputs.ownedUtilization,
      rentUsdPerHourInUse: block.get(abi.OUT_RENT_PER_HOUR_IN_USE),
      ownedFixedUsdPerYear: block.get(abi.OUT_OWNED_FIXED_PER_YEAR),
      electricityUsdPerHour: block.get(abi.OUT_ELECTRICITY_PER_HOUR),
    },
    capitalUsd,
    capitalUsdPerAccelerator: block.get(abi.OUT_CAPITAL_PER_ACCELERATOR),
    facilityUsd: block.get(abi.OUT_FACILITY_USD),
    capitalUsedUsd: block.get(abi.OUT_CAPITAL_USED),
    depreciationUsdPerYear,
    capitalRecoveryUsdPerYear: depreciationUsdPerYear + block.get(abi.OUT_INTEREST_PER_YEAR),
    colocationUsdPerMonth,
    colocationUsdPerMonthPerMachine: inputs.machines > 0 ? colocationUsdPerMonth / inputs.machines : 0,
    electricityUsdPerYear: block.get(abi.OUT_ELECTRICITY_PER_YEAR),
    onDemandUsdPerAcceleratorHour: inputs.onDemandUsdPerAcceleratorHour,
    discountAgainstOnDemand: block.get(abi.OUT_DISCOUNT),
    commitmentUsd: block.get(abi.OUT_COMMITMENT_USD),
    acceleratorHoursPerTrillionTokens: block.get(abi.OUT_HOURS_PER_TRILLION_TOKENS),
    currency: inputs.currency,
    inCurrency: {
      headline: headlineUsd * perUsd,
      rentedTotal: rented.totalUsd * perUsd,
      ownedTotal: owned.totalUsd * perUsd,
      perMillionTokens: usdPerMillionTokens * perUsd,
      perAcceleratorHour: perHour * perUsd,
      perUsefulAcceleratorHour: usefulUsd * perUsd,
      lost: lostUsd * perUsd,
      capital: capitalUsd * perUsd,
    },
  };
}

function readTotal(block: EconomyBlock, total: number, components: readonly NamedAmount[], units: number): CostTotal {
  return {
    totalUsd: block.get(total),
    components,
    usdPerMillionTokens: block.get(units),
    usdPerAcceleratorHour: block.get(units + 1),
    usdPerUsefulAcceleratorHour: block.endless(units + 2),
  };
}
