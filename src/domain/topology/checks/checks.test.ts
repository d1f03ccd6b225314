import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../cli/load-catalog.ts';
import { estimateForOverlay, templatePlan } from '../../../cli/testing/estimate-plan.ts';
import { compileScenario } from '../../estimate/compile-scenario.ts';
import type { Block, Drawing, Link, PlanDocument } from '../../plan/plan-document.ts';
import { TEMPLATES } from '../../plan/templates/templates.ts';
import { buildDrawing } from '../build-drawing.ts';
import { findOverused, planAfter } from './choose-mend.ts';
import type { Finding, FindingCode } from './finding.ts';
import { runChecks } from './run-checks.ts';

const catalog = loadCatalog();

/** Findings from the drawing alone. */
function checkDrawing(plan: PlanDocument): Finding[] {
  return runChecks({ plan, catalog, compiled: compileScenario(plan, catalog), figures: null });
}

/** Findings with those that rest on figures. */
async function checkAll(plan: PlanDocument): Promise<Finding[]> {
  const compiled = compileScenario(plan, catalog);
  if (!compiled.ok) return runChecks({ plan, catalog, compiled, figures: null });
  const { estimate } = await estimateForOverlay(plan);
  return runChecks({ plan, catalog, compiled, figures: { estimate, of: compiled } });
}

const of = (findings: readonly Finding[], code: FindingCode): Finding[] =>
  findings.filter((finding) => finding.code === code);
const isSame = (a: Finding, b: Finding): boolean => a.code === b.code && a.itemIds[0] === b.itemIds[0];

/** After each mend the finding is gone and no port is overused that was not. */
async function expectMends(plan: PlanDocument, finding: Finding, least = 1): Promise<void> {
  expect(finding.mends.length).toBeGreaterThanOrEqual(least);
  const before = findOverused(plan.drawing, catalog);
  for (const { label, command } of finding.mends) {
    const mended = planAfter(plan, command);
    // What no longer compiles has no findings either: only plans that were broken before may stay so.
    if (compileScenario(plan, catalog).ok) expect(compileScenario(mended, catalog).ok, label).toBe(true);
    expect([...findOverused(mended.drawing, catalog)].filter((id) => !before.has(id))).toEqual([]);
    const still = (await checkAll(mended)).filter((other) => isSame(other, finding));
    expect(still, label).toEqual([]);
  }
}

const idOf = (drawing: Drawing, name: string): string =>
  Object.values(drawing.blocks).find((block) => block.name === name)?.id ?? '';
const linkOf = (drawing: Drawing, from: string): string =>
  Object.values(drawing.links).find((link) => drawing.blocks[link.from]?.name === from)?.id ?? '';

function withBlock(plan: PlanDocument, name: string, fields: Partial<Block>): PlanDocument {
  const id = idOf(plan.drawing, name);
  const block = plan.drawing.blocks[id] as Block;
  return { ...plan, drawing: { ...plan.drawing, blocks: { ...plan.drawing.blocks, [id]: { ...block, ...fields } } } };
}

function withLink(plan: PlanDocument, from: string, fields: Partial<Link>): PlanDocument {
  const id = linkOf(plan.drawing, from);
  const link = plan.drawing.links[id] as Link;
  return { ...plan, drawing: { ...plan.drawing, links: { ...plan.drawing.links, [id]: { ...link, ...fields } } } };
}

const POD = (): PlanDocument => templatePlan('dgx-h100-superpod');

describe('checks of templates', () => {
  it.each(TEMPLATES.map(({ id }) => id))('%s: only free ports', async (id) => {
    const findings = await checkAll(templatePlan(id));
    expect(findings.map(({ code }) => code).filter((code) => code !== 'free-ports')).toEqual([]);
  });

  it('says the ports that are free', async () => {
    expect((await checkAll(templatePlan('edge-site'))).map(({ message }) => message)).toEqual([
      'Switch: 27 of 32 ports (Spectrum-3 SN4700 400GbE) are free.',
    ]);
    const llama = await checkAll(templatePlan('llama3-405b-16k'));
    expect(llama.map(({ message }) => message)).toEqual([
      'Aggregation: 7 of 64 ports (Spectrum-4 SN5400 400GbE) are free on each.',
      'Cluster switch: 8 of 64 ports (Spectrum-4 SN5400 400GbE) are free on each.',
    ]);
    expect(llama.every(({ severity, mends }) => severity === 'information' && mends.length === 0)).toBe(true);
  });
});

