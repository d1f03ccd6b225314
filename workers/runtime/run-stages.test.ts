/** Stages of a run: each is a step of its own, and all of them are one run for failures, cost and power. */
import '../build/portable-globals.ts';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/cli/load-catalog.ts';
import { compileScenario } from '../../src/domain/estimate/compile-scenario.ts';
import type { Estimate } from '../../src/domain/estimate/estimate.ts';
import type { Scenario, TrainingStageInputs } from '../../src/domain/estimate/scenario.ts';
import { createEmptyPlan } from '../../src/domain/plan/create-empty-plan.ts';
import { buildDrawing } from '../../src/domain/topology/build-drawing.ts';
import { countParameters } from '../../src/domain/workload/count-parameters.ts';
import { compileModel } from '../build/compile-model.ts';
import * as plain from '../model/index.ts';
import { IN_PARAMETERS, OUT_IDEAL_SECONDS, OUT_WALL_SECONDS } from '../model/run-abi.ts';
import { createEngine } from './engine.ts';
import { loadModel, type Model } from './load-model.ts';
import { packEconomy } from './pack-economy.ts';
import { packScenario } from './pack-scenario.ts';
import { scenarioOfStage } from './run-stages.ts';

const load = async (): Promise<Model> => loadModel(new Uint8Array(await readFile((await compileModel()).path)));
const engine = createEngine(load);

function compile(stages: readonly TrainingStageInputs[]): Scenario {
  const plan = createEmptyPlan();
  plan.drawing = buildDrawing(
    [
      { id: 'node', kind: 'node', count: 16, catalogId: 'dgx-h100' },
      { id: 'leaf', kind: 'switch', count: 8, catalogId: 'qm9700' },
    ],
    [{ from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' }],
  );
  plan.workload.trainingTokens = 1e12;
  plan.strategy.tensor = 2;
  plan.schedule.stages = [...stages];
  const compiled = compileScenario(plan, loadCatalog());
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.scenario;
}

async function estimate(scenario: Scenario): Promise<Estimate> {
  const result = await engine.estimate(1, scenario);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const LONG: TrainingStageInputs = {
  name: 'Long context',
  place: 'after',
  tokens: 1e11,
  sequenceLengthTokens: 16_384,
  globalBatchSequences: 256,
};
const SHORT = {
  ...LONG,
  name: 'Warm-up',
  place: 'before',
  sequenceLengthTokens: 4096,
  globalBatchSequences: 512,
} as const;

const close = (a: number, b: number, bound = 1e-9) => expect(Math.abs(a / b - 1)).toBeLessThan(bound);

describe('a run in stages', () => {
  it('takes the sum of its stages, each at its own step time', async () => {
    const whole = await estimate(compile([LONG, SHORT]));
    expect(whole.run.stages.map(({ name, place }) => [name, place])).toEqual([
      ['Warm-up', 'before'],
      ['Main stage', 'main'],
      ['Long context', 'after'],
    ]);
    const sum = (of: (stage: Estimate['run']['stages'][number]) => number) =>
      whole.run.stages.reduce((total, stage) => total + of(stage), 0);
    close(
      sum(({ idealSeconds }) => idealSeconds),
      whole.run.idealSeconds,
    );
    expect(sum(({ steps }) => steps)).toBe(whole.run.steps);
    close(
      sum(({ tokens }) => tokens),
      1e12,
    );
    // Each stage is what a run of its own takes.
    const base = compile([]);
    for (const [at, stage] of [SHORT, LONG].entries()) {
      const alone = await estimate(scenarioOfStage(base, stage));
      expect(whole.run.stages[at * 2]?.stepSeconds).toBe(alone.step.seconds);
      expect(whole.run.stages[at * 2]?.idealSeconds).toBe(alone.run.idealSeconds);
      expect(whole.run.stages[at * 2]?.memoryBytes).toBe(alone.memory.totalBytes);
    }
    // What is shown of the step is the main stage.
    const main = await estimate(base);
    expect(whole.step).toEqual(main.step);
    expect(whole.memory).toEqual(main.memory);
  });

  it('is the same run when a stage has the values of the main one', async () => {
    const whole = await estimate(compile([]));
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 200_000 }),
        fc.constantFrom('before' as const, 'after' as const),
        async (steps, place) => {
          const tokens = steps * 512 * 8192;
          const stage = { name: 'Same', place, tokens, sequenceLengthTokens: 8192, globalBatchSequences: 512 };
          const cut = await estimate(compile([stage]));
          // The steps of each stage are rounded up.
          expect(Math.abs(cut.run.steps - whole.run.steps)).toBeLessThanOrEqual(1);
          for (const of of [
            ({ run }: Estimate) => run.wallSeconds,
            ({ run }: Estimate) => run.modelFlopsUtilization,
            ({ cost }: Estimate) => cost.headlineUsd,
            ({ cost }: Estimate) => cost.usdPerMillionTokens,
            ({ power }: Estimate) => power.energyJoules,
            ({ reliability }: Estimate) => reliability.interruptionsInRun,
          ]) {
            close(of(cut), of(whole), 1e-5);
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it('does not depend on whether a stage comes before or after', async () => {
    const after = await estimate(compile([LONG]));
    const before = await estimate(compile([{ ...LONG, place: 'before' }]));
    expect({ ...before, run: { ...before.run, stages: [] } }).toEqual({ ...after, run: { ...after.run, stages: [] } });
  });

  it('leaves runs that come later as they are, even after one that was refused', async () => {
    const base = compile([]);
    const first = await estimate(base);
    expect(first.run.stages).toHaveLength(1);
    expect(first.run.modelFlopsUtilization).toBe(first.step.modelFlopsUtilization);
    await estimate(compile([LONG, SHORT]));
    expect(await estimate(base)).toEqual(first);
    const odd = { ...base, strategy: { ...base.strategy, tensor: 3 } };
    const refused = await engine.estimate(2, { ...odd, training: { ...base.training, stages: [SHORT, LONG] } });
    expect(refused).toMatchObject({ ok: false, error: { code: 'invalid-scenario' } });
    expect(refused.ok ? '' : refused.error.params.message).toContain('stage “Warm-up”');
    expect(await estimate(base)).toEqual(first);
  });

  it('has tokens left for the main stage', async () => {
    const base = compile([]);
    const stages = [{ ...LONG, tokens: 1e12 }];
    expect(await engine.estimate(3, { ...base, training: { ...base.training, stages } })).toMatchObject({
      ok: false,
      error: { code: 'invalid-scenario', params: { path: 'training.stages' } },
    });
  });

  it('comes to the same in plain TypeScript', async () => {
    const scenario = compile([LONG, SHORT]);
    const compiled = await estimate(scenario);
    plain.forgetStages();
    for (const stage of scenario.training.stages ?? []) {
      packScenario(scenarioOfStage(scenario, stage), plain.scenario);
      expect(plain.estimateStage()).toBe(0);
    }
    packScenario(scenario, plain.scenario);
    packEconomy(scenario.economy, plain.economyInput, 0);
    plain.economyInput[IN_PARAMETERS] = countParameters(scenario.model).total;
    expect(plain.estimateRun()).toBe(0);
    close(plain.economyResult[OUT_IDEAL_SECONDS] ?? 0, compiled.run.idealSeconds, 1e-12);
    close(plain.economyResult[OUT_WALL_SECONDS] ?? 0, compiled.run.wallSeconds, 1e-12);
  });
});
