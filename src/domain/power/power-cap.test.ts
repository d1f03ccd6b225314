/** What a power cap does to a plan, through the model. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadEngine } from '../../cli/load-engine.ts';
import { estimateForOverlay, templatePlan } from '../../cli/testing/estimate-plan.ts';
import { findBlockPower } from '../overlay/block-power.ts';
import type { OverlayInputs } from '../overlay/build-overlay.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import { listBlockPower } from './block-rows.ts';
import { capScenario } from './cap-scenario.ts';
import { findBestCaps, fitCapOf, listCaps, toCapRow } from './cap-sweep.ts';
import { describeStepPower } from './describe-step-power.ts';
import { findLimitFit } from './limits.ts';

let base: OverlayInputs;

beforeAll(async () => {
  base = await estimateForOverlay(templatePlan('dgx-h100-superpod'));
  // Compiling the model takes a while on a busy machine.
}, 180_000);

async function estimateAt(cap: number | null) {
  const answer = await loadEngine().estimate(1, capScenario(base.scenario, cap));
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

/** What holds the nodes. */
function holderId(): string {
  const node = Object.values(base.plan.drawing.blocks).find(({ kind }) => kind === 'node');
  if (node?.parent == null) throw new Error('the template has no node inside anything');
  return node.parent;
}

function withLimit(watts: number): PlanDocument['drawing'] {
  const blocks = Object.fromEntries(
    Object.entries(base.plan.drawing.blocks).map(([id, block]) => [
      id,
      id === holderId() ? { ...block, powerLimitWatts: watts } : block,
    ]),
  );
  return { ...base.plan.drawing, blocks };
}

