/** Simulations for tests: inputs by name, means with their standard errors. */
import { simulateRuns } from '../simulate.ts';
import * as abi from '../simulation-abi.ts';
import { simulationInput, simulationRows } from '../simulation-arena.ts';

/** One cause; what is left out stops the job and takes no machine. */
export interface SampleCause {
  readonly meanSeconds: number;
  readonly effect?: number;
  readonly machines?: number;
  readonly repairSeconds?: number;
  readonly speed?: number;
  readonly shape?: number;
  readonly storageChance?: number;
}

/** Inputs by name; what is left out is nothing. */
export interface SampleInputs {
  readonly work: number;
  readonly interval: number;
  readonly blocking?: number;
  readonly lag?: number;
  readonly detect?: number;
  readonly replace?: number;
  readonly restart?: number;
  readonly read?: number;
  readonly storageEvery?: number;
  readonly storageBlocking?: number;
  readonly storageRead?: number;
  readonly startup?: number;
  readonly planned?: number;
  /** Left out: always enough. */
  readonly spares?: number;
  readonly crews?: number;
  readonly tolerance?: number;
  readonly groups?: number;
  readonly machinesPerGroup?: number;
  readonly stall?: number;
  readonly notice?: number;
  /** Left out: as long as a recovery. */
  readonly groupOutage?: number;
  readonly trainingWatts?: number;
  readonly idleWatts?: number;
  readonly usdPerSecond?: number;
  readonly usdPerJoule?: number;
  readonly usdFixed?: number;
  readonly causes: readonly SampleCause[];
}

/** Writes inputs into a block. */
export function packSample(sample: SampleInputs, block: { [index: number]: number }): void {
  for (let slot = 0; slot < abi.SIM_INPUT_LENGTH; slot += 1) block[slot] = 0;
  block[abi.SIM_WORK] = sample.work;
  block[abi.SIM_INTERVAL] = sample.interval;
  block[abi.SIM_BLOCKING] = sample.blocking ?? 0;
  block[abi.SIM_LAG] = sample.lag ?? 0;
  block[abi.SIM_DETECT] = sample.detect ?? 0;
  block[abi.SIM_REPLACE] = sample.replace ?? 0;
  block[abi.SIM_RESTART] = sample.restart ?? 0;
  block[abi.SIM_READ] = sample.read ?? 0;
  block[abi.SIM_STORAGE_EVERY] = sample.storageEvery ?? 0;
  block[abi.SIM_STORAGE_BLOCKING] = sample.storageBlocking ?? 0;
  block[abi.SIM_STORAGE_READ] = sample.storageRead ?? 0;
  block[abi.SIM_STARTUP] = sample.startup ?? 0;
  block[abi.SIM_PLANNED] = sample.planned ?? 0;
  block[abi.SIM_SPARES] = sample.spares ?? -1;
  block[abi.SIM_CREWS] = sample.crews ?? 0;
  block[abi.SIM_TOLERANCE] = sample.tolerance ?? abi.RESTART;
  block[abi.SIM_GROUPS] = sample.groups ?? 1;
  block[abi.SIM_MACHINES_PER_GROUP] = sample.machinesPerGroup ?? 1;
  block[abi.SIM_STALL] = sample.stall ?? 0;
  block[abi.SIM_NOTICE] = sample.notice ?? 600;
  const { detect = 0, replace = 0, restart = 0, read = 0 } = sample;
  block[abi.SIM_GROUP_OUTAGE] = sample.groupOutage ?? Math.max(1, detect + replace + restart + read);
  block[abi.SIM_TRAINING_WATTS] = sample.trainingWatts ?? 0;
  block[abi.SIM_IDLE_WATTS] = sample.idleWatts ?? 0;
  block[abi.SIM_USD_PER_SECOND] = sample.usdPerSecond ?? 0;
  block[abi.SIM_USD_PER_JOULE] = sample.usdPerJoule ?? 0;
  block[abi.SIM_USD_FIXED] = sample.usdFixed ?? 0;
  block[abi.SIM_CAUSE_COUNT] = sample.causes.length;
  sample.causes.forEach((cause, index) => {
    const at = abi.SIM_CAUSES + index * abi.CAUSE_STRIDE;
    block[at + abi.CAUSE_RATE] = 1 / cause.meanSeconds;
    block[at + abi.CAUSE_EFFECT] = cause.effect ?? abi.STOPS;
    block[at + abi.CAUSE_MACHINES] = cause.machines ?? 0;
    block[at + abi.CAUSE_REPAIR] = cause.repairSeconds ?? 3600;
    block[at + abi.CAUSE_SPEED] = cause.speed ?? 1;
    block[at + abi.CAUSE_SHAPE] = cause.shape ?? 1;
    block[at + abi.CAUSE_STORAGE_CHANCE] = cause.storageChance ?? 0;
  });
}

/** One column over many runs. */
export interface Spread {
  readonly mean: number;
  readonly standardError: number;
}

/** Many runs. */
export interface SampleRuns {
  readonly rows: readonly Float64Array[];
  /** Mean and standard error of a column, or of what is worked out from a row. */
  of(column: number | ((row: Float64Array) => number)): Spread;
}

/** Simulates; every run has to come to its end. */
export function runSample(sample: SampleInputs, runs: number, seed = 1): SampleRuns {
  packSample(sample, simulationInput);
  const rows: Float64Array[] = [];
  while (rows.length < runs) {
    const count = Math.min(abi.MAX_ROWS, runs - rows.length);
    simulateRuns(seed, rows.length, count);
    const block = simulationRows as unknown as Float64Array;
    for (let row = 0; row < count; row += 1) {
      rows.push(block.slice(row * abi.ROW_STRIDE, (row + 1) * abi.ROW_STRIDE));
    }
  }
  if (rows.some((row) => row[abi.ROW_FINISHED] !== 1)) throw new Error('a run did not end');
  return {
    rows,
    of(column) {
      const values = rows.map(typeof column === 'number' ? (row) => row[column] ?? Number.NaN : column);
      const mean = values.reduce((sum, value) => sum + value, 0) / runs;
      const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      return { mean, standardError: Math.sqrt(squares / (runs - 1) / runs) };
    },
  };
}
