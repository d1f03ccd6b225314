import type { NamedAmount } from '../../src/domain/estimate/named-amount.ts';
import type { Scenario } from '../../src/domain/estimate/scenario.ts';
import type {
  RunBand,
  RunEvent,
  RunEventKind,
  RunState,
  SimulatedRun,
  SimulatedRuns,
} from '../../src/domain/simulation/simulated-runs.ts';
import type { SimulationSettings } from '../../src/domain/simulation/simulation-settings.ts';
import { summarizeFigure } from '../../src/domain/simulation/summarize-figure.ts';
import * as abi from '../model/simulation/simulation-abi.ts';
import { RowDigest } from './digest-rows.ts';
import { simulatedCauses } from './pack-simulation.ts';

// Keys as in the closed form's losses, so that the two can be laid side by side.
const USES = [
  ['useful', 'Useful training'],
  ['detection', 'Noticing the failure'],
  ['replacement', 'Replacing what failed'],
  ['restart', 'Restarting'],
  ['checkpoint-reading', 'Reading the checkpoint'],
  ['work-since-checkpoint', 'Work done twice'],
  ['checkpoint-writing', 'Writing checkpoints'],
  ['planned-stops', 'Planned stops'],
  ['startup', 'Start-up'],
  ['waiting-for-repair', 'Waiting for a repair'],
  ['running-degraded', 'Running degraded'],
  ['stragglers', 'Slow machines'],
  ['fewer-replicas', 'Fewer replicas'],
  ['replica-stalls', 'Stalls when a replica is lost'],
] as const;

const STATES: readonly RunState[] = [
  'training',
  'slowed',
  'shrunk',
  'detection',
  'replacement',
  'waiting',
  'restart',
  'reading',
  'stalled',
];

const EVENTS: readonly RunEventKind[] = [
  'interruption',
  'slowed',
  'restored',
  'repaired',
  'straggler',
  'swapped',
  'shrunk',
  'regrown',
  'group-back',
  'storage-restore',
];

/** Many runs, from their rows one after the other. */
export function unpackRuns(settings: SimulationSettings, rows: Float64Array): SimulatedRuns {
  const column = (slot: number): Float64Array<ArrayBuffer> =>
    Float64Array.from({ length: settings.runs }, (_, run) => rows[run * abi.ROW_STRIDE + slot] ?? Number.NaN);
  const wall = column(abi.ROW_WALL);
  const useful = column(abi.ROW_USES + abi.USE_USEFUL);
  const usd = column(abi.ROW_USD);
  const joules = column(abi.ROW_JOULES);
  const digest = new RowDigest();
  digest.add(rows);
  return {
    ...settings,
    unfinished: column(abi.ROW_FINISHED).filter((finished) => finished === 0).length,
    wallSeconds: summarizeFigure(wall),
    usd: summarizeFigure(usd),
    joules: summarizeFigure(joules),
    goodput: summarizeFigure(useful.map((seconds, run) => seconds / (wall[run] || 1))),
    interruptions: summarizeFigure(column(abi.ROW_INTERRUPTIONS)),
    meanSecondsByUse: namedUses(
      (use) => column(abi.ROW_USES + use).reduce((sum, each) => sum + each, 0) / settings.runs,
    ),
    digest: digest.read(),
    byRun: { wallSeconds: wall, usd, joules },
  };
}

function namedUses(amountOf: (use: number) => number): NamedAmount[] {
  return USES.map(([key, label], use) => ({ key, label, amount: amountOf(use) }));
}

/** One run, from its row and its timeline. */
export function unpackRun(
  scenario: Scenario,
  at: { readonly index: number; readonly seed: number },
  row: Float64Array,
  bands: Float64Array,
  events: Float64Array,
  isCut: boolean,
): SimulatedRun {
  const { plannedStopFraction, startupSeconds, sparePool } = scenario.economy.reliability;
  const causes = simulatedCauses(scenario);
  const get = (slot: number): number => row[slot] ?? Number.NaN;
  // Planned stops are spread over the run; start-up comes first.
  const wallAt = (running: number): number => startupSeconds + running / (1 - plannedStopFraction);
  return {
    ...at,
    isFinished: get(abi.ROW_FINISHED) === 1,
    wallSeconds: get(abi.ROW_WALL),
    usd: get(abi.ROW_USD),
    joules: get(abi.ROW_JOULES),
    interruptions: get(abi.ROW_INTERRUPTIONS),
    startupSeconds,
    secondsByUse: namedUses((use) => get(abi.ROW_USES + use)),
    bands: eachEntry(
      bands,
      abi.BAND_STRIDE,
      (slot): RunBand => ({
        fromSeconds: wallAt(slot(abi.BAND_FROM)),
        toSeconds: wallAt(slot(abi.BAND_TO)),
        state: STATES[slot(abi.BAND_STATE)] ?? 'training',
      }),
    ),
    events: eachEntry(
      events,
      abi.EVENT_STRIDE,
      (slot): RunEvent => ({
        seconds: wallAt(slot(abi.EVENT_TIME)),
        kind: EVENTS[slot(abi.EVENT_KIND)] ?? 'interruption',
        cause: causes[slot(abi.EVENT_CAUSE)] ?? null,
        spares: sparePool === 'own' ? slot(abi.EVENT_POOL) : null,
        missing: slot(abi.EVENT_MISSING),
      }),
    ),
    isCut,
  };
}

function eachEntry<T>(values: Float64Array, stride: number, read: (slot: (offset: number) => number) => T): T[] {
  return Array.from({ length: values.length / stride }, (_, entry) =>
    read((offset) => values[entry * stride + offset] ?? Number.NaN),
  );
}
