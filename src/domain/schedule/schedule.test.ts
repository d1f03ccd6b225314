import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { estimatePlan } from '../../cli/estimate-plan.ts';
import { loadCatalog } from '../../cli/load-catalog.ts';
import { loadEngine } from '../../cli/load-engine.ts';
import { SCHEDULE_ASSUMPTIONS } from '../assumptions/schedule-assumptions.ts';
import type { Estimate } from '../estimate/estimate.ts';
import { createEmptyPlan } from '../plan/create-empty-plan.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import { buildDrawing } from '../topology/build-drawing.ts';
import { addDays } from './calendar.ts';
import { checkStageMemory } from './check-stage-memory.ts';
import { scheduleRun } from './schedule-run.ts';

const catalog = loadCatalog();
const ACCELERATORS = 128;

function createPlan(): PlanDocument {
  const plan = createEmptyPlan();
  plan.drawing = buildDrawing(
    [
      { id: 'node', kind: 'node', count: 16, catalogId: 'dgx-h100' },
      { id: 'leaf', kind: 'switch', count: 8, catalogId: 'qm9700' },
    ],
    [{ from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' }],
  );
  plan.strategy.tensor = 2;
  plan.schedule.orderDate = '2027-01-30';
  plan.schedule.stages = [
    { name: 'Warm-up', tokens: 5e10, sequenceLengthTokens: 4096, globalBatchSequences: 512, place: 'before' },
    { name: 'Long context', tokens: 1e11, sequenceLengthTokens: 16_384, globalBatchSequences: 256, place: 'after' },
  ];
  return plan;
}

let estimate: Estimate;
beforeAll(async () => {
  const result = await estimatePlan(createPlan(), catalog, loadEngine());
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  estimate = result.output;
}, 120_000);

const close = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(b)));

function runWith(overrides: Record<string, number>, choices: Record<string, string> = {}) {
  const plan = createPlan();
  plan.assumptions = { choices, overrides };
  return scheduleRun(plan, catalog, estimate, ACCELERATORS);
}

describe('a schedule', () => {
  it('follows the stages without gaps; its training is the wall time of the run, its hours and money are the run’s', () => {
    fc.assert(
      fc.property(
        fc.record({
          leadSeconds: fc.integer({ min: 0, max: 3e7 }),
          hostsPerDay: fc.double({ min: 0.01, max: 1e4, noNaN: true }),
          burnInSeconds: fc.integer({ min: 0, max: 3e6 }),
          evaluationEverySteps: fc.integer({ min: 1, max: 1e6 }),
          evaluationSeconds: fc.integer({ min: 0, max: 1e5 }),
        }),
        (overrides) => {
          const { schedule } = runWith(overrides);
          let at = 0;
          for (const phase of schedule.phases) {
            close(phase.startDays, at);
            close(
              phase.parts.reduce((sum, { days }) => sum + days, 0),
              phase.endDays - phase.startDays,
            );
            at = phase.endDays;
          }
          close(schedule.finishDays, at);
          const training = schedule.phases.filter(({ kind }) => kind === 'training');
          expect(training.map(({ label }) => label)).toEqual(['Warm-up', 'Main stage', 'Long context']);
          const parts = training.flatMap((phase) => phase.parts);
          const daysOf = (isMeant: (key: string) => boolean) =>
            parts.reduce((sum, { key, days }) => (isMeant(key) ? sum + days : sum), 0);
          close(
            daysOf((key) => key !== 'evaluation'),
            estimate.run.wallSeconds / 86_400,
          );
          close(
            daysOf((key) => key === 'evaluation'),
            schedule.evaluationDays,
          );
          expect(schedule.evaluations).toBe(Math.floor(estimate.run.steps / overrides.evaluationEverySteps));
          const own = (overrides.burnInSeconds + schedule.evaluationDays * 86_400) / 3600;
          close(schedule.acceleratorHours, estimate.run.acceleratorHours + ACCELERATORS * own);
          const price = estimate.cost.headlineUsd / estimate.run.acceleratorHours;
          close(schedule.trainingUsd + schedule.evaluationUsd, price * schedule.acceleratorHours);
        },
      ),
    );
  });

  it('ends when the training does where hardware is rented, and says the day', () => {
    const { schedule } = runWith({});
    expect(schedule.phases.map(({ kind }) => kind)).toEqual(['training', 'training', 'training']);
    close(schedule.finishDays, estimate.run.wallSeconds / 86_400);
    expect(schedule.finishDate).toBe(addDays('2027-01-30', schedule.finishDays));
    const owned = runWith({}, { paymentBasis: 'own' }).schedule;
    expect(owned.phases.slice(0, 3).map(({ kind }) => kind)).toEqual(['lead', 'delivery', 'burn-in']);
    close(owned.trainingStartDays, 84 + 16 / 64 + 3);
    expect(owned.phases[0]).toMatchObject({
      acceleratorHours: 0,
      usd: 0,
      startDate: '2027-01-30',
      endDate: '2027-04-24',
    });
  });

  it('counts days of the calendar', () => {
    expect(addDays('2027-01-30', 2.9)).toBe('2027-02-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-12-31', 365)).toBe('2028-12-30');
    expect(addDays('2100-02-28', 1)).toBe('2100-03-01');
    expect(addDays('2199-12-31', 1e7)).toBeNull();
  });

  it('says which stage does not fit into memory', () => {
    expect(checkStageMemory(estimate)).toEqual([]);
    const stages = estimate.run.stages.map((stage) => ({
      ...stage,
      memoryFits: stage.place !== 'after',
      memoryBytes: estimate.memory.capacityBytes + 1024 ** 3,
    }));
    const problems = checkStageMemory({ ...estimate, run: { ...estimate.run, stages } });
    expect(problems.map(({ message }) => message)).toEqual([
      'Stage “Long context” does not fit: 1\u00a0GiB more than the accelerator has.',
    ]);
  });
});

