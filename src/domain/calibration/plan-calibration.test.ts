import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as abi from '../../../workers/model/abi.ts';
import { packScenario } from '../../../workers/runtime/pack-scenario.ts';
import { loadCatalog } from '../../cli/load-catalog.ts';
import { loadNodeModel } from '../../cli/validate/node-model.ts';
import { compileScenario } from '../estimate/compile-scenario.ts';
import type { Scenario } from '../estimate/scenario.ts';
import { setCalibration } from '../plan/commands/set-calibration.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import { applyCalibration, calibrate } from './calibrate.ts';
import { DEFAULT_PRIOR } from './calibration-prior.ts';
import { LARGEST_FACTOR } from './calibration-schema.ts';
import type { CalibrationRun } from './calibration-types.ts';
import { keepMeasurements, recallMeasurements } from './measured-constants.ts';
import { applyFactors } from './multipliers.ts';
import { readMatmulTable } from './parse/matmul-table.ts';
import { readNcclTests } from './parse/nccl-tests-log.ts';
import { listProbes, readSensitivities } from './probe-scenarios.ts';
import { readCollectiveTable, readProductTable } from './table-measurements.ts';
import { createDgxH100Plan } from './testing/h100-plan.ts';
import { toPlanCalibration } from './to-plan-calibration.ts';

const index = loadCatalog();
const model = await loadNodeModel();
const fixture = (name: string) => readFileSync(new URL(`./parse/fixtures/${name}`, import.meta.url), 'utf8');

function secondsOf(scenario: Scenario): number {
  packScenario(scenario, model.scenario);
  expect(model.headline()).toBe(abi.STATUS_OK);
  return model.result[abi.OUT_STEP_SECONDS] ?? Number.NaN;
}

function compile(plan: PlanDocument) {
  const compiled = compileScenario(plan, index);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled;
}

/** The plan with runs that all took `ratio` times what the model says. */
function calibrateTo(plan: PlanDocument, ratio: number, runs: number) {
  const { scenario } = compile(plan);
  const probes = listProbes(scenario);
  const seconds = probes.map((probe) => secondsOf(probe.scenario));
  const step = { predictedSeconds: seconds[0] ?? 0, sensitivities: readSensitivities(probes, seconds) };
  const run: CalibrationRun = { ...step, measuredSeconds: step.predictedSeconds * ratio };
  const calibration = calibrate(new Array(runs).fill(run), DEFAULT_PRIOR);
  const kept = toPlanCalibration(calibration, {
    madeOn: '2026-11-21',
    acceleratorId: 'h100-sxm5-80gb',
    softwareStackId: plan.strategy.softwareStackId,
    levels: scenario.network.levels.length,
    evidence: [],
    step,
  });
  return { step, kept, corrected: applyCalibration(calibration, step) };
}

describe('a calibration in a plan', () => {
  it('moves the step as it said, comes off again, and shows among the inputs', () => {
    const plan = createDgxH100Plan();
    const { step, kept, corrected } = calibrateTo(plan, 1.2, 6);
    expect(corrected.seconds / step.predictedSeconds).toBeGreaterThan(1.12);
    setCalibration(kept).recipe(plan);
    const compiled = compile(plan);
    expect(Math.abs(secondsOf(compiled.scenario) / corrected.seconds - 1)).toBeLessThan(0.01);
    expect(compiled.sources.calibration?.source).toContain('2026-11-21');
    expect(compiled.sources['accelerator.matmulCeiling']?.source).toContain('by calibration');
    expect(kept.residual.after).toBeLessThan(kept.residual.before);
    setCalibration(null).recipe(plan);
    expect(secondsOf(compile(plan).scenario)).toBe(step.predictedSeconds);
  });

  it('says so where it was measured on something else, and leaves that out', () => {
    const plan = createDgxH100Plan();
    const { kept, step } = calibrateTo(plan, 1.2, 6);
    plan.calibration = { ...kept, acceleratorId: 'b200-sxm-180gb' };
    const compiled = compile(plan);
    expect(compiled.warnings.map(({ code }) => code)).toContain('calibrated-elsewhere');
    expect(secondsOf(compiled.scenario) / step.predictedSeconds).toBeLessThan(1.03);
    expect(compiled.sources['accelerator.matmulCeiling']?.source).not.toContain('by calibration');
  });

  it('lengthens the whole step by the step factor', () => {
    const { scenario } = compile(createDgxH100Plan());
    const ratio = secondsOf(applyFactors(scenario, { stepTime: 1.3 })) / secondsOf(scenario);
    expect(Math.abs(ratio / 1.3 - 1)).toBeLessThan(0.01);
  });

  it('finds sensitivities of the right sign that make up the step', () => {
    const { sensitivities } = calibrateTo(createDgxH100Plan(), 1, 1).step;
    expect(sensitivities.matmulRate).toBeLessThan(-0.3);
    expect(sensitivities.attentionRate).toBeLessThan(0);
    expect(sensitivities.stepTime ?? 0).toBeCloseTo(1, 1);
    const rates = Object.entries(sensitivities).filter(([id]) => id !== 'stepTime');
    expect(rates.reduce((sum, [, slope]) => sum + Math.abs(slope ?? 0), 0)).toBeCloseTo(1, 0);
  });
});

describe('tables', () => {
  const { scenario } = compile(createDgxH100Plan());

  it('finds the level that a table of collectives is about', () => {
    const read = (name: string) => {
      const { table } = readNcclTests(fixture(name));
      if (table === null) throw new Error('no table');
      return readCollectiveTable(table, scenario.network.levels);
    };
    const across = read('all-reduce-64.txt');
    const inside = read('all-gather-8.txt');
    expect(across.ok && across.measurements.map(({ multiplier }) => multiplier)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^bandwidth\./), 'latency.1']),
    );
    expect(inside.ok && inside.measurements[0]).toMatchObject({ multiplier: 'bandwidth.0' });
    for (const reading of [across, inside]) {
      if (!reading.ok) throw new Error(reading.message);
      for (const { logFactor } of reading.measurements) expect(Math.abs(logFactor)).toBeLessThan(1.5);
    }
    const table = readNcclTests(fixture('all-reduce-64.txt')).table;
    if (table === null) throw new Error('no table');
    expect(readCollectiveTable({ ...table, ranks: 4096 }, scenario.network.levels)).toMatchObject({ ok: false });
  });

  it('compares large products with the ceiling, and says when there is none', () => {
    const { products } = readMatmulTable(fixture('products.csv'), 'bf16');
    const reading = readProductTable(products, scenario);
    expect(reading).toMatchObject({ ok: true, count: 4 });
    if (reading.ok) expect(Math.abs(reading.measurements[0]?.logFactor ?? 9)).toBeLessThan(0.3);
    expect(readProductTable(products.slice(-1), scenario)).toMatchObject({ ok: false });
  });

  it('come back out of the plan as they went in, to the digits that are kept', () => {
    const kept = keepMeasurements([
      { multiplier: 'bandwidth.1', logFactor: -0.2, deviation: 0.08 },
      { multiplier: 'latency.1', logFactor: 9, deviation: 0.25 },
    ]);
    const [bandwidth, latency] = recallMeasurements(kept);
    expect(bandwidth).toMatchObject({ multiplier: 'bandwidth.1', deviation: 0.08 });
    expect(bandwidth?.logFactor).toBeCloseTo(-0.2, 3);
    // Beyond what a plan may keep.
    expect(latency?.logFactor).toBeCloseTo(Math.log(LARGEST_FACTOR), 10);
  });
});
