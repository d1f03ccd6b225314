/** Simulated runs through the engine: against the closed form, the same everywhere, in slices. */
import '../build/portable-globals.ts';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/cli/load-catalog.ts';
import type { EconomyInputs } from '../../src/domain/assumptions/economy-inputs.ts';
import type { ReliabilityInputs } from '../../src/domain/assumptions/reliability-inputs.ts';
import { compileScenario } from '../../src/domain/estimate/compile-scenario.ts';
import type { Estimate } from '../../src/domain/estimate/estimate.ts';
import type { Scenario } from '../../src/domain/estimate/scenario.ts';
import { createEmptyPlan } from '../../src/domain/plan/create-empty-plan.ts';
import type { SimulatedFigure, SimulatedRuns } from '../../src/domain/simulation/simulated-runs.ts';
import { buildDrawing } from '../../src/domain/topology/build-drawing.ts';
import { compileModel } from '../build/compile-model.ts';
import { simulateRuns as simulatePlain } from '../model/simulation/simulate.ts';
import * as abi from '../model/simulation/simulation-abi.ts';
import { simulationInput as plainInput, simulationRows as plainRows } from '../model/simulation/simulation-arena.ts';
import { createEngine } from './engine.ts';
import { findRunRates } from './find-run-rates.ts';
import { loadModel, type Model } from './load-model.ts';
import { packSimulation } from './pack-simulation.ts';

const HOUR = 3600;