describe('assumptions of the calendar', () => {
  it('each move the schedule or the limits', () => {
    const ground = { evaluationEverySteps: 1000, servingTokens: 1e12, servingUsdPerMillionTokens: 2 };
    const flat = JSON.stringify(runWith(ground));
    for (const { key, max } of SCHEDULE_ASSUMPTIONS) {
      expect(JSON.stringify(runWith({ ...ground, [key]: Math.min(max, 7) })), key).not.toBe(flat);
    }
  });
});

describe('budgets', () => {
  it('are none where the plan sets none', () => {
    expect(runWith({}).budgets).toEqual([]);
  });

  it('are broken just above the limit, and say by how much and what would mend it', () => {
    const { schedule } = runWith({ evaluationEverySteps: 1000, servingTokens: 1e12, servingUsdPerMillionTokens: 2 });
    const actual: Record<string, number> = {
      'budget.trainingUsd': schedule.trainingUsd,
      'budget.evaluationUsd': schedule.evaluationUsd,
      'budget.servingUsd': 2e6,
      'budget.finishSeconds': schedule.finishDays * 86_400,
      'budget.energyJoules': estimate.power.energyJoules,
      'budget.peakWatts': estimate.power.peakFacilityWatts,
      'budget.carbonKg': estimate.power.operationalCarbonKg + estimate.power.embodiedCarbonKg,
    };
    const serving = { evaluationEverySteps: 1000, servingTokens: 1e12, servingUsdPerMillionTokens: 2 };
    for (const [key, value] of Object.entries(actual)) {
      const [kept] = runWith({ ...serving, [key]: value * 1.001 }).budgets;
      expect(kept, key).toMatchObject({ key, isBroken: false, message: null, mend: null });
      const [broken] = runWith({ ...serving, [key]: value * 0.75 }).budgets;
      expect(broken, key).toMatchObject({ key, isBroken: true });
      close(broken?.over ?? 0, value * 0.25);
      expect(broken?.message, key).toMatch(/more than the limit of/);
      expect(broken?.mend?.length, key).toBeGreaterThan(10);
    }
  });

  it('advise what keeps the limit', async () => {
    const limit = estimate.run.wallSeconds * 0.75;
    const [broken] = runWith({ 'budget.finishSeconds': limit }).budgets;
    const [, billions = ''] = /at most ([\d.]+)B/.exec(broken?.mend ?? '') ?? [];
    const plan = createPlan();
    plan.workload.trainingTokens = Number(billions) * 1e9;
    plan.assumptions.overrides = { 'budget.finishSeconds': limit };
    const shorter = await estimatePlan(plan, catalog, loadEngine());
    if (!shorter.ok) throw new Error(JSON.stringify(shorter.failure));
    expect(shorter.output.budgets).toMatchObject([{ isBroken: false }]);
  });
});
