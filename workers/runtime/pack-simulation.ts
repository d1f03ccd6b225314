import type { FaultTolerance } from '../../src/domain/assumptions/reliability-inputs.ts';
import type { Estimate } from '../../src/domain/estimate/estimate.ts';
import type { Scenario } from '../../src/domain/estimate/scenario.ts';
import * as abi from '../model/simulation/simulation-abi.ts';

const TOLERANCES: Readonly<Record<FaultTolerance, number>> = {
  restart: abi.RESTART,
  elastic: abi.ELASTIC,
  replicas: abi.REPLICAS,
};
const SECONDS_PER_HOUR = 3600;
/** No repair is instant: it has a rate. */
const SHORTEST_SECONDS = 1;

/** What a run draws and costs, whatever happens to it. */
export interface RunRates {
  readonly trainingWatts: number;
  readonly idleWatts: number;
  readonly usdPerSecond: number;
  readonly usdPerJoule: number;
  readonly usdFixed: number;
}

/** Names of the simulated causes, in their order: those of the scenario, and slow machines. */
export function simulatedCauses(scenario: Scenario): readonly string[] {
  const labels = scenario.economy.reliability.causes.map(({ label }) => label);
  return hasStragglers(scenario) ? [...labels, 'Slow machine'] : labels;
}

function hasStragglers({ economy }: Scenario): boolean {
  return economy.simulation.stragglersPerMachineHour > 0 && economy.reliability.machines > 0;
}

/**
 * Writes what is simulated. The checkpoints are those of the estimate, so that both mean the same; `block` is of the model's memory.
 * @throws RangeError when there are more causes than the model has room for
 */
export function packSimulation(
  scenario: Scenario,
  estimate: Estimate,
  rates: RunRates,
  block: { [index: number]: number },
): void {
  const { reliability, simulation } = scenario.economy;
  const found = estimate.reliability;
  const { storageLevel } = found;
  const storageWrite = storageLevel?.writeSeconds ?? found.checkpointWriteSeconds;
  const storageBlocking = storageLevel?.blockingSeconds ?? found.checkpointBlockingSeconds;
  const isInBackground = reliability.checkpointKind === 'asynchronous' || storageLevel !== null;
  block[abi.SIM_WORK] = estimate.run.idealSeconds;
  block[abi.SIM_INTERVAL] = found.checkpointIntervalSeconds;
  block[abi.SIM_BLOCKING] = found.checkpointBlockingSeconds;
  block[abi.SIM_LAG] = isInBackground ? storageWrite - storageBlocking : 0;
  block[abi.SIM_DETECT] = reliability.detectSeconds;
  block[abi.SIM_REPLACE] = reliability.replaceSeconds;
  block[abi.SIM_RESTART] = reliability.restartSeconds;
  block[abi.SIM_READ] = found.checkpointReadSeconds;
  block[abi.SIM_STORAGE_EVERY] = storageLevel?.every ?? 0;
  block[abi.SIM_STORAGE_BLOCKING] = storageLevel?.blockingSeconds ?? 0;
  block[abi.SIM_STORAGE_READ] = storageLevel?.readSeconds ?? 0;
  block[abi.SIM_STARTUP] = reliability.startupSeconds;
  block[abi.SIM_PLANNED] = reliability.plannedStopFraction;
  block[abi.SIM_SPARES] = reliability.sparePool === 'own' ? found.spares.machines : -1;
  block[abi.SIM_CREWS] = simulation.repairCrews;
  block[abi.SIM_TOLERANCE] = TOLERANCES[reliability.faultTolerance];
  block[abi.SIM_GROUPS] = reliability.replicaGroups;
  block[abi.SIM_MACHINES_PER_GROUP] = Math.max(reliability.machines, 1e-9) / reliability.replicaGroups;
  block[abi.SIM_STALL] = reliability.replicaStallSeconds;
  block[abi.SIM_NOTICE] = Math.max(simulation.stragglerNoticeSeconds, SHORTEST_SECONDS);
  block[abi.SIM_GROUP_OUTAGE] = Math.max(found.groupOutageSeconds, SHORTEST_SECONDS);
  block[abi.SIM_MACHINES] = reliability.machines;
  block[abi.SIM_PEER_COPIES] = reliability.peerCopies;
  block[abi.SIM_TRAINING_WATTS] = rates.trainingWatts;
  block[abi.SIM_IDLE_WATTS] = rates.idleWatts;
  block[abi.SIM_USD_PER_SECOND] = rates.usdPerSecond;
  block[abi.SIM_USD_PER_JOULE] = rates.usdPerJoule;
  block[abi.SIM_USD_FIXED] = rates.usdFixed;
  const stragglers = hasStragglers(scenario) ? 1 : 0;
  const count = reliability.causes.length + stragglers;
  if (count > abi.SIM_MAX_CAUSES) throw new RangeError('too many causes of interruption to simulate');
  block[abi.SIM_CAUSE_COUNT] = count;
  reliability.causes.forEach((cause, index) => {
    const at = abi.SIM_CAUSES + index * abi.CAUSE_STRIDE;
    const slows = cause.effect === 'slows';
    block[at + abi.CAUSE_RATE] = (cause.components * cause.interruptionsPerComponentHour) / SECONDS_PER_HOUR;
    block[at + abi.CAUSE_EFFECT] = slows ? abi.SLOWS : abi.STOPS;
    block[at + abi.CAUSE_MACHINES] = wholeMachines(cause.machinesLost);
    block[at + abi.CAUSE_REPAIR] = Math.max(cause.repairSeconds, SHORTEST_SECONDS);
    // A part without which nothing goes on would stop the job.
    block[at + abi.CAUSE_SPEED] = slows ? Math.min(1, Math.max(cause.speedFraction, 0.001)) : 1;
    block[at + abi.CAUSE_SHAPE] = cause.weibullShape;
    block[at + abi.CAUSE_STORAGE_CHANCE] = 0;
  });
  if (stragglers === 0) return;
  const at = abi.SIM_CAUSES + reliability.causes.length * abi.CAUSE_STRIDE;
  block[at + abi.CAUSE_RATE] = (simulation.stragglersPerMachineHour * reliability.machines) / SECONDS_PER_HOUR;
  block[at + abi.CAUSE_EFFECT] = abi.STRAGGLES;
  block[at + abi.CAUSE_MACHINES] = 1;
  block[at + abi.CAUSE_REPAIR] = Math.max(reliability.repairSeconds, SHORTEST_SECONDS);
  block[at + abi.CAUSE_SPEED] = simulation.stragglerSpeedFraction;
  block[at + abi.CAUSE_SHAPE] = 1;
  block[at + abi.CAUSE_STORAGE_CHANCE] = 0;
}

/** Machines are lost whole, as in `reliability/sum-causes.ts`. */
function wholeMachines(lost: number): number {
  return lost <= 0 ? 0 : Math.max(1, Math.floor(lost + 0.5));
}