function makeScenario(): Scenario {
  const plan = createEmptyPlan();
  plan.drawing = buildDrawing(
    [
      { id: 'node', kind: 'node', count: 32, catalogId: 'dgx-h100' },
      { id: 'leaf', kind: 'switch', count: 8, catalogId: 'qm9700' },
    ],
    [{ from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' }],
  );
  const compiled = compileScenario(plan, loadCatalog());
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.scenario;
}

const base = makeScenario();
const engine = createEngine(async () => loadModel(new Uint8Array(await readFile((await compileModel()).path))));
let model: Model;

beforeAll(async () => {
  model = await loadModel(new Uint8Array(await readFile((await compileModel()).path)));
}, 240_000);

function change(
  reliability: Partial<ReliabilityInputs>,
  others: Partial<Omit<EconomyInputs, 'reliability'>> = {},
): Scenario {
  const { economy } = base;
  return { ...base, economy: { ...economy, ...others, reliability: { ...economy.reliability, ...reliability } } };
}

/** One cause with a mean time between its events. */
function cause(
  meanSeconds: number,
  rest: Partial<ReliabilityInputs['causes'][number]> = {},
): ReliabilityInputs['causes'][number] {
  return {
    key: 'test',
    label: 'Test',
    origin: 'infrastructure',
    components: 1,
    interruptionsPerComponentHour: HOUR / meanSeconds,
    effect: 'stops',
    machinesLost: 1,
    repairSeconds: 12 * HOUR,
    speedFraction: 1,
    weibullShape: 1,
    ...rest,
  };
}

async function both(
  scenario: Scenario,
  runs: number,
  seed = 1,
): Promise<{ closed: Estimate; simulated: SimulatedRuns }> {
  const simulated = await engine.simulate(1, scenario, { runs, seed }, () => {});
  if (!simulated.ok) throw new Error(JSON.stringify(simulated.error));
  expect(simulated.value.unfinished).toBe(0);
  return { closed: model.estimate(scenario), simulated: simulated.value };
}

/** Within three standard errors, and what the start of a run, where nothing is broken yet, may make. */
function expectAgreement(found: SimulatedFigure, exact: number, startShare = 1e-6): void {
  const room = 3 * found.standardError + startShare * exact;
  expect(Math.abs(found.mean - exact), `${found.mean} for ${exact} ± ${found.standardError}`).toBeLessThanOrEqual(room);
}

const COMMON = {
  detectSeconds: 60,
  replaceSeconds: 200,
  restartSeconds: 240,
  startupSeconds: 600,
  plannedStopFraction: 0.02,
};

describe('simulated runs and the closed form', () => {
  it.each([
    { name: 'asynchronous checkpoints', inputs: { checkpointKind: 'asynchronous' } },
    { name: 'blocking checkpoints', inputs: { checkpointKind: 'blocking' } },
    { name: 'copies in the memory of peers', inputs: { checkpointKind: 'peer-memory' } },
    { name: 'a chosen interval', inputs: { checkpointKind: 'blocking', checkpointIntervalSeconds: 5000 } },
    { name: 'two levels', inputs: { checkpointKind: 'two-level', peerCopies: 2 } },
  ] as const)('agree on time, goodput, energy and money with $name', async ({ inputs }) => {
    for (const basis of ['rent', 'own'] as const) {
      const causes = [cause(3 * HOUR), cause(9 * HOUR, { machinesLost: 4, key: 'domain' })];
      const scenario = change(
        { ...COMMON, ...inputs, causes, sparePool: 'always-ready' },
        { cost: { ...base.economy.cost, basis } },
      );
      const { closed, simulated } = await both(scenario, 1500, 5);
      expectAgreement(simulated.wallSeconds, closed.run.wallSeconds);
      expectAgreement(simulated.interruptions, closed.reliability.interruptionsInRun);
      expectAgreement(simulated.joules, closed.power.energyJoules);
      expectAgreement(simulated.usd, closed.cost.headlineUsd);
      expect(Math.abs(simulated.goodput.mean / closed.reliability.goodput - 1)).toBeLessThan(0.01);
      for (const loss of closed.reliability.lostShares) {
        const seconds = simulated.meanSecondsByUse.find(({ key }) => key === loss.key)?.amount ?? 0;
        expect(Math.abs(seconds / simulated.wallSeconds.mean - loss.amount), loss.key).toBeLessThan(0.004);
      }
    }
  });

  it('agree where spares run out, a group goes missing, parts slow the job', async () => {
    const causes = [cause(6 * HOUR, { repairSeconds: 24 * HOUR })];
    const cases: readonly (readonly [string, Partial<ReliabilityInputs>, number])[] = [
      ['waiting', { causes, sparePool: 'own', spareMachines: 4, faultTolerance: 'restart' }, 0.01],
      ['elastic', { causes, sparePool: 'own', spareMachines: 2, faultTolerance: 'elastic', replicaGroups: 32 }, 0.01],
      [
        'replicas',
        { causes, sparePool: 'always-ready', faultTolerance: 'replicas', replicaGroups: 16, replicaStallSeconds: 60 },
        0.01,
      ],
      [
        'degraded',
        {
          causes: [
            cause(40 * HOUR),
            cause(50 * HOUR, { effect: 'slows', speedFraction: 0.7, repairSeconds: 6 * HOUR }),
          ],
        },
        0.01,
      ],
    ];
    // The closed form is of a job that has been running for long; these begin with everything whole.
    const long = 300 * 24 * HOUR;
    for (const [name, inputs, room] of cases) {
      const short = change({ ...COMMON, ...inputs });
      const longer = long / model.estimate(short).run.idealSeconds;
      const training = { ...short.training, trainingTokens: short.training.trainingTokens * longer };
      const { closed, simulated } = await both({ ...short, training }, 100, 6);
      expect(Math.abs(simulated.wallSeconds.mean / closed.run.wallSeconds - 1), name).toBeLessThan(room);
    }
  });

  it('part where spares, crews and stragglers say so', async () => {
    const causes = [cause(4 * HOUR, { repairSeconds: 24 * HOUR })];
    const wall = async (inputs: Partial<ReliabilityInputs>, simulation = {}): Promise<number> => {
      const scenario = change(
        { ...COMMON, causes, ...inputs },
        { simulation: { ...base.economy.simulation, ...simulation } },
      );
      return (await both(scenario, 200, 7)).simulated.wallSeconds.mean;
    };
    const plenty = await wall({ sparePool: 'always-ready' });
    const own = await wall({ sparePool: 'own', spareMachines: 6 });
    const crews = await wall({ sparePool: 'own', spareMachines: 6 }, { repairCrews: 5 });
    const slow = await wall({ sparePool: 'always-ready' }, { stragglersPerMachineHour: 1e-3 });
    expect(own).toBeGreaterThan(plenty);
    expect(crews).toBeGreaterThan(own);
    expect(slow).toBeGreaterThan(plenty);
  });
});

describe('the same seed', () => {
  it('gives the same bytes in the compiled model and in plain TypeScript', async () => {
    const scenario = change(
      {
        ...COMMON,
        sparePool: 'own',
        spareMachines: 3,
        faultTolerance: 'elastic',
        checkpointKind: 'two-level',
        causes: [
          cause(5 * HOUR),
          cause(30 * HOUR, { weibullShape: 0.75, machinesLost: 4 }),
          cause(20 * HOUR, { effect: 'slows', speedFraction: 0.8 }),
        ],
      },
      {
        simulation: {
          repairCrews: 9,
          stragglersPerMachineHour: 1e-4,
          stragglerSpeedFraction: 0.75,
          stragglerNoticeSeconds: 900,
        },
      },
    );
    const estimate = model.estimate(scenario);
    const rates = findRunRates(scenario, (changed) => model.estimate(changed));
    packSimulation(scenario, estimate, rates, plainInput);
    simulatePlain(42, 0, 100);
    model.beginSimulation(scenario, estimate, rates);
    const rows = new Float64Array(100 * abi.ROW_STRIDE);
    for (let run = 0; run < 100; run += 1) model.simulateRun(42, run, rows);
    const plain = (plainRows as unknown as Float64Array).slice(0, rows.length);
    expect(new Uint8Array(rows.buffer)).toEqual(new Uint8Array(plain.buffer));
  });

  it('gives the same runs, another one others', async () => {
    const scenario = change({ ...COMMON, causes: [cause(5 * HOUR)] });
    const digest = async (seed: number): Promise<string> => (await both(scenario, 60, seed)).simulated.digest;
    expect(await digest(3)).toBe(await digest(3));
    expect(await digest(4)).not.toBe(await digest(3));
  });

  it('gives one run again, with its timeline', async () => {
    const scenario = change({ ...COMMON, causes: [cause(5 * HOUR)], sparePool: 'own', spareMachines: 1 });
    const { simulated } = await both(scenario, 20, 9);
    const again = await engine.simulatedRun(2, scenario, { seed: 9, index: 13 });
    if (!again.ok) throw new Error(JSON.stringify(again.error));
    const run = again.value;
    expect(run.wallSeconds).toBe(simulated.byRun.wallSeconds[13]);
    expect(run.events.filter(({ kind }) => kind === 'interruption')).toHaveLength(run.interruptions);
    const running = run.secondsByUse
      .filter(({ key }) => key !== 'startup')
      .reduce((sum, { amount }) => sum + amount, 0);
    const banded = run.bands.reduce((sum, { fromSeconds, toSeconds }) => sum + toSeconds - fromSeconds, 0);
    expect(Math.abs(banded / running - 1)).toBeLessThan(1e-9);
    expect(run.bands.at(-1)?.toSeconds).toBeCloseTo(run.wallSeconds, 3);
    run.bands.slice(1).forEach((band, at) => {
      expect(band.fromSeconds).toBeCloseTo(run.bands[at]?.toSeconds ?? 0, 3);
    });
  });
});

describe('a simulation', () => {
  it('tells how far it is, and can be cancelled', async () => {
    const scenario = change({ ...COMMON, causes: [cause(600)] });
    const heard: number[] = [];
    const call = engine.simulate(77, scenario, { runs: 100_000, seed: 1 }, (done, all) => {
      expect(all).toBe(100_000);
      heard.push(done);
      if (heard.length === 2) void engine.cancel(77);
    });
    const result = await call;
    expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(heard[1]).toBeGreaterThan(heard[0] ?? 0);
  });

  it('lets an estimate in between, and is not changed by it', async () => {
    const scenario = change({ ...COMMON, causes: [cause(HOUR)] });
    const alone = await both(scenario, 300, 11);
    const call = engine.simulate(5, scenario, { runs: 300, seed: 11 }, () => {});
    const other = change({ ...COMMON, causes: [cause(9 * HOUR)] });
    const estimates = await Promise.all([1, 2, 3].map((id) => engine.estimate(100 + id, other)));
    expect(estimates.every(({ ok }) => ok)).toBe(true);
    const crossed = await engine.simulate(6, other, { runs: 5, seed: 1 }, () => {});
    expect(crossed.ok).toBe(true);
    const result = await call;
    expect(result.ok && result.value.digest).toBe(alone.simulated.digest);
  });

  it.each([{ runs: 0, seed: 1 }, { runs: 1.5, seed: 1 }, { runs: 10, seed: -1 }, { runs: 1e9, seed: 1 }, null])(
    'refuses settings that make no sense: %j',
    async (settings) => {
      const result = await engine.simulate(8, base, settings as { runs: number; seed: number }, () => {});
      expect(result).toMatchObject({ ok: false, error: { code: 'invalid-scenario' } });
    },
  );

  it('gives up runs that do not advance, and says so', async () => {
    const scenario = change({ ...COMMON, restartSeconds: 40_000, causes: [cause(600)] });
    const result = await engine.simulate(9, scenario, { runs: 2, seed: 1 }, () => {});
    expect(result.ok && result.value.unfinished).toBe(2);
  });
});
