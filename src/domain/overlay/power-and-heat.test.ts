import { describe, expect, it } from 'vitest';
import { estimateForOverlay, templatePlan } from '../../cli/testing/estimate-plan.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import { TEMPLATES } from '../plan/templates/templates.ts';
import { countAccelerators } from '../topology/summarize-drawing.ts';
import { findBlockPower } from './block-power.ts';
import { buildHeatOverlay } from './heat-overlay.ts';
import { buildPowerOverlay } from './power-overlay.ts';

function withBlock(plan: PlanDocument, id: string, fields: object): PlanDocument {
  const block = plan.drawing.blocks[id];
  if (block === undefined) throw new Error(id);
  return {
    ...plan,
    drawing: { ...plan.drawing, blocks: { ...plan.drawing.blocks, [id]: { ...block, ...fields } } },
  };
}

const idOf = (plan: PlanDocument, name: string): string =>
  Object.values(plan.drawing.blocks).find((block) => block.name === name)?.id ?? '';

describe('power of single blocks', () => {
  it.each(TEMPLATES)('adds up to the power of the equipment in $name', async (template) => {
    const plan = template.create();
    const { catalog, scenario, estimate } = await estimateForOverlay(plan);
    const powers = findBlockPower(plan.drawing, catalog, scenario.economy.power, estimate.power);
    const tops = Object.values(plan.drawing.blocks).filter((block) => block.parent === null);
    const peak = tops.reduce((sum, { id }) => sum + (powers.get(id)?.totalPeakWatts ?? 0), 0);
    const average = tops.reduce((sum, { id }) => sum + (powers.get(id)?.totalAverageWatts ?? 0), 0);
    // Transceivers are the cables', not the blocks'.
    const { opticsWatts, accelerators } = scenario.economy.power;
    const drawn = countAccelerators(plan.drawing, catalog).total;
    const shares = [
      peak / (estimate.power.peakItWatts - opticsWatts),
      average / (estimate.power.averageItWatts - opticsWatts),
    ];
    // Drawn accelerators that stand by are shown as if they worked; the power of the job leaves them out.
    for (const share of shares) {
      if (drawn === accelerators) expect(share).toBeCloseTo(1, 6);
      else expect(share).toBeGreaterThan(1);
    }
  });

  it('counts what is inside, and nothing for what has failed', async () => {
    const plan = templatePlan('llama3-405b-16k');
    const rack = idOf(plan, 'Rack');
    const inputs = await estimateForOverlay(plan);
    const { catalog, scenario, estimate } = inputs;
    const whole = findBlockPower(plan.drawing, catalog, scenario.economy.power, estimate.power);
    const node = whole.get(idOf(plan, 'HGX H100'));
    const tor = whole.get(idOf(plan, 'Rack switch'));
    expect(whole.get(rack)?.peakWatts).toBeCloseTo(2 * (node?.peakWatts ?? 0) + (tor?.peakWatts ?? 0), 6);
    const failed = withBlock(plan, rack, { exceptions: [{ index: 3, state: 'failed', speedFraction: 0 }] });
    const less = findBlockPower(failed.drawing, catalog, scenario.economy.power, estimate.power);
    expect((less.get(rack)?.totalPeakWatts ?? 0) / (whole.get(rack)?.totalPeakWatts ?? 1)).toBeCloseTo(1023 / 1024, 9);
    expect(less.get(rack)?.peakWatts).toBeCloseTo(whole.get(rack)?.peakWatts ?? 0, 6);
  });
});

describe('the overlay of power', () => {
  it('says watts of one and of all, and hatches what is over its limit', async () => {
    const plan = templatePlan('llama3-405b-16k');
    const rack = idOf(plan, 'Rack');
    const roomy = withBlock(plan, rack, { powerLimitWatts: 40_000 });
    const tight = withBlock(plan, rack, { powerLimitWatts: 12_000 });
    const overlayOf = async (variant: PlanDocument) => {
      const { catalog, scenario, estimate } = await estimateForOverlay(variant);
      return buildPowerOverlay(variant.drawing, catalog, scenario, estimate);
    };
    const fits = await overlayOf(roomy);
    expect(fits.byBlock.get(rack)).toMatchObject({ isAlarm: false, level: null });
    expect(fits.byBlock.get(rack)?.words).toMatch(/kW each at its peak, .* of its limit of 40\u00a0kW/);
    expect(fits.legend.alarm).toBeNull();
    const over = await overlayOf(tight);
    expect(over.byBlock.get(rack)).toMatchObject({ isAlarm: true });
    expect(over.byBlock.get(rack)?.words).toContain('over its limit of 12\u00a0kW');
    expect(over.summary).toContain('Over its limit: Rack');
    const levels = [...over.byBlock.values()].flatMap(({ level }) => (level === null ? [] : [level]));
    expect(Math.max(...levels)).toBe(1);
  });
});

describe('the overlay of heat', () => {
  it('compares drawn racks with what the cooling takes away', async () => {
    const plan = templatePlan('llama3-405b-16k');
    const rack = idOf(plan, 'Rack');
    const inputs = await estimateForOverlay(plan);
    const air = buildHeatOverlay(plan, inputs.catalog, inputs.scenario, inputs.estimate);
    // Two nodes and a switch, 17 kW, stay under the 30 kW of air.
    expect(air.byBlock.get(rack)).toMatchObject({ isAlarm: false });
    expect(air.byBlock.get(rack)?.words).toContain('air, contained aisles takes away 30\u00a0kW');
    const used = { ...plan, strategy: { ...plan.strategy, acceleratorsUsed: 16_384 } };
    const dense = withBlock(used, idOf(plan, 'HGX H100'), { count: 4 });
    const hot = await estimateForOverlay(dense);
    const overlay = buildHeatOverlay(dense, hot.catalog, hot.scenario, hot.estimate);
    expect(overlay.byBlock.get(rack)).toMatchObject({ isAlarm: true });
    expect(overlay.summary).toContain('Hotter than air, contained aisles can cool: Rack');
    expect(overlay.byBlock.get(idOf(dense, 'HGX H100'))).toBeUndefined();
  });

  it('takes racks of a machine of their own by the limit of such racks', async () => {
    const plan = templatePlan('gb200-nvl72-rows');
    const { catalog, scenario, estimate } = await estimateForOverlay(plan);
    const overlay = buildHeatOverlay(plan, catalog, scenario, estimate);
    const rack = Object.values(plan.drawing.blocks).find(({ catalogId }) => catalogId === 'gb200-nvl72');
    expect(overlay.byBlock.get(rack?.id ?? '')?.words).toContain('130\u00a0kW');
  });
});