describe('a power cap on a plan', () => {
  it('changes nothing at or above the limit', async () => {
    expect(await estimateAt(700)).toEqual(base.estimate);
    expect(await estimateAt(900)).toEqual(base.estimate);
    expect(await estimateAt(null)).toEqual(base.estimate);
  });

  it('never makes a step faster when it is lowered, and never lets the peak rise', async () => {
    let [seconds, peak] = [base.estimate.step.seconds, base.estimate.power.peakItWatts];
    for (const cap of [...listCaps(base.scenario.economy.power, [])].reverse()) {
      const at = await estimateAt(cap);
      expect(at.step.seconds).toBeGreaterThanOrEqual(seconds * (1 - 1e-12));
      expect(at.power.peakItWatts).toBeLessThanOrEqual(peak * (1 + 1e-12));
      expect(at.power.averageItWatts).toBeLessThanOrEqual(at.power.peakItWatts);
      [seconds, peak] = [at.step.seconds, at.power.peakItWatts];
    }
    expect(seconds).toBeGreaterThan(base.estimate.step.seconds);
  });

  it('leaves memory and links as they are', async () => {
    const at = await estimateAt(450);
    const communication = (estimate: typeof at): number =>
      estimate.step.collectives.reduce((sum, { repeats, seconds }) => sum + repeats * seconds, 0);
    expect(communication(at)).toBeCloseTo(communication(base.estimate), 9);
    expect(at.memory).toEqual(base.estimate.memory);
    expect(at.power.acceleratorOnlyEnergyJoules / at.run.wallSeconds).toBeCloseTo(
      base.estimate.power.acceleratorOnlyEnergyJoules / base.estimate.run.wallSeconds,
      3,
    );
  });

  it('is found that fits drawn limits: at it they hold, a watt more and one does not', () => {
    const holder = holderId();
    const powerAt = (cap: number | null): number =>
      findBlockPower(
        base.plan.drawing,
        base.catalog,
        capScenario(base.scenario, cap).economy.power,
        base.estimate.power,
      ).get(holder)?.peakWatts ?? 0;
    const limit = 0.9 * powerAt(null);
    const drawing = withLimit(limit);
    const fit = findLimitFit(drawing, base.catalog, base.scenario);
    expect(fit.status).toBe('cap');
    const cap = fit.capWatts ?? 0;
    expect(powerAt(cap)).toBeCloseTo(limit, 3);
    expect(powerAt(cap + 1)).toBeGreaterThan(limit);
    expect(findLimitFit(withLimit(2 * limit), base.catalog, base.scenario).status).toBe('fits');
    expect(findLimitFit(withLimit(100), base.catalog, base.scenario).status).toBe('impossible');
    expect(findLimitFit(base.plan.drawing, base.catalog, base.scenario).status).toBe('none');
  });

  it('is swept: the best caps are the least of their columns', async () => {
    const rows = [];
    for (const cap of [300, 500, 700]) rows.push(toCapRow(cap, await estimateAt(cap), 1e12, 550));
    const best = findBestCaps(rows);
    const energies = rows.map(({ energyJoules }) => energyJoules);
    expect(rows.find(({ capWatts }) => capWatts === best.energyWatts)?.energyJoules).toBe(Math.min(...energies));
    expect(best.fitsLimitsWatts).toBe(500);
    expect(rows.map(({ fitsLimits }) => fitsLimits)).toEqual([true, true, false]);
    expect(fitCapOf({ status: 'impossible', capWatts: null })).toBeNull();
    expect(fitCapOf({ status: 'fits', capWatts: null })).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('power block by block', () => {
  it('has every container the sum of what it holds, in average, peak and rating', () => {
    const rows = new Map(
      listBlockPower(base.plan.drawing, base.catalog, base.scenario, base.estimate, null).map((row) => [row.id, row]),
    );
    const blocks = Object.values(base.plan.drawing.blocks);
    for (const block of blocks) {
      const inside = blocks.filter(({ parent }) => parent === block.id);
      const row = rows.get(block.id);
      if (inside.length === 0 || row === undefined) continue;
      const sumOf = (of: 'averageWatts' | 'peakWatts' | 'ratedWatts'): number =>
        inside.reduce((sum, child) => sum + child.count * (rows.get(child.id)?.[of] ?? 0), 0);
      for (const of of ['averageWatts', 'peakWatts', 'ratedWatts'] as const) {
        expect(Math.abs(row[of] - sumOf(of))).toBeLessThanOrEqual(1e-9 * row[of]);
      }
    }
  });

  it('rates a rack of four DGX H100 at 40.8 kW beside its switches', () => {
    const rows = listBlockPower(base.plan.drawing, base.catalog, base.scenario, base.estimate, null);
    const node = rows.find(({ kind }) => kind === 'node');
    expect(node?.ratedWatts).toBe(10_200);
    expect(node?.typicalWatts).toBeCloseTo(7752, 6);
    expect((node?.ratedWatts ?? 0) * 4).toBe(40_800);
  });

  it('swings in a step as the timeline does, and no further than from idle to the peak', async () => {
    const timeline = await loadEngine().timeline(2, base.scenario);
    if (!timeline.ok) throw new Error(timeline.error.code);
    const step = describeStepPower(base.scenario, base.estimate, timeline.value);
    const { acceleratorIdleWatts, acceleratorPeakWatts, accelerators } = base.scenario.economy.power;
    expect(step.swing.amplitudeWatts).toBeGreaterThan(0);
    expect(step.swing.amplitudeWatts).toBeLessThanOrEqual(accelerators * (acceleratorPeakWatts - acceleratorIdleWatts));
    expect(step.swing.peakWatts).toBeLessThanOrEqual(base.estimate.power.peakItWatts);
    const rows = listBlockPower(base.plan.drawing, base.catalog, base.scenario, base.estimate, step.trace);
    for (const { swing, peakWatts, accelerators: inside } of rows) {
      if (swing === null) continue;
      expect(swing.peakWatts).toBeLessThanOrEqual(peakWatts * (1 + 1e-9));
      expect(swing.amplitudeWatts).toBeLessThanOrEqual(
        inside * (acceleratorPeakWatts - acceleratorIdleWatts) * (1 + 1e-9),
      );
    }
  });
});
