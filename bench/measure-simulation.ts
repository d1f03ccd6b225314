/** How fast runs are simulated: the project's measure is 10,000 runs of 90 days on 16,384 accelerators, one core. */
import { readFile } from 'node:fs/promises';
import { compileModel } from '../workers/build/compile-model.ts';
import { createEngine } from '../workers/runtime/engine.ts';
import { loadModel } from '../workers/runtime/load-model.ts';
import { compileOrThrow, openExample } from './bench-plans.ts';
import { median, printLine } from './print-line.ts';

const ROUNDS = 5;
const RUNS = 10_000;
const SECONDS = 90 * 86_400;

/** Prints the seconds that {@link RUNS} runs take, with machines always ready and with spares and repairs. */
export async function measureSimulation(): Promise<void> {
  const engine = createEngine(async () => loadModel(new Uint8Array(await readFile((await compileModel()).path))));
  const example = compileOrThrow(openExample('llama3-405b-16384-h100'));
  const estimate = await engine.estimate(1, example);
  if (!estimate.ok) throw new Error(estimate.error.code);
  const longer = SECONDS / estimate.value.run.wallSeconds;
  const training = { ...example.training, trainingTokens: example.training.trainingTokens * longer };
  for (const sparePool of ['always-ready', 'own'] as const) {
    const reliability = { ...example.economy.reliability, sparePool };
    const scenario = { ...example, training, economy: { ...example.economy, reliability } };
    const rounds: { wall: number; processor: number }[] = [];
    let days = 0;
    let interruptionsPerDay = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now();
      const used = process.cpuUsage();
      const result = await engine.simulate(2, scenario, { runs: RUNS, seed: round }, () => {});
      if (!result.ok) throw new Error(result.error.code);
      const { user, system } = process.cpuUsage(used);
      rounds.push({ wall: (performance.now() - start) / 1000, processor: (user + system) / 1e6 });
      days = result.value.wallSeconds.mean / 86_400;
      interruptionsPerDay = result.value.interruptions.mean / days;
    }
    printLine(`simulation: ${sparePool}`, 's', {
      seconds: median(rounds.map(({ wall }) => wall)),
      processorSeconds: median(rounds.map(({ processor }) => processor)),
      fastest: Math.min(...rounds.map(({ wall }) => wall)),
      runs: RUNS,
      days,
      interruptionsPerDay,
      accelerators: example.strategy.accelerators,
    });
  }
}
