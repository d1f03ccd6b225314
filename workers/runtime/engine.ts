/** The engine: the contract over a loaded model. Serves a page's worker and Node alike; never throws to its caller. */

import type { Scenario, StrategyInputs } from '../../src/domain/estimate/scenario.ts';
import type { SimulatedRun, SimulatedRuns } from '../../src/domain/simulation/simulated-runs.ts';
import type { SimulationSettings } from '../../src/domain/simulation/simulation-settings.ts';
import { listNearestValid, type NearbyStrategy } from '../../src/domain/strategy/nearest-valid.ts';
import type { EngineApi, EngineError, NearestValid, Result } from '../contract.ts';
import { EVALUATION_COLUMNS, STRATEGY_COLUMNS } from '../contract.ts';
import { ROW_STRIDE } from '../model/simulation/simulation-abi.ts';
import { findRunRates } from './find-run-rates.ts';
import { MOST_ROWS, type Model, ModelRefusal } from './load-model.ts';
import { MODEL_VERSION } from './model-version.ts';
import { checkScenario } from './scenario-schema.ts';
import { checkRunChoice, checkSettings } from './simulation-schema.ts';
import { nextSlice, SLICE_MILLISECONDS } from './slices.ts';
import { unpackRun, unpackRuns } from './unpack-simulation.ts';

const SHARDINGS: readonly StrategyInputs['sharding'][] = ['none', 'optimizer', 'gradients', 'parameters'];
const RECOMPUTES: readonly StrategyInputs['recompute'][] = ['none', 'selective', 'block', 'full'];

/** Most strategies in one evaluation. */
const MOST_STRATEGIES = 4_000_000;
/** Strategies between two looks at the clock. */
const ROWS_PER_LOOK = 64;
/** Milliseconds between two words of progress. */
const PROGRESS_MILLISECONDS = 100;

/** Makes an engine. The model is loaded with the first call; a failed load is tried again with the next. */
export function createEngine(load: () => Promise<Model>): EngineApi {
  const engine = new Engine(load);
  // Plain functions: comlink exposes an object's own fields, and callers may take them apart.
  return {
    estimate: (callId, scenario) => engine.estimate(callId, scenario),
    timeline: (callId, scenario) => engine.timeline(callId, scenario),
    evaluate: (callId, scenario, strategies) => engine.evaluate(callId, scenario, strategies),
    nearestValid: (callId, scenario) => engine.nearestValid(callId, scenario),
    simulate: (callId, scenario, settings, onProgress) => engine.simulate(callId, scenario, settings, onProgress),
    simulatedRun: (callId, scenario, run) => engine.simulatedRun(callId, scenario, run),
    cancel: (callId) => engine.cancel(callId),
    modelVersion: () => engine.modelVersion(),
  };
}

/** Thrown inside a call that has been cancelled. */
class Cancelled extends Error {}

class Engine {
  private model: Promise<Model> | null = null;
  private readonly running = new Set<number>();
  private readonly cancelled = new Set<number>();

  constructor(private readonly load: () => Promise<Model>) {}

  estimate(callId: number, input: Scenario) {
    return this.run(callId, input, async (model, scenario) => model.estimate(scenario));
  }

  timeline(callId: number, input: Scenario) {
    return this.run(callId, input, async (model, scenario) => model.timeline(scenario));
  }

  evaluate(callId: number, input: Scenario, strategies: Float64Array): Promise<Result<Float64Array>> {
    const rows = strategies instanceof Float64Array ? strategies.length / STRATEGY_COLUMNS.length : Number.NaN;
    if (!Number.isInteger(rows) || rows > MOST_STRATEGIES) {
      return Promise.resolve(fail('invalid-scenario', { path: 'strategies', message: 'Not whole rows of strategies' }));
    }
    return this.run(callId, input, async (model, scenario) => {
      const figures = new Float64Array(rows * EVALUATION_COLUMNS.length);
      await this.evaluateInSlices(callId, model, scenario, strategies, figures);
      return figures;
    });
  }

  nearestValid(callId: number, input: Scenario): Promise<Result<NearestValid | null>> {
    return this.run(callId, input, async (model, scenario) => {
      const { model: architecture, training, strategy } = scenario;
      const candidates = listNearestValid({ architecture, training, strategy });
      const batch = 256;
      for (let from = 0; from < candidates.length; from += batch) {
        await this.pause(callId);
        const found = findFitting(model, scenario, candidates.slice(from, from + batch));
        if (found !== null) return found;
      }
      return null;
    });
  }

  simulate(
    callId: number,
    input: Scenario,
    asked: SimulationSettings,
    onProgress: (done: number, all: number) => void | Promise<void>,
  ): Promise<Result<SimulatedRuns>> {
    const settings = checkSettings(asked);
    if (!settings.ok) return Promise.resolve(fail('invalid-scenario', { path: 'settings', message: settings.message }));
    return this.run(callId, input, async (model, scenario) => {
      const rows = new Float64Array(settings.value.runs * ROW_STRIDE);
      await this.simulateInSlices(callId, model, scenario, settings.value, rows, onProgress);
      return unpackRuns(settings.value, rows);
    });
  }

  simulatedRun(
    callId: number,
    input: Scenario,
    asked: { readonly seed: number; readonly index: number },
  ): Promise<Result<SimulatedRun>> {
    const run = checkRunChoice(asked);
    if (!run.ok) return Promise.resolve(fail('invalid-scenario', { path: 'run', message: run.message }));
    return this.run(callId, input, async (model, scenario) => {
      beginSimulation(model, scenario);
      const { row, bands, events, isCut } = model.simulateTimeline(run.value.seed, run.value.index);
      return unpackRun(scenario, run.value, row, bands, events, isCut);
    });
  }

