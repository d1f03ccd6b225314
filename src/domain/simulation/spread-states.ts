import type { RunState, SimulatedRun } from './simulated-runs.ts';

/** Share of each state in one part of a run; the shares sum to 1 but for start-up and planned stops. */
export type StateShares = Readonly<Partial<Record<RunState, number>>>;

/** Cuts a run into equal parts and says what was done in each. Bands are shorter than a pixel, so that only shares can be seen. */
export function spreadStates(run: Pick<SimulatedRun, 'bands' | 'wallSeconds'>, parts: number): readonly StateShares[] {
  const shares = Array.from({ length: parts }, (): Partial<Record<RunState, number>> => ({}));
  const width = run.wallSeconds / parts;
  if (!(width > 0)) return shares;
  for (const { fromSeconds, toSeconds, state } of run.bands) {
    const last = Math.min(parts - 1, Math.floor(toSeconds / width));
    for (let part = Math.max(0, Math.floor(fromSeconds / width)); part <= last; part += 1) {
      const share = shares[part];
      const overlap = Math.min(toSeconds, (part + 1) * width) - Math.max(fromSeconds, part * width);
      if (share !== undefined && overlap > 0) share[state] = (share[state] ?? 0) + overlap / width;
    }
  }
  return shares;
}
