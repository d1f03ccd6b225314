/** What the job keeps of its speed without each part that slows it, once its step was estimated on the drawing without the part. */
import type { Scenario } from '../estimate/scenario.ts';
import { slowedKey } from './failure-causes.ts';
import type { LossRow } from './rank-losses.ts';

/** The scenario with these speeds in its causes; those that are not known stay as they are. */
export function withKnownSpeeds(scenario: Scenario, rows: readonly LossRow[]): Scenario {
  const { economy } = scenario;
  const sums = new Map<string, { events: number; speed: number }>();
  for (const { kind, effect, eventsInRun, speedFraction } of rows) {
    if (kind === 'container' || kind === 'idle' || kind === 'capacity' || effect === 'stops') continue;
    const key = slowedKey(kind);
    const known = sums.get(key) ?? { events: 0, speed: 0 };
    sums.set(key, { events: known.events + eventsInRun, speed: known.speed + eventsInRun * speedFraction });
  }
  const causes = economy.reliability.causes.map((cause) => {
    const sum = cause.effect === 'slows' ? sums.get(cause.key) : undefined;
    return sum === undefined || sum.events <= 0 ? cause : { ...cause, speedFraction: sum.speed / sum.events };
  });
  return { ...scenario, economy: { ...economy, reliability: { ...economy.reliability, causes } } };
}
