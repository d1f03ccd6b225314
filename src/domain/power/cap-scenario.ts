import type { Scenario } from '../estimate/scenario.ts';

/** The scenario with every accelerator capped at so many watts, kept between the lowest cap and the limit; null = no cap. */
export function capScenario(scenario: Scenario, capWatts: number | null): Scenario {
  const { power } = scenario.economy;
  const { acceleratorLowestCapWatts: lowest, acceleratorLimitWatts: limit } = power;
  const acceleratorPeakWatts = capWatts === null ? limit : Math.min(Math.max(capWatts, lowest), limit);
  return { ...scenario, economy: { ...scenario.economy, power: { ...power, acceleratorPeakWatts } } };
}
