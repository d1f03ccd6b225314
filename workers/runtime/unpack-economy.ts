import type { EconomyInputs } from '../../src/domain/assumptions/economy-inputs.ts';
import type { CostEstimate } from '../../src/domain/estimate/cost-estimate.ts';
import type { RunEstimate } from '../../src/domain/estimate/estimate.ts';
import type { PowerEstimate } from '../../src/domain/estimate/power-estimate.ts';
import type { ReliabilityEstimate } from '../../src/domain/estimate/reliability-estimate.ts';
import * as abi from '../model/run-abi.ts';
import { EconomyBlock } from './economy-block.ts';
import { unpackCost } from './unpack-cost.ts';
import { unpackPower } from './unpack-power.ts';
import { unpackReliability } from './unpack-reliability.ts';

/** What the output block says, as records. */
export interface EconomyEstimate {
  readonly run: Omit<RunEstimate, 'modelFlopsUtilization' | 'stages'>;
  readonly reliability: ReliabilityEstimate;
  readonly cost: CostEstimate;
  readonly power: PowerEstimate;
}

/** Reads the output block at `at`. `inputs` names the causes; `steps` are the run's. */
export function unpackEconomy(
  inputs: EconomyInputs,
  steps: number,
  numbers: ArrayLike<number>,
  at: number,
): EconomyEstimate {
  const block = new EconomyBlock(numbers, at);
  return {
    run: {
      steps,
      idealSeconds: block.get(abi.OUT_IDEAL_SECONDS),
      wallSeconds: block.get(abi.OUT_WALL_SECONDS),
      acceleratorHours: block.get(abi.OUT_ACCELERATOR_HOURS),
    },
    reliability: unpackReliability(inputs.reliability, block),
    cost: unpackCost(inputs.cost, block),
    power: unpackPower(block),
  };
}
