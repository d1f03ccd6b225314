import { describe, expect, it } from 'vitest';
import { estimateForOverlay, templatePlan } from '../../cli/testing/estimate-plan.ts';
import { buildOverlay } from './build-overlay.ts';

describe('the overlay of link load', () => {
  it('marks the busiest link of each purpose, with its share of the step', async () => {
    const inputs = await estimateForOverlay(templatePlan('llama3-405b-16k'));
    const { plan, estimate } = inputs;
    const all = buildOverlay('load', inputs);
    const node = Object.values(plan.drawing.blocks).find(({ name }) => name === 'HGX H100')?.id ?? '';
    expect(all?.byBlock.get(node)).toMatchObject({ level: 1, isAlarm: true });
    expect(all?.byBlock.get(node)?.words).toMatch(/^scale-up links busy for .*tensor.*; network adapters busy for/);
    expect(all?.summary).toContain('Busiest: the scale-up links of HGX H100');
    const data = buildOverlay('load-data', inputs);
    const linkOf = (from: string) =>
      Object.values(plan.drawing.links).find((link) => plan.drawing.blocks[link.from]?.name === from)?.id ?? '';
    const uplink = data?.byLink.get(linkOf('Rack switch'));
    const spine = data?.byLink.get(linkOf('Cluster switch'));
    expect(uplink).toMatchObject({ level: 1, isAlarm: true });
    expect(spine?.isAlarm).toBe(false);
    expect(spine?.level).toBeLessThan(0.6);
    expect(data?.summary).toMatch(/link from Rack switch to Cluster switch.*of the time of its collectives/);
    const lasting = estimate.step.collectives
      .filter(({ category }) => category === 'data')
      .reduce((sum, { repeats, seconds }) => sum + repeats * seconds, 0);
    expect(lasting).toBeGreaterThan(0);
    expect(buildOverlay('load-expert', inputs)?.summary).toBe('No expert traffic crosses a link.');
  });

  it('says why where nothing is known link by link', async () => {
    const inputs = await estimateForOverlay(templatePlan('llama3-405b-16k'));
    const overlay = buildOverlay('load', { ...inputs, routing: { ok: false, reason: 'l1 joins equals' } });
    expect(overlay?.summary).toContain('not known: l1 joins equals');
    expect(overlay?.byLink.size).toBe(0);
    expect(overlay?.legend.ends).toBeNull();
  });
});
