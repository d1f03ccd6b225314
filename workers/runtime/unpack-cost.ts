import type { CostInputs } from '../../src/domain/assumptions/cost-inputs.ts';
import type { CostEstimate } from '../../src/domain/estimate/cost-estimate.ts';
import * as abi from '../model/cost/cost-abi.ts';
import type { EconomyBlock } from './economy-block.ts';

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

/** Money, as records. */
export function unpackCost(inputs: CostInputs, block: EconomyBlock): CostEstimate {
  return {
    rented: { totalUsd: block.get(abi.OUT_RENTED_TOTAL), components: block.list(RENTED, abi.OUT_RENTED) },
    owned: { totalUsd: block.get(abi.OUT_OWNED_TOTAL), components: block.list(OWNED, abi.OUT_OWNED) },
    basis: inputs.basis,
    headlineUsd: block.get(abi.OUT_HEADLINE),
    usdPerMillionTokens: block.get(abi.OUT_USD_PER_MILLION_TOKENS),
    usdPerUsefulAcceleratorHour: block.endless(abi.OUT_USD_PER_USEFUL_HOUR),
    lostUsd: block.get(abi.OUT_LOST_USD),
    breakEvenUtilization: block.endless(abi.OUT_BREAK_EVEN),
    capitalUsd: block.get(abi.OUT_CAPITAL_TOTAL),
  };
}
