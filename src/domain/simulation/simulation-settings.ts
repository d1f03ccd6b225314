/** What to simulate: how many runs, and the seed that makes them the same every time. */
export interface SimulationSettings {
  readonly runs: number;
  /** Whole, from 0 to {@link MOST_SEED}. */
  readonly seed: number;
}

/** Most runs of one simulation. */
export const MOST_RUNS = 100_000;
/** Largest seed. */
export const MOST_SEED = 2_147_483_647;
/** What is simulated unless somebody asks for something else. */
export const DEFAULT_SETTINGS: SimulationSettings = { runs: 2000, seed: 1 };
/** What the headline of a large job is simulated with: its mean is sure to a few parts in ten thousand. */
export const HEADLINE_SETTINGS: SimulationSettings = { runs: 400, seed: 1 };
/**
 * Accelerators above which the figures of a run are the simulation's: failures come so close together that spares, repairs and losses
 * that overlap, which the closed form takes one by one, decide the outcome.
 */
export const SIMULATED_ABOVE = 30_000;
