import type { AssumptionReader } from './assumption-reader.ts';
import * as simulation from './simulation-assumptions.ts';
import type { SimulationInputs } from './simulation-inputs.ts';

const PER_MILLION = 1e6;

/** What only the simulated runs take into account, from the plan's assumptions. */
export function resolveSimulationInputs(reader: AssumptionReader): SimulationInputs {
  return {
    repairCrews: Math.floor(reader.take('simulation.repairCrews', simulation.REPAIR_CREWS)),
    stragglersPerMachineHour:
      reader.take('simulation.stragglersPerMachineHour', simulation.STRAGGLER_RATE) / PER_MILLION,
    stragglerSpeedFraction: reader.take('simulation.stragglerSpeedFraction', simulation.STRAGGLER_SPEED),
    stragglerNoticeSeconds: reader.take('simulation.stragglerNoticeSeconds', simulation.STRAGGLER_NOTICE),
  };
}
