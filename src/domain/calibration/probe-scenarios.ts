/** Sensitivities of a step time by differences: the scenario as it is, and once for each constant with that one moved. */
import type { Scenario } from '../estimate/scenario.ts';
import type { Sensitivities } from './calibration-types.ts';
import { applyFactors, listMultipliers, type MultiplierId } from './multipliers.ts';

/** By how much a constant is moved: far enough for what is rounded, near enough for what is bent. */
const PROBE = 1.05;

/** A scenario to be estimated; null = the one that all others are compared with. */
export interface Probe {
  readonly moved: MultiplierId | null;
  readonly scenario: Scenario;
}

/** All scenarios to estimate, the plain one first. */
export function listProbes(scenario: Scenario): Probe[] {
  return [
    { moved: null, scenario },
    ...listMultipliers(scenario.network.levels.length).map((id) => ({
      moved: id,
      scenario: applyFactors(scenario, { [id]: PROBE }),
    })),
  ];
}

/** Sensitivities from step times in the order of the probes, seconds. */
export function readSensitivities(probes: readonly Probe[], seconds: readonly number[]): Sensitivities {
  const plain = seconds[0] ?? Number.NaN;
  const slopes = probes.flatMap(({ moved }, at) => {
    if (moved === null) return [];
    const slope = Math.log((seconds[at] ?? Number.NaN) / plain) / Math.log(PROBE);
    return [[moved, slope]];
  });
  return Object.fromEntries(slopes) as Sensitivities;
}
