import { describe, expect, it } from 'vitest';
import { loadEngine } from '../../cli/load-engine.ts';
import { estimateForOverlay, templatePlan } from '../../cli/testing/estimate-plan.ts';
import { compileScenario } from '../estimate/compile-scenario.ts';
import { buildSensitivityOverlay, summarize } from '../overlay/sensitivity-overlay.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import { listVariants } from './list-variants.ts';
import { type Sensitivity, sortRows } from './sensitivity.ts';

const engine = loadEngine();

async function find(plan: PlanDocument): Promise<Sensitivity> {
  const { catalog, estimate } = await estimateForOverlay(plan);
  const { variants, linksLeftOut } = listVariants(plan, catalog);
  const rows = [];
  for (const { plan: changed, catalog: other, ...variant } of variants) {
    const compiled = compileScenario(changed, other);
    const answer = compiled.ok ? await engine.estimate(1, compiled.scenario) : null;
    const savedSeconds = answer?.ok === true ? estimate.step.seconds - answer.value.step.seconds : null;
    rows.push({ ...variant, savedSeconds });
  }
  return { stepSeconds: estimate.step.seconds, rows: sortRows(rows), linksLeftOut };
}

describe('sensitivities', () => {
  it('of a run that computes most of the time: compute first, never more than all of it', async () => {
    const plan = templatePlan('llama3-405b-16k');
    const found = await find(plan);
    const more = found.rows.filter(({ kind }) => kind === 'more');
    expect(more[0]).toMatchObject({ part: 'H100 SXM5 80GB', change: '10\u00a0% more compute' });
    for (const { savedSeconds, part } of more) {
      expect(savedSeconds, part).not.toBeNull();
      // More of anything never slows a step, and a tenth more of one part never saves more than 1 − 1 ÷ 1.1 of it.
      expect(savedSeconds ?? 0, part).toBeGreaterThanOrEqual(-1e-6 * found.stepSeconds);
      expect((savedSeconds ?? 0) / found.stepSeconds, part).toBeLessThan(0.0911);
    }
    // Storage has no part in a step; the three other links have, each with a cable more and a faster kind.
    const links = new Set(Object.keys(plan.drawing.links));
    const looked = new Set(found.rows.flatMap(({ itemIds }) => itemIds.filter((id) => links.has(id))));
    expect(looked.size).toBe(links.size - 1);
    expect(summarize(found)).toContain('H100 SXM5 80GB: 10\u00a0% more compute saves');
    const overlay = buildSensitivityOverlay(plan.drawing, found);
    expect([...overlay.byBlock.values()].some(({ isAlarm }) => isAlarm)).toBe(true);
    expect([...overlay.byLink.values()].length).toBe(links.size - 1);
  });

  it('of a run whose gradients wait for a thin uplink: that uplink, and a remedy for it', async () => {
    const base = templatePlan('llama3-405b-16k');
    const [thin] = Object.values(base.drawing.links).filter(
      ({ from }) => base.drawing.blocks[from]?.name === 'Rack switch',
    );
    if (thin === undefined) throw new Error('no uplink');
    const link = { ...thin, bandwidthBytesPerSecond: 2e9 };
    const found = await find({
      ...base,
      drawing: { ...base.drawing, links: { ...base.drawing.links, [link.id]: link } },
    });
    const uplink = found.rows.find(({ id }) => id === `bandwidth ${link.id}`);
    const cable = found.rows.find(({ id }) => id === `cable ${link.id}`);
    expect((uplink?.savedSeconds ?? 0) / found.stepSeconds).toBeGreaterThan(0.03);
    // One more of sixteen cables is a sixteenth more.
    const share = (cable?.savedSeconds ?? 0) / (uplink?.savedSeconds ?? 1);
    expect(share).toBeGreaterThan(0.5);
    expect(share).toBeLessThan(0.8);
    expect(cable?.command).not.toBeNull();
    expect(found.rows.find(({ kind }) => kind === 'remedy')?.itemIds).toEqual([link.id]);
  });

  it('changes parts that are alike together', async () => {
    const plan = templatePlan('two-sites');
    const { catalog } = await estimateForOverlay(plan);
    const { variants } = listVariants(plan, catalog);
    const counted = variants.filter(({ id }) => id.startsWith('bandwidth')).flatMap(({ itemIds }) => itemIds);
    expect(new Set(counted).size).toBe(counted.length);
    expect(variants.some(({ itemIds }) => itemIds.length > 1)).toBe(true);
  });

  it('says that it is being computed until it is', () => {
    const overlay = buildSensitivityOverlay({ blocks: {} }, null);
    expect(overlay.summary).toContain('Being computed');
    expect(overlay.legend.ends).toBeNull();
  });
});