  async cancel(callId: number): Promise<void> {
    if (this.running.has(callId)) this.cancelled.add(callId);
  }

  async modelVersion(): Promise<string> {
    // A spare is asked for its version to make it load the model.
    await this.getModel().catch(() => {});
    return MODEL_VERSION;
  }

  private getModel(): Promise<Model> {
    this.model ??= this.load().catch((error: unknown) => {
      this.model = null;
      throw error;
    });
    return this.model;
  }

  private async run<T>(
    callId: number,
    input: unknown,
    work: (model: Model, scenario: Scenario) => Promise<T>,
  ): Promise<Result<T>> {
    const checked = checkScenario(input);
    if (!checked.ok) return fail('invalid-scenario', { path: checked.path, message: checked.message });
    this.running.add(callId);
    try {
      let model: Model;
      try {
        model = await this.getModel();
      } catch (error) {
        return fail('load-failed', { message: describe(error) });
      }
      await this.pause(callId);
      return { ok: true, value: await work(model, checked.scenario) };
    } catch (error) {
      if (error instanceof Cancelled) return fail('cancelled');
      if (error instanceof ModelRefusal)
        return fail('invalid-scenario', { status: error.status, message: error.message });
      // A scenario of more levels or causes than the model has room for.
      if (error instanceof RangeError) return fail('invalid-scenario', { message: error.message });
      return fail('model-failed', { message: describe(error) });
    } finally {
      this.running.delete(callId);
      this.cancelled.delete(callId);
    }
  }

  /** Ends a slice; throws when the call has been cancelled meanwhile. */
  private async pause(callId: number): Promise<void> {
    await nextSlice();
    if (this.cancelled.has(callId)) throw new Cancelled();
  }

  private async simulateInSlices(
    callId: number,
    model: Model,
    scenario: Scenario,
    { runs, seed }: SimulationSettings,
    rows: Float64Array,
    onProgress: (done: number, all: number) => void | Promise<void>,
  ): Promise<void> {
    const begin = beginSimulation(model, scenario);
    let sliceEnd = performance.now() + SLICE_MILLISECONDS;
    let nextWord = performance.now() + PROGRESS_MILLISECONDS;
    for (let run = 0; run < runs; run++) {
      const now = performance.now();
      if (now > nextWord) {
        nextWord = now + PROGRESS_MILLISECONDS;
        // A listener that is gone is no reason to stop.
        void Promise.resolve(onProgress(run, runs)).catch(() => {});
      }
      if (now > sliceEnd) {
        await this.pause(callId);
        // Another call may have used the model in between.
        begin();
        sliceEnd = performance.now() + SLICE_MILLISECONDS;
      }
      model.simulateRun(seed, run, rows);
    }
  }

  private async evaluateInSlices(
    callId: number,
    model: Model,
    scenario: Scenario,
    strategies: Float64Array,
    figures: Float64Array,
  ): Promise<void> {
    const rows = strategies.length / STRATEGY_COLUMNS.length;
    let sliceEnd = performance.now() + SLICE_MILLISECONDS;
    model.beginEvaluation(scenario);
    for (let from = 0; from < rows; from += ROWS_PER_LOOK) {
      if (performance.now() > sliceEnd) {
        await this.pause(callId);
        // Another call may have used the model in between.
        model.beginEvaluation(scenario);
        sliceEnd = performance.now() + SLICE_MILLISECONDS;
      }
      model.evaluate(strategies, from, Math.min(ROWS_PER_LOOK, rows - from, MOST_ROWS), figures);
    }
  }
}

/** Makes a scenario the one that runs are of. Answers what makes it so again. */
function beginSimulation(model: Model, scenario: Scenario): () => void {
  const estimate = model.estimate(scenario);
  const rates = findRunRates(scenario, (changed) => model.estimate(changed));
  const begin = (): void => model.beginSimulation(scenario, estimate, rates);
  begin();
  return begin;
}

function findFitting(model: Model, scenario: Scenario, candidates: readonly NearbyStrategy[]): NearestValid | null {
  const rows = new Float64Array(candidates.length * STRATEGY_COLUMNS.length);
  candidates.forEach(({ strategy }, row) => {
    rows.set(toRow(strategy), row * STRATEGY_COLUMNS.length);
  });
  const figures = new Float64Array(candidates.length * EVALUATION_COLUMNS.length);
  model.beginEvaluation(scenario);
  model.evaluate(rows, 0, candidates.length, figures);
  for (const [row, { strategy, changed }] of candidates.entries()) {
    const [stepSeconds = 0, memoryBytes = 0, fits = 0] = figures.subarray(row * EVALUATION_COLUMNS.length);
    if (fits === 1 && stepSeconds > 0) return { strategy, stepSeconds, memoryBytes, changed };
  }
  return null;
}

/** A strategy as a row of the contract's columns. */
export function toRow(strategy: StrategyInputs): number[] {
  return STRATEGY_COLUMNS.map((column) => {
    if (column === 'sharding') return SHARDINGS.indexOf(strategy.sharding);
    if (column === 'recompute') return RECOMPUTES.indexOf(strategy.recompute);
    return strategy[column];
  });
}

function fail(code: EngineError['code'], params: EngineError['params'] = {}): { ok: false; error: EngineError } {
  return { ok: false, error: { code, params } };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
