/** The model as WebAssembly against the same source as plain TypeScript, on random scenarios. */
import '../build/portable-globals.ts';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileModel } from '../build/compile-model.ts';
import * as abi from '../model/abi.ts';
import * as plain from '../model/index.ts';
import { packScenario } from './pack-scenario.ts';
import { randomScenario, seededDraws } from './testing/sample-scenario.ts';

interface Compiled {
  readonly memory: WebAssembly.Memory;
  readonly scenario: WebAssembly.Global;
  readonly result: WebAssembly.Global;
  readonly strategies: WebAssembly.Global;
  readonly evaluations: WebAssembly.Global;
  estimate(): number;
  evaluate(count: number): number;
}

const SCENARIOS = 600;
const CHECKED_SCENARIOS = 300;
const BOUND = 1e-12;
let compiled: Compiled;

function view(global: WebAssembly.Global, length: number): Float64Array {
  return new Float64Array(compiled.memory.buffer, Number(global.value), length);
}

/** Largest relative difference, and where. */
function worstDifference(a: Float64Array, b: ArrayLike<number>): { difference: number; at: number } {
  let worst = { difference: 0, at: -1 };
  for (let at = 0; at < a.length; at += 1) {
    const [left, right] = [a[at] ?? Number.NaN, b[at] ?? Number.NaN];
    const difference = left === right ? 0 : Math.abs(left - right) / Math.max(Math.abs(left), Math.abs(right), 1e-300);
    if (!(difference <= worst.difference)) worst = { difference, at };
  }
  return worst;
}

beforeAll(async () => {
  const model = await compileModel();
  compiled = (await WebAssembly.instantiate(readFileSync(model.path), {})).instance.exports as unknown as Compiled;
});

describe('the two builds of the model', () => {
  it('give the same estimate', () => {
    const draw = seededDraws(20_261_121);
    let answered = 0;
    for (let run = 0; run < SCENARIOS; run += 1) {
      const scenario = randomScenario(draw);
      packScenario(scenario, plain.scenario);
      packScenario(scenario, view(compiled.scenario, abi.SCENARIO_LENGTH));
      const status = plain.estimate();
      expect(compiled.estimate(), `status of run ${run}`).toBe(status);
      if (status !== abi.STATUS_OK) continue;
      answered += 1;
      const worst = worstDifference(
        view(compiled.result, abi.ESTIMATE_LENGTH),
        plain.result as unknown as Float64Array,
      );
      expect(worst.difference, `run ${run}, result ${worst.at}`).toBeLessThanOrEqual(BOUND);
    }
    expect(answered).toBeGreaterThan(SCENARIOS * 0.9);
  });

  it('give the same numbers with and without bounds checks, whatever the schedule', async () => {
    const checked = (await WebAssembly.instantiate(readFileSync((await compileModel('debug')).path), {})).instance
      .exports as unknown as Compiled;
    const checkedView = (global: WebAssembly.Global, length: number) =>
      new Float64Array(checked.memory.buffer, Number(global.value), length);
    const draw = seededDraws(20_261_130);
    for (let run = 0; run < CHECKED_SCENARIOS; run += 1) {
      const packed = view(compiled.scenario, abi.SCENARIO_LENGTH);
      packScenario(randomScenario(draw), packed);
      packed[abi.PLAN_SCHEDULE] = Math.floor(6 * draw());
      packed[abi.PLAN_VIRTUAL] = packed[abi.PLAN_SCHEDULE] === 4 ? 2 : (packed[abi.PLAN_VIRTUAL] ?? 1);
      checkedView(checked.scenario, abi.SCENARIO_LENGTH).set(packed);
      // An index out of bounds stops the checked build.
      expect(compiled.estimate(), `status of run ${run}`).toBe(checked.estimate());
      const worst = worstDifference(
        view(compiled.result, abi.ESTIMATE_LENGTH),
        checkedView(checked.result, abi.ESTIMATE_LENGTH),
      );
      expect(worst.difference, `run ${run}, result ${worst.at}`).toBe(0);
    }
  }, 60_000);

  it('evaluate strategies alike', () => {
    const draw = seededDraws(7);
    const scenario = randomScenario(draw);
    packScenario(scenario, plain.scenario);
    packScenario(scenario, view(compiled.scenario, abi.SCENARIO_LENGTH));
    const rows = Array.from({ length: 500 }, () => [
      2 ** Math.floor(draw() * 3),
      1,
      2 ** Math.floor(draw() * 3),
      1 + Math.floor(draw() * 2),
      1,
      1,
      Math.floor(draw() * 4),
      Math.floor(draw() * 4),
    ]).flat();
    view(compiled.strategies, rows.length).set(rows);
    rows.forEach((value, at) => {
      plain.strategies[at] = value;
    });
    expect(compiled.evaluate(500)).toBe(plain.evaluate(500));
    const figures = view(compiled.evaluations, 500 * abi.EVALUATION_STRIDE);
    expect(worstDifference(figures, plain.evaluations as unknown as Float64Array).difference).toBeLessThanOrEqual(
      BOUND,
    );
    expect(figures.some((value) => value > 0)).toBe(true);
  });

  it('refuse what is not finite', () => {
    packScenario(randomScenario(seededDraws(1)), plain.scenario);
    plain.scenario[abi.CHIP_MEMORY_BANDWIDTH] = Number.NaN;
    expect(plain.estimate()).toBe(abi.STATUS_NOT_FINITE);
    plain.scenario[abi.CHIP_MEMORY_BANDWIDTH] = Number.POSITIVE_INFINITY;
    expect(plain.estimate()).toBe(abi.STATUS_NOT_FINITE);
    plain.scenario[abi.CHIP_MEMORY_BANDWIDTH] = 0;
    expect(plain.estimate()).toBe(abi.STATUS_NOT_FINITE);
  });
});