describe('ports', () => {
  it('counts what is too few, and offers a bigger switch, more of them or fewer cables', async () => {
    const plan = withLink(templatePlan('llama3-405b-16k'), 'Rack switch', { cablesPerInstance: 17 });
    const [finding, ...others] = of(checkDrawing(plan), 'overused-ports');
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'problem',
      itemIds: [idOf(plan.drawing, 'Rack switch')],
      message: 'Each Rack switch needs 33 ports of Spectrum-3 SN4700 400GbE, which has 32: 1 too few.',
    });
    expect(finding?.mends.map(({ label }) => label)).toContain(
      'Use 16 instead of 17 cables from each Rack switch to Cluster switch',
    );
    expect(finding?.mends.some(({ label }) => label.startsWith('Make Rack switch a Spectrum-4 SN5400'))).toBe(true);
    await expectMends(plan, finding as Finding, 2);
  });

  it('offers fewer cables where a system has too few ports', async () => {
    const plan = withLink(templatePlan('edge-site'), 'L40S server', { cablesPerInstance: 5 });
    const [finding] = of(checkDrawing(plan), 'overused-ports');
    expect(finding?.message).toMatch(/^Each L40S server needs 5 ports of .*, which has 2: 3 too few\.$/);
    await expectMends(plan, finding as Finding);
  });
});

describe('speed of cables', () => {
  it('offers the kind that the slower port takes', async () => {
    const plan = withLink(POD(), 'Leaf', { catalogId: 'ib-xdr', cablesPerInstance: 8 });
    const [finding] = of(checkDrawing(plan), 'cable-too-fast');
    expect(finding?.itemIds).toContain(linkOf(plan.drawing, 'Leaf'));
    expect(finding?.message).toMatch(/100\sGB\/s.*faster than .* has ports for: 50\sGB\/s a port/);
    await expectMends(plan, finding as Finding);
    const [mend] = finding?.mends ?? [];
    const mended = planAfter(plan, mend?.command as Finding['mends'][number]['command']);
    expect(mended.drawing.links[linkOf(plan.drawing, 'Leaf')]?.catalogId).toBe('ib-ndr');
  });
});

describe('reach', () => {
  it('connects what no cable leaves to the nearest switch with free ports, in one step', async () => {
    const plan = templatePlan('edge-site');
    const links = Object.fromEntries(
      Object.entries(plan.drawing.links).filter(([id]) => id !== linkOf(plan.drawing, 'L40S server')),
    );
    const cut = { ...plan, drawing: { ...plan.drawing, links } };
    const [finding] = of(checkDrawing(cut), 'unreachable');
    expect(finding?.itemIds).toEqual([idOf(plan.drawing, 'L40S server')]);
    expect(finding?.mends.map(({ label }) => label)).toEqual(['Connect L40S server to Switch']);
    await expectMends(cut, finding as Finding);
  });

  it('mends cables that are wholly cut', async () => {
    const plan = templatePlan('two-sites');
    const from = Object.values(plan.drawing.links).find(({ catalogId }) => catalogId === 'regional') as Link;
    const exceptions = Array.from({ length: 4 }, (_, index) => ({ index, cable: null, speedFraction: 0 }));
    const cut: PlanDocument = {
      ...plan,
      drawing: { ...plan.drawing, links: { ...plan.drawing.links, [from.id]: { ...from, exceptions } } },
    };
    const [finding] = of(checkDrawing(cut), 'unreachable');
    expect(finding?.itemIds).toContain(from.id);
    expect(finding?.mends[0]?.label).toContain('Mend the cables of the link from Border to Border');
    await expectMends(cut, finding as Finding);
  });
});

describe('oversubscription', () => {
  it('names the trunk, says how much of the traffic it holds, and adds cables', async () => {
    const plan = withLink(templatePlan('llama3-405b-16k'), 'Rack switch', { cablesPerInstance: 4 });
    const [finding] = of(await checkAll(plan), 'oversubscribed');
    expect(finding?.itemIds).toEqual([linkOf(plan.drawing, 'Rack switch')]);
    expect(finding?.message).toMatch(
      /carries data-parallel traffic for .* of a step, .*% of the data-parallel time: [\d.]+ times/,
    );
    expect(finding?.mends).toHaveLength(1);
    await expectMends(plan, finding as Finding);
  });
});

describe('power', () => {
  it('offers a higher limit, or fewer systems', async () => {
    const plan = withBlock(templatePlan('llama3-405b-16k'), 'Rack', { powerLimitWatts: 12_000 });
    const [finding] = of(await checkAll(plan), 'over-power-limit');
    expect(finding?.itemIds).toEqual([idOf(plan.drawing, 'Rack')]);
    expect(finding?.message).toMatch(/^Each Rack draws .*kW at its peak, .*kW more than its limit of 12\skW\.$/);
    expect(finding?.mends[0]?.label).toMatch(/^Raise the limit to /);
    expect(finding?.mends[1]?.label).toBe('Hold 1 instead of 2 HGX H100');
    await expectMends(plan, finding as Finding, 2);
  });
});

