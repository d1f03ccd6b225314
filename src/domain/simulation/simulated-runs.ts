/** What simulated runs came to. Seconds, US dollars, joules. */
import type { NamedAmount } from '../estimate/named-amount.ts';

/** One figure over all runs. */
export interface SimulatedFigure {
  readonly mean: number;
  /** Standard error of the mean. */
  readonly standardError: number;
  /** 5, 50 and 95 of a hundred runs stay below. */
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  readonly smallest: number;
  readonly largest: number;
}

/** Figures of a run that are looked at as distributions. */
export type SimulatedFigureKey = 'wallSeconds' | 'usd' | 'joules';

/** Many runs of one job. */
export interface SimulatedRuns {
  readonly runs: number;
  readonly seed: number;
  /** Runs that were given up, since they hardly advanced; their figures are those until then. */
  readonly unfinished: number;
  readonly wallSeconds: SimulatedFigure;
  readonly usd: SimulatedFigure;
  readonly joules: SimulatedFigure;
  /** Useful time ÷ wall time. */
  readonly goodput: SimulatedFigure;
  readonly interruptions: SimulatedFigure;
  /** Seconds of a run by use, on average; they sum to the mean wall time. */
  readonly meanSecondsByUse: readonly NamedAmount[];
  /** Hash of all figures of all runs, bit for bit: equal wherever the same runs are simulated. */
  readonly digest: string;
  /** Figures of each run, in the order of their index. */
  readonly byRun: Readonly<Record<SimulatedFigureKey, Float64Array<ArrayBuffer>>>;
}

/** What a job does over a while. */
export type RunState =
  | 'training'
  | 'slowed'
  | 'shrunk'
  | 'detection'
  | 'replacement'
  | 'waiting'
  | 'restart'
  | 'reading'
  | 'stalled';

/** What happens to a job. */
export type RunEventKind =
  | 'interruption'
  | 'slowed'
  | 'restored'
  | 'repaired'
  | 'straggler'
  | 'swapped'
  | 'shrunk'
  | 'regrown'
  | 'group-back'
  | 'storage-restore';

/** One event of a run. */
export interface RunEvent {
  /** Since the start of the run. */
  readonly seconds: number;
  readonly kind: RunEventKind;
  /** Label of the cause; null where there is none. */
  readonly cause: string | null;
  /** Spare machines that are ready then; null = there is always one. */
  readonly spares: number | null;
  /** Machines that the job lacks then. */
  readonly missing: number;
}

/** A while in one state. */
export interface RunBand {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly state: RunState;
}

/** One run from its start to its end. Planned stops are spread over it. */
export interface SimulatedRun {
  readonly index: number;
  readonly seed: number;
  readonly isFinished: boolean;
  readonly wallSeconds: number;
  readonly usd: number;
  readonly joules: number;
  readonly interruptions: number;
  readonly startupSeconds: number;
  readonly secondsByUse: readonly NamedAmount[];
  readonly bands: readonly RunBand[];
  readonly events: readonly RunEvent[];
  /** Whether there were more bands or events than are kept. */
  readonly isCut: boolean;
}
