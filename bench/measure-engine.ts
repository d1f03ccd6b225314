/** How fast the model is: one core, WebAssembly, and the same source as plain JavaScript. */
import '../workers/build/portable-globals.ts';
import { readFile } from 'node:fs/promises';
import type { Scenario } from '../src/domain/estimate/scenario.ts';
import { listNearestValid } from '../src/domain/strategy/nearest-valid.ts';
import { compileModel } from '../workers/build/compile-model.ts';
import { EVALUATION_COLUMNS, STRATEGY_COLUMNS } from '../workers/contract.ts';
import { toRow } from '../workers/runtime/engine.ts';
import { loadModel, type Model } from '../workers/runtime/load-model.ts';
import { packScenario } from '../workers/runtime/pack-scenario.ts';
import { compileOrThrow, openExample } from './bench-plans.ts';
import { median, printLine } from './print-line.ts';

/** What shapes the operations of a layer comes first: tensor, context, expert, micro-batch, recompute, sharding; then the rest. */
const COMPARED_COLUMNS = [0, 1, 4, 5, 7, 6, 2, 3];

const ROUNDS = 7;
const SLICE_MILLISECONDS = 400;

/** Calls per second, the median over several rounds. */
function countPerSecond(work: () => void, perCall = 1): number {
  for (const end = performance.now() + SLICE_MILLISECONDS; performance.now() < end; ) work();
  const rates = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    let calls = 0;
    while (performance.now() - start < SLICE_MILLISECONDS) {
      work();
      calls++;
    }
    return (1000 * perCall * calls) / (performance.now() - start);
  });
  return median(rates);
}

/** Pipeline and micro-batches of the step whose simulation is timed, and the tensor ranks beside it. */
const DEEP = { pipeline: 64, microBatches: 512, tensor: 8 };

/** Prints how long one deep step takes: its estimate, which simulates it, and its timeline, which also writes every box. */
function measureDeepStep(model: Model): void {
  const scenario = compileOrThrow(openExample('llama3-405b-16384-h100'));
  const data = scenario.strategy.accelerators / (DEEP.pipeline * DEEP.tensor);
  for (const schedule of ['1f1b', 'gpipe', 'zb-h1', 'zb-v', 'dualpipe'] as const) {
    const deep: Scenario = {
      ...scenario,
      // Two layers for each of the two stages that ZB-V has on a rank.
      model: { ...scenario.model, layers: 4 * DEEP.pipeline },
      training: { ...scenario.training, globalBatchSequences: data * DEEP.microBatches },
      strategy: {
        ...scenario.strategy,
        schedule,
        tensor: DEEP.tensor,
        context: 1,
        pipeline: DEEP.pipeline,
        virtualStages: schedule === 'zb-v' ? 2 : 1,
        data,
        shardingGroupSize: data,
        microBatchSequences: 1,
      },
    };
    const figures = { schedule, stages: DEEP.pipeline, microBatches: DEEP.microBatches };
    const estimate = 1000 / countPerSecond(() => model.estimate(deep));
    printLine('simulated step of a deep pipeline in WebAssembly', 'milliseconds', { ...figures, median: estimate });
    const timeline = 1000 / countPerSecond(() => model.timeline(deep));
    printLine('timeline of a deep pipeline in WebAssembly', 'milliseconds', { ...figures, median: timeline });
  }
}

/** Prints estimates and evaluated strategies per second, for a dense model and one with experts. */
export async function measureEngine(): Promise<void> {
  const model = await loadModel(new Uint8Array(await readFile((await compileModel()).path)));
  measureDeepStep(model);
  const asJavaScript = await import('../workers/model/index.ts');
  for (const id of ['llama3-405b-16384-h100', 'deepseek-v3-2048-h800']) {
    const scenario = compileOrThrow(openExample(id));
    const estimates = countPerSecond(() => model.estimate(scenario));
    printLine('estimates in WebAssembly', 'per second and core', { plan: id, median: estimates });

    const { model: architecture, training, strategy } = scenario;
    // In the order of a search: neighbours share what they can.
    const candidates = listNearestValid({ architecture, training, strategy })
      .map((candidate) => toRow(candidate.strategy))
      .sort((a, b) => COMPARED_COLUMNS.reduce((order, column) => order || (a[column] ?? 0) - (b[column] ?? 0), 0))
      .slice(0, 2048);
    const rows = Float64Array.from(candidates.flat());
    const figures = new Float64Array(candidates.length * EVALUATION_COLUMNS.length);
    model.beginEvaluation(scenario);
    const inWasm = countPerSecond(() => model.evaluate(rows, 0, candidates.length, figures), candidates.length);

    packScenario(scenario, asJavaScript.scenario);
    for (let at = 0; at < candidates.length * STRATEGY_COLUMNS.length; at++)
      asJavaScript.strategies[at] = rows[at] ?? 0;
    const inJavaScript = countPerSecond(() => asJavaScript.evaluate(candidates.length), candidates.length);
    printLine('strategies evaluated in WebAssembly', 'per second and core', { plan: id, median: inWasm });
    printLine('strategies evaluated as JavaScript', 'per second and core', { plan: id, median: inJavaScript });
    printLine('WebAssembly against JavaScript', 'times as fast', { plan: id, ratio: inWasm / inJavaScript });
  }
}
