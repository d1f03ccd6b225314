import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalog } from '../../cli/load-catalog.ts';
import { loadEngine } from '../../cli/load-engine.ts';
import { planFromFile } from '../../codec/plan-file.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import type { StorageInputs } from '../storage/storage-inputs.ts';
import { LIMIT_WORDS } from '../storage/storage-words.ts';
import { compileScenario } from './compile-scenario.ts';
import type { InputSources } from './compiled-scenario.ts';
import type { Estimate } from './estimate.ts';
import { explainFigure, FIGURE_IDS, type FigureExplained, type FigureId } from './explain-figure.ts';
import type { Scenario } from './scenario.ts';

interface Case {
  readonly scenario: Scenario;
  readonly estimate: Estimate;
  readonly sources: InputSources;
  readonly storage: StorageInputs;
}

type Choices = Partial<PlanDocument['assumptions']>;

async function estimatePlan(name: string, { overrides, choices }: Choices = {}): Promise<Case> {
  const parsed = planFromFile(readFileSync(new URL(`../../../public/examples/${name}.json`, import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error('the example does not open');
  const { assumptions } = parsed.plan;
  const compiled = compileScenario(
    {
      ...parsed.plan,
      assumptions: {
        ...assumptions,
        overrides: { ...assumptions.overrides, ...overrides },
        choices: { ...assumptions.choices, ...choices },
      },
    },
    loadCatalog(),
  );
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const answer = await loadEngine().estimate(1, compiled.scenario);
  if (!answer.ok) throw new Error(answer.error.code);
  return { scenario: compiled.scenario, estimate: answer.value, sources: compiled.sources, storage: compiled.storage };
}

const CASES = {
  'rented, checkpoints in the background': () => estimatePlan('llama3-405b-16384-h100'),
  'owned, blocking checkpoints each hour': () =>
    estimatePlan('llama3-405b-16384-h100', {
      overrides: { checkpointIntervalSeconds: 3600 },
      choices: { paymentBasis: 'own', checkpointKind: 'blocking' },
    }),
  'mixture of experts, checkpoints with peers after each step': () =>
    estimatePlan('deepseek-v3-2048-h800', {
      overrides: { checkpointIntervalSeconds: 0 },
      choices: { checkpointKind: 'peer-memory' },
    }),
  'two levels of checkpoints, replicas that train on, spares of its own': () =>
    estimatePlan('llama3-405b-16384-h100', {
      overrides: { replicaGroups: 8 },
      choices: { checkpointKind: 'two-level', faultTolerance: 'replicas', sparePool: 'own' },
    }),
};

type ReadTerm = (label: string) => number;

/** Interval kept between its bounds. */
const keepBetween = (seconds: number, read: ReadTerm): number =>
  Math.min(
    Math.max(seconds, read('Step time'), read('Write under way while training goes on')),
    read('The run without losses'),
  );

/** Solves x = 1 − e^(−(x + w ÷ M)) for x = interval ÷ M by bisection: where the exact wall time is shortest. */
function solveBestInterval(blockingSeconds: number, meanSeconds: number): number {
  let [low, high] = [0, 1];
  for (let round = 0; round < 200; round += 1) {
    const middle = (low + high) / 2;
    if (middle < -Math.expm1(-(middle + blockingSeconds / meanSeconds))) low = middle;
    else high = middle;
  }
  return low * meanSeconds;
}

/** Searches the interval of two levels with most work done, by the formula that the page shows, in ever finer steps. */
function searchBestInterval(read: ReadTerm): number {
  const [w, w2] = [read('A copy to peers stops training for, w'), read('A stored one for longer by, w₂')];
  const [k, q] = [read('Copies for each stored one, k'), read('Share of interruptions that copies survive, q')];
  const mean = read('Mean time between restarts, M');
  const epsilon = (1 - q) / (1 - q + q * Math.exp(-read('Recovery from peers, R') / mean));
  const useful = (interval: number): number => {
    const g = Math.expm1((interval + w) / mean);
    const last = Math.expm1((interval + w + w2) / mean);
    const growth = Math.expm1((k - 1) * Math.log1p(epsilon * g) + Math.log1p(epsilon * last));
    return (k * interval) / ((mean * growth) / epsilon);
  };
  const low = Math.max(read('Step time'), read('A stored one is safe after') / k);
  const high = Math.max(low, read('The run without losses') / k);
  let [from, to] = [low, high];
  for (let round = 0; round < 100; round += 1) {
    const [left, right] = [from * (to / from) ** (1 / 3), from * (to / from) ** (2 / 3)];
    if (useful(left) < useful(right)) from = left;
    else to = right;
  }
  const found = Math.sqrt(from * to);
  // A maximum at a bound is that bound.
  return useful(high) >= useful(found) ? high : useful(low) >= useful(found) ? low : found;
}

const costPerHours = (read: ReadTerm): number => read('Cost of the run') / read('Accelerator-hours');

/** What the formulas of the figures that are no sums say, from the terms as they are labelled. */
const FORMULAS: Partial<Record<FigureId, (read: ReadTerm, has: (label: string) => boolean) => number>> = {
  time: (read) => (read('Steps') * read('Step time')) / read('Goodput'),
  'accelerator-flops': (read) => read('Model FLOP of one step') / (read('Step time') * read('Accelerators')),
  mfu: (read) =>
    read('Model FLOP of one step') / (read('Step time') * read('Accelerators') * read('Dense peak of each')),
  hfu: (read) =>
    read('Hardware FLOP of one step') / (read('Step time') * read('Accelerators') * read('Dense peak of each')),
  throughput: (read) => (read('Global batch, sequences') * read('Sequence length')) / read('Step time'),
  steps: (read) => Math.ceil(read('Tokens to train on') / (read('Global batch, sequences') * read('Sequence length'))),
  'micro-batches': (read) =>
    Math.max(read('Global batch, sequences') / (read('Data ranks') * read('Micro-batch, sequences')), 1),
  'data-ranks': (read) =>
    read('Accelerators') / (read('Tensor parallelism') * read('Context parallelism') * read('Pipeline parallelism')),
  bubble: (read) => read('Waiting for other stages') / read('Step time'),
  'cost-per-token': (read) => read('Cost of the run') / (read('Tokens to train on') / 1e6),
  'cost-per-useful-hour': (read) => costPerHours(read) / (read('MFU') * read('Goodput')),
  'cost-per-hour': (read) => costPerHours(read),
  'break-even': (read) =>
    read('Fixed costs of owning in a year') /
    (8760 * (read('Rent of an hour in use, all accelerators') - read('Electricity of an hour in use'))),
  payback: (read) => {
    const hours = 8760 * read('Share of the calendar in use');
    const running = read('Fixed costs of owning in a year') - read('Of which recovery of the capital');
    const saved =
      hours * (read('Rent of an hour in use, all accelerators') - read('Electricity of an hour in use')) - running;
    const owed = (read('Interest per year') * read('The job’s share of the capital')) / saved;
    return owed < 1 && saved > 0
      ? -Math.log1p(-owed) / Math.log1p(read('Interest per year'))
      : Number.POSITIVE_INFINITY;
  },
  'accelerator-hours': (read) => (read('Accelerators') * read('Training time')) / 3600,
  'peak-facility-power': (read) => read('Peak equipment power') * read('Facility factor (PUE)'),
  'facility-factor': (read) => read('Average facility power') / read('Average equipment power'),
  energy: (read) => read('Average facility power') * read('Training time'),
  'rated-energy': (read) => read('Accelerators') * read('Rated power of each') * read('Training time'),
  'operational-carbon': (read, has) =>
    (read('Energy of the run') / 3.6e6) *
    read('Carbon of the grid') *
    (has('At the hours of the run') ? read('At the hours of the run') : 1),
  'market-carbon': (read) => (read('Energy of the run') / 3.6e6) * read('Carbon by contract'),
  'rated-carbon': (read) => (read('Energy at rated power') / 3.6e6) * read('Carbon of the grid'),
  water: (read) => ((read('Average equipment power') * read('Training time')) / 3.6e6) * read('Litres for each kWh'),
  'embodied-carbon': (read) => (read('Making the hardware') * read('Training time')) / read('Lifetime'),
  'time-between': (read) => 86_400 / read('Interruptions'),
  'interruptions-in-run': (read) =>
    ((read('Interruptions') * read('Training time')) / 86_400) *
    (1 - read('Planned stops') - read('Start-up') - read('Waiting for a repair')),
  'checkpoint-size': (read) => read('Parameters') * read('Kept for each'),
  'checkpoint-write': (read, has) =>
    read('Checkpoint size') /
    (has('Each sends') ? read('Accelerators') * read('Each sends') : read('Writing to storage')),
  'checkpoint-blocking': (read, has) =>
    read('Time to write one') * (has('Share that stops the training') ? read('Share that stops the training') : 1),
  'best-interval': (read, has) =>
    has('Copies for each stored one, k')
      ? searchBestInterval(read)
      : keepBetween(
          solveBestInterval(read('A checkpoint stops training for, w'), read('Mean time between restarts, M')),
          read,
        ),
  'storage-interval': (read) => read('Copies to peers for each stored one') * read('Interval in force'),
  'first-order-goodput': (read, has) => {
    const isTwoLevel = has('Copies for each stored one, k');
    const p = isTwoLevel ? read('Share of interruptions that need storage, p') : 1;
    const k = isTwoLevel ? read('Copies for each stored one, k') : 1;
    const interval = read('Interval in force, D');
    const w =
      read('A checkpoint stops training for, w') + (isTwoLevel ? read('A stored one for longer by, w₂') / k : 0);
    const lost = read('Recovery, R') + p * read('Until a checkpoint is safe, L') + ((1 + p * (k - 1)) * interval) / 2;
    return (1 - lost / read('Mean time between restarts, M')) / (1 + w / interval);
  },
  interval: (read, has) =>
    has('Chosen interval') ? keepBetween(read('Chosen interval'), read) : read('Best interval'),
};

const leastOfWay = (read: ReadTerm, has: (label: string) => boolean): number => {
  const parts = Object.values(LIMIT_WORDS).map((words) => words.charAt(0).toUpperCase() + words.slice(1));
  const least = Math.min(...parts.filter(has).map(read));
  return has('Share that is sustained') ? least * read('Share that is sustained') : least;
};

/** The same of the figures of storage. */
const STORAGE_FORMULAS: typeof FORMULAS = {
  'storage-write': leastOfWay,
  'storage-read': leastOfWay,
  'storage-write-time': (read) => read('Checkpoint size') / read('Writing to storage'),
  'storage-restore': (read) => (read('Checkpoint size') * read('Times that it is read')) / read('Reading from storage'),
  'storage-loading': (read) => read('Data of one step') / read('Step time'),
};

describe.each(Object.entries(CASES))('the figures explained: %s', (_name, estimateCase) => {
  let given: Case;
  const explain = (id: FigureId): FigureExplained =>
    explainFigure(id, given.scenario, given.estimate, given.sources, given.storage);
  const resultOf = (id: FigureId): number =>
    explain(id).terms.find(({ role }) => role === 'result')?.value ?? Number.NaN;

  beforeAll(async () => {
    given = await estimateCase();
  });

  it.each(FIGURE_IDS)('%s follows from its terms', (id) => {
    const { terms } = explain(id);
    const parts = terms.filter(({ role }) => role === 'summand' || role === 'subtrahend');
    const formula = FORMULAS[id] ?? STORAGE_FORMULAS[id];
    // Exactly one of the two: a sum, or a formula above.
    expect(parts.length > 0).toBe(formula === undefined);
    const find = (label: string) => terms.find((term) => term.label === label && term.role === 'factor');
    const computed =
      formula === undefined
        ? parts.reduce((sum, { role, value }) => sum + (role === 'summand' ? value : -value), 0)
        : formula(
            (label) => find(label)?.value ?? Number.NaN,
            (label) => find(label) !== undefined,
          );
    const shown = resultOf(id);
    expect(Math.abs(computed - shown)).toBeLessThanOrEqual(1e-9 * Math.abs(shown));
  });

  it.each(FIGURE_IDS)('%s has a formula, one result, and inputs with their sources', (id) => {
    const { title, formula, terms, inputs } = explain(id);
    expect(title).not.toBe('');
    expect(formula).not.toBe('');
    expect(terms.filter(({ role }) => role === 'result')).toHaveLength(1);
    expect(new Set(terms.map(({ label }) => label)).size).toBe(terms.length);
    expect(inputs.length).toBeGreaterThan(0);
    for (const { path, label, source } of inputs) {
      expect(given.sources[path]).toMatchObject({ label, source });
    }
  });

  it('explains the figures that the estimate has', () => {
    const { step, memory, run, cost, power, reliability } = given.estimate;
    expect(resultOf('step-time')).toBe(step.seconds);
    expect(resultOf('memory')).toBe(memory.totalBytes);
    expect(resultOf('time')).toBe(run.wallSeconds);
    expect(resultOf('cost')).toBe(cost.headlineUsd);
    expect(resultOf('power')).toBe(power.averageFacilityWatts);
    expect(resultOf('goodput')).toBe(reliability.goodput);
    expect(resultOf('interruptions')).toBe(reliability.interruptionsPerDay);
  });

  it('names what a rank’s memory is cut by', () => {
    const paths = explain('memory').inputs.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['strategy.tensor', 'strategy.pipeline', 'strategy.data', 'strategy.sharding']),
    );
  });

  it('follows the way of paying that the headline shows', () => {
    const shown = given.estimate.cost.basis === 'own' ? 'cost-owned' : 'cost-rented';
    expect(explain('cost')).toEqual(explain(shown));
  });
});
