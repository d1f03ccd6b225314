import type { EconomyInputs } from '../../src/domain/assumptions/economy-inputs.ts';
import * as abi from '../model/run-abi.ts';
import { packCost } from './pack-cost.ts';
import { packPower } from './pack-power.ts';
import { packReliability } from './pack-reliability.ts';

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
  packReliability(inputs.reliability, block, at);
  packPower(inputs.power, block, at);
  packCost(inputs.cost, block, at);
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