/** A rack of GB200 trays on NVLink switch trays. */
function rackOfTrays(trays: number): PlanDocument {
  const drawing = buildDrawing(
    [
      { id: 'rack', kind: 'rack' },
      { id: 'tray', kind: 'node', parent: 'rack', count: trays, catalogId: 'gb200-nvl72-tray' },
      { id: 'nvswitch', kind: 'switch', parent: 'rack', count: 9, catalogId: 'nvl72-switch-tray' },
    ],
    [{ from: 'tray', to: 'nvswitch', catalogId: 'nvlink5', cablesPerInstance: 72, pattern: 'spread' }],
  );
  return { ...templatePlan('gb200-nvl72-rows'), drawing };
}

describe('scale-up domains', () => {
  it('are no larger than their switches have ports', async () => {
    expect(of(checkDrawing(rackOfTrays(18)), 'domain-too-large')).toEqual([]);
    const plan = rackOfTrays(20);
    const [finding, ...others] = of(checkDrawing(plan), 'domain-too-large');
    expect(others).toEqual([]);
    expect(of(checkDrawing(plan), 'overused-ports')).toEqual([]);
    expect(finding?.message).toMatch(
      /^The domain of 80 accelerators behind nvswitch needs 160 ports .* which has 144, and is larger than the 72 that /,
    );
    expect(finding?.mends.map(({ label }) => label)).toEqual(['Hold 18 instead of 20 tray']);
    await expectMends(plan, finding as Finding);
  });

  it('are no larger than the links of accelerators in a chassis join', async () => {
    const drawing = buildDrawing([
      { id: 'chassis', kind: 'node' },
      { id: 'gpu', kind: 'accelerator', parent: 'chassis', count: 12, catalogId: 'h100-sxm5-80gb' },
    ]);
    const plan = { ...templatePlan('edge-site'), drawing };
    const [finding] = of(checkDrawing(plan), 'domain-too-large');
    expect(finding?.mends.map(({ label }) => label)).toEqual([expect.stringMatching(/^Hold \d+ instead of 12 gpu$/)]);
    await expectMends(plan, finding as Finding);
  });
});

describe('every mend', () => {
  it('removes its finding and overuses no port, on random networks', () => {
    const network = fc.record({
      nodes: fc.integer({ min: 1, max: 40 }),
      leaves: fc.integer({ min: 1, max: 9 }),
      spines: fc.integer({ min: 1, max: 6 }),
      cables: fc.integer({ min: 1, max: 12 }),
      uplinks: fc.integer({ min: 1, max: 70 }),
      kinds: fc.tuple(fc.constantFrom('ib-hdr', 'ib-ndr', 'ib-xdr'), fc.constantFrom('ib-hdr', 'ib-ndr', 'ib-xdr')),
      switches: fc.tuple(fc.constantFrom('qm8700', 'qm9700', 'q3400'), fc.constantFrom('qm8700', 'qm9700', 'q3400')),
      isCut: fc.boolean(),
    });
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(network, ({ nodes, leaves, spines, cables, uplinks, kinds, switches, isCut }) => {
        const drawing = buildDrawing(
          [
            { id: 'node', kind: 'node', count: nodes, catalogId: 'dgx-h100' },
            { id: 'leaf', kind: 'switch', count: leaves, catalogId: switches[0] },
            { id: 'spine', kind: 'switch', count: spines, catalogId: switches[1] },
          ],
          [
            ...(isCut ? [] : [{ from: 'node', to: 'leaf', catalogId: kinds[0], cablesPerInstance: cables }]),
            { from: 'leaf', to: 'spine', catalogId: kinds[1], cablesPerInstance: uplinks },
          ],
        );
        const plan = { ...templatePlan('edge-site'), drawing };
        const before = findOverused(drawing, catalog);
        for (const finding of checkDrawing(plan)) {
          for (const { label, command } of finding.mends) {
            seen.set(finding.code, (seen.get(finding.code) ?? 0) + 1);
            const mended = planAfter(plan, command);
            expect(
              checkDrawing(mended).filter((other) => isSame(other, finding)),
              label,
            ).toEqual([]);
            expect([...findOverused(mended.drawing, catalog)].filter((id) => !before.has(id))).toEqual([]);
          }
        }
      }),
      { numRuns: 150 },
    );
    for (const code of ['overused-ports', 'cable-too-fast', 'unreachable'])
      expect(seen.get(code) ?? 0).toBeGreaterThan(5);
  });
});
