import type { Estimate } from '../../src/domain/estimate/estimate.ts';
import type { Scenario } from '../../src/domain/estimate/scenario.ts';
import type { RunRates } from './pack-simulation.ts';

/**
 * What a run draws and costs per second, asked of the model rather than worked out a second time: power is linear in the share of time
 * that trains, and money in wall time and energy, so that estimates of the same job without failures give all of them: one that only
 * trains, one that stands still for half of the time, and one that needs twice as long for the same training.
 */
export function findRunRates(scenario: Scenario, estimateOf: (scenario: Scenario) => Estimate): RunRates {
  const training = estimateOf(withoutLosses(scenario, 0));
  const halted = estimateOf(withoutLosses(scenario, 0.5));
  const share = (estimate: Estimate): number => {
    const redone = estimate.reliability.lostShares.find(({ key }) => key === 'work-since-checkpoint')?.amount ?? 0;
    return estimate.reliability.goodput + redone;
  };
  const [trained, stood] = [share(training), share(halted)];
  const wattsPerShare = (training.power.averageFacilityWatts - halted.power.averageFacilityWatts) / (trained - stood);
  const idleWatts = training.power.averageFacilityWatts - wattsPerShare * trained;
  const usdPerJoule = energyPrice(training);
  const apartFromEnergy = (estimate: Estimate): number =>
    estimate.cost.headlineUsd - usdPerJoule * estimate.power.energyJoules;
  const seconds = halted.run.wallSeconds - training.run.wallSeconds;
  const usdPerSecond = seconds > 0 ? (apartFromEnergy(halted) - apartFromEnergy(training)) / seconds : 0;
  return {
    trainingWatts: idleWatts + wattsPerShare,
    idleWatts,
    usdPerSecond,
    usdPerJoule,
    usdFixed: apartFromEnergy(training) - usdPerSecond * training.run.wallSeconds,
  };
}

/** What a joule costs on top of what time does: nothing where energy is part of the rent. */
function energyPrice({ cost, power }: Estimate): number {
  const total = cost.basis === 'rent' ? cost.rented : cost.owned;
  const energy = total.components.find(({ key }) => key === 'energy')?.amount ?? 0;
  return power.energyJoules > 0 ? energy / power.energyJoules : 0;
}

/** The same job, if nothing failed and checkpoints cost nothing; planned stops take a share of the time. */
function withoutLosses(scenario: Scenario, plannedStopFraction: number): Scenario {
  const { economy } = scenario;
  const reliability = {
    ...economy.reliability,
    causes: [],
    checkpointBytesPerParameter: 0,
    startupSeconds: 0,
    plannedStopFraction,
  };
  return { ...scenario, economy: { ...economy, reliability } };
}
