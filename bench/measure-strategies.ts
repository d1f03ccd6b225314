/**
 * How long one strategy takes: a model of a trillion parameters on 16,384 H100, strategies drawn at random from all that divide, one core,
 * WebAssembly. A call checks the scenario, places the groups, times every operation and collective of a layer, deals the layers, takes
 * the pipeline's closed form (or a short simulation where there is none) and fills the memory of all ranks.
 */
import { readFile } from 'node:fs/promises';
import type { Scenario } from '../src/domain/estimate/scenario.ts';
import type { PlanDocument } from '../src/domain/plan/plan-document.ts';
import { listNearestValid } from '../src/domain/strategy/nearest-valid.ts';
import { compileModel } from '../workers/build/compile-model.ts';
import { EVALUATION_COLUMNS, STRATEGY_COLUMNS } from '../workers/contract.ts';
import { toRow } from '../workers/runtime/engine.ts';
import { loadModel } from '../workers/runtime/load-model.ts';
import { compileOrThrow, openExample } from './bench-plans.ts';
import { median, printLine } from './print-line.ts';

const STRATEGIES = 2000;
const REPEATS = 20;
const ROUNDS = 5;

/** What shapes the operations of a layer comes first: tensor, context, expert, micro-batch, recompute, sharding; then the rest. */
const COMPARED_COLUMNS = [0, 1, 4, 5, 7, 6, 2, 3];

/** Numbers from 0 to 1, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The published Llama 3 cluster with a plain strategy, to start from. */
function plainPlan(): PlanDocument {
  const plan = openExample('llama3-405b-16384-h100');
  const { strategy } = plan;
  strategy.context = 1;
  strategy.pipeline = 8;
  strategy.virtualStages = 1;
  strategy.schedule = '1f1b';
  return plan;
}

/** One model with experts from the catalogue, and a dense one: 128 layers of 25,600, 1.0 trillion parameters. */
function trillionParameterScenarios(): readonly (readonly [string, Scenario])[] {
  const sparse = plainPlan();
  sparse.workload.model = { kind: 'catalog', modelId: 'kimi-k2' };
  sparse.strategy.expert = 8;
  const base = compileOrThrow(plainPlan());
  const shape = { layers: 128, hidden: 25_600, heads: 160, kvHeads: 16, headDim: 160, ffn: 81_920, gatedMlp: true };
  return [
    ['Kimi K2, 1.0T with experts, on 16,384 H100', compileOrThrow(sparse)],
    ['dense, 1.0T, on 16,384 H100', { ...base, model: { ...base.model, ...shape } }],
  ];
}

/** Prints the seconds of one strategy by itself, and of one of many in the order of the search. */
export async function measureStrategies(): Promise<void> {
  const model = await loadModel(new Uint8Array(await readFile((await compileModel()).path)));
  for (const [name, scenario] of trillionParameterScenarios()) {
    const { model: architecture, training, strategy } = scenario;
    const all = listNearestValid({ architecture, training, strategy });
    const draw = seeded(405);
    const drawn = Array.from({ length: STRATEGIES }, () => all[Math.floor(draw() * all.length)]);
    const rows = drawn.map((candidate) => toRow((candidate ?? { strategy }).strategy));
    const flat = Float64Array.from(rows.flat());
    const figures = new Float64Array(rows.length * EVALUATION_COLUMNS.length);
    model.beginEvaluation(scenario);
    model.evaluate(flat, 0, rows.length, figures);
    const alone = rows.map((_, row) => {
      const start = performance.now();
      for (let turn = 0; turn < REPEATS; turn++) model.evaluate(flat, row, 1, figures);
      return (1000 * (performance.now() - start)) / REPEATS;
    });
    const figuresOf = { model: name, strategies: STRATEGIES };
    const sorted = alone.toSorted((a, b) => a - b);
    printLine('one strategy by itself in WebAssembly, nothing kept from the one before', 'microseconds', {
      ...figuresOf,
      median: median(alone),
      ninetieth: sorted[Math.floor(0.9 * sorted.length)] ?? 0,
    });

    const ordered = rows.toSorted((a, b) =>
      COMPARED_COLUMNS.reduce((order, column) => order || (a[column] ?? 0) - (b[column] ?? 0), 0),
    );
    const inOrder = Float64Array.from(ordered.flat());
    const rounds = Array.from({ length: ROUNDS }, () => {
      const start = performance.now();
      model.evaluate(inOrder, 0, inOrder.length / STRATEGY_COLUMNS.length, figures);
      return (1000 * (performance.now() - start)) / rows.length;
    });
    printLine('mean of many strategies in the order of the search in WebAssembly', 'microseconds', {
      ...figuresOf,
      median: median(rounds),
    });
  }
}
