/** What fails, how often, and what it takes out: by the structure of the drawing. */
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../cli/load-catalog.ts';
import { createAssumptionContext } from '../assumptions/assumption-context.ts';
import { createEmptyPlan } from '../plan/create-empty-plan.ts';
import type { Drawing, PlanDocument } from '../plan/plan-document.ts';
import { GB200_NVL72_ROWS } from '../plan/templates/gb200-nvl72-rows.ts';
import { LLAMA3_405B_16K } from '../plan/templates/llama3-405b-16k.ts';
import { TEMPLATES } from '../plan/templates/templates.ts';
import { TWO_SITES } from '../plan/templates/two-sites.ts';
import { countBillOfMaterials } from '../topology/bill-of-materials.ts';
import { type BlockSketch, buildDrawing, type LinkSketch } from '../topology/build-drawing.ts';
import { listCauses } from './failure-causes.ts';
import { eventsPerHour, type FailureMode } from './failure-mode.ts';
import { RadiusFinder } from './find-radius.ts';
import { listFailureModes } from './list-failure-modes.ts';
import { loseBlock, loseInstance, loseLink, NOTHING_LOST, uniteLosses } from './lost-parts.ts';

const CATALOG = loadCatalog();

function modesOf(plan: PlanDocument): readonly FailureMode[] {
  return listFailureModes(createAssumptionContext(plan, CATALOG, countBillOfMaterials(plan.drawing, CATALOG)));
}

function modeOf(plan: PlanDocument, key: string): FailureMode {
  const found = modesOf(plan).find((mode) => mode.key === key);
  if (found === undefined) throw new Error(`no mode ${key} among ${modesOf(plan).map((mode) => mode.key)}`);
  return found;
}

function withDrawing(drawing: Drawing): PlanDocument {
  return { ...createEmptyPlan(), drawing };
}

/** 16 racks of two nodes with one or more leaf switches, under eight spines. */
function racks(
  leaves: number,
  cables: number,
  pattern: 'single' | 'spread' | 'rails',
  more: readonly BlockSketch[] = [],
): PlanDocument {
  const blocks: BlockSketch[] = [
    { id: 'hall', kind: 'hall' },
    { id: 'spine', kind: 'switch', parent: 'hall', count: 8, catalogId: 'qm9700' },
    { id: 'rack', kind: 'rack', parent: 'hall', count: 16 },
    { id: 'leaf', kind: 'switch', parent: 'rack', count: leaves, catalogId: 'qm9700' },
    { id: 'node', kind: 'node', parent: 'rack', count: 2, catalogId: 'dgx-h100' },
    ...more,
  ];
  const links: LinkSketch[] = [
    { id: 'access', from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: cables, pattern },
    { id: 'trunk', from: 'leaf', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: 16, pattern: 'spread' },
  ];
  return withDrawing(buildDrawing(blocks, links));
}

function interruptionsPerDay(plan: PlanDocument): number {
  return listCauses(modesOf(plan)).reduce(
    (sum, { effect, components, interruptionsPerComponentHour }) =>
      effect === 'stops' ? sum + components * interruptionsPerComponentHour * 24 : sum,
    0,
  );
}

describe('failure modes', () => {
  it('keep the interruptions of the fleet that Llama 3 was trained on, on its drawing', () => {
    expect(interruptionsPerDay(LLAMA3_405B_16K.create())).toBeCloseTo(419 / 54, 2);
  });

  it('name the worst cause of that fleet and keep software apart', () => {
    const causes = listCauses(modesOf(LLAMA3_405B_16K.create()));
    const perDay = (origin: string): number =>
      causes
        .filter((cause) => cause.effect === 'stops' && cause.origin === origin)
        .reduce((sum, cause) => sum + cause.components * cause.interruptionsPerComponentHour * 24, 0);
    // 54 bugs and 2 dependencies among 419.
    expect(perDay('software')).toBeCloseTo((419 / 54) * (56 / 419), 2);
    expect(perDay('infrastructure')).toBeCloseTo((419 / 54) * (363 / 419), 2);
  });

  it('take two machines with the only leaf switch of a rack, and none with one of two', () => {
    const only = modeOf(racks(1, 8, 'single'), 'leaf-switch leaf');
    expect(only).toMatchObject({ effect: 'stops', interrupts: true, acceleratorsLost: 16, machinesLost: 2 });
    const beside = modeOf(racks(2, 16, 'spread'), 'leaf-switch leaf');
    expect(beside).toMatchObject({ effect: 'slows', interrupts: false, acceleratorsLost: 0, machinesLost: 0 });
  });

  it('let the job restart where an accelerator loses the cable of its own port, though its machine keeps others', () => {
    const shared = modeOf(racks(2, 8, 'spread'), 'leaf-switch leaf');
    expect(shared).toMatchObject({ effect: 'slows', interrupts: true, machinesLost: 0 });
    expect(modeOf(racks(1, 8, 'single'), 'access-cable access')).toMatchObject({ effect: 'slows', interrupts: true });
    expect(modeOf(racks(2, 16, 'spread'), 'access-cable access')).toMatchObject({ effect: 'slows', interrupts: false });
    const cause = listCauses(modesOf(racks(2, 8, 'spread'))).find(({ key }) => key === 'leafSwitchFailures');
    expect(cause).toMatchObject({ effect: 'stops', machinesLost: 0 });
  });

  it('take the fleet’s network share off a job that has a second path for every port', () => {
    const without = interruptionsPerDay(racks(1, 8, 'single'));
    const withSecond = interruptionsPerDay(racks(2, 16, 'spread'));
    expect(1 - withSecond / without).toBeCloseTo(35 / 419, 4);
  });

  it('never notice a switch above the leaves where others stand beside it', () => {
    expect(modeOf(racks(1, 8, 'single'), 'switch spine')).toMatchObject({ effect: 'slows', interrupts: false });
    expect(modeOf(LLAMA3_405B_16K.create(), 'switch aggregation')).toMatchObject({
      effect: 'slows',
      acceleratorsLost: 0,
    });
  });

  it('count no event of the network twice', () => {
    const plan = LLAMA3_405B_16K.create();
    const fleetPerDay = modesOf(plan)
      .filter(({ kind }) => kind === 'leaf-switch' || kind === 'access-cable' || kind === 'network')
      .reduce((sum, mode) => sum + eventsPerHour(mode) * 24, 0);
    expect(fleetPerDay).toBeCloseTo(35 / 54, 3);
  });

  it('keep a rate that the plan sets and spread the fleet’s over the others', () => {
    const plan = LLAMA3_405B_16K.create();
    const own = { ...plan, assumptions: { ...plan.assumptions, overrides: { switchFailures: 10 } } };
    expect(modeOf(own, 'leaf-switch tor').eventsPerComponentHour).toBeCloseTo(10e-6, 12);
    expect(interruptionsPerDay(own)).toBeCloseTo(419 / 54, 2);
  });

  it('take a rack of 72 as one', () => {
    const plan = GB200_NVL72_ROWS.create();
    expect(modeOf(plan, 'accelerator rack')).toMatchObject({ acceleratorsLost: 72, machinesLost: 18 });
    expect(modeOf(plan, 'rack-scale rack')).toMatchObject({ acceleratorsLost: 72, machinesLost: 18, effect: 'stops' });
    // 48 per 1,000 rack-days, of 1,024 accelerators in racks of 72.
    expect(interruptionsPerDay(plan)).toBeCloseTo((0.048 * 1024) / 72, 6);
  });

  it('show the band of the fleet where it has one', () => {
    const { eventsPerComponentHour: rate, eventsPerComponentHourBand: band } = modeOf(
      GB200_NVL72_ROWS.create(),
      'host rack',
    );
    expect(band?.[0]).toBeCloseTo(rate / 2, 12);
    expect(band?.[1]).toBeCloseTo(rate * 1.5, 12);
  });

  it('lose a whole site with all that is in it', () => {
    expect(modeOf(TWO_SITES.create(), 'site east')).toMatchObject({
      effect: 'stops',
      acceleratorsLost: 448,
      machinesLost: 56,
    });
  });

  it('let power units carry for each other where they can', () => {
    const units = (count: number, watts: number): readonly BlockSketch[] => [
      { id: 'unit', kind: 'power', parent: 'rack', count, powerLimitWatts: watts },
    ];
    // Two nodes of 10.2 kW and a switch hang on them.
    const alone = modeOf(racks(1, 8, 'single', units(1, 30_000)), 'power unit');
    expect(alone).toMatchObject({ effect: 'stops', acceleratorsLost: 16, machinesLost: 2 });
    expect(modeOf(racks(1, 8, 'single', units(2, 30_000)), 'power unit').effect).toBe('nothing');
    expect(modeOf(racks(1, 8, 'single', units(2, 15_000)), 'power unit').effect).toBe('stops');
    expect(modeOf(racks(1, 8, 'single', units(3, 15_000)), 'power unit').effect).toBe('nothing');
    const cooled = racks(1, 8, 'single', [{ id: 'unit', kind: 'cooling', parent: null, count: 1 }]);
    expect(modeOf(cooled, 'cooling unit')).toMatchObject({ effect: 'stops', acceleratorsLost: 256 });
  });

  it('multiply all rates by the burn-in factor', () => {
    const plan = racks(1, 8, 'single');
    const young = { ...plan, assumptions: { choices: {}, overrides: { burnInFactor: 3 } } };
    expect(interruptionsPerDay(young) / interruptionsPerDay(plan)).toBeCloseTo(3, 9);
    const settling = { ...plan, assumptions: { choices: {}, overrides: { burnInFactor: 3, burnInShare: 0.25 } } };
    expect(interruptionsPerDay(settling) / interruptionsPerDay(plan)).toBeCloseTo(1.5, 9);
  });

  it('give every template causes that the model has room for', () => {
    for (const template of TEMPLATES) {
      const causes = listCauses(modesOf(template.create()));
      expect(causes.length).toBeLessThanOrEqual(24);
      expect(new Set(causes.map(({ key }) => key)).size).toBe(causes.length);
    }
  });
});

describe('blast radii', () => {
  it('are nothing where nothing is out', () => {
    const plan = racks(1, 8, 'single');
    expect(new RadiusFinder(plan, CATALOG).find(NOTHING_LOST).acceleratorsLost).toBe(0);
  });

  it('grow with what is out, and hold the union of sets', () => {
    const plan = racks(1, 8, 'single');
    const { drawing } = plan;
    const radii = new RadiusFinder(plan, CATALOG);
    const lost = (parts: Parameters<typeof uniteLosses>[0]): number => radii.find(uniteLosses(parts)).acceleratorsLost;
    const node = loseInstance(drawing, 'node');
    const leaf = loseInstance(drawing, 'leaf');
    const rack = loseInstance(drawing, 'rack');
    const hall = loseInstance(drawing, 'hall');
    expect(lost([node])).toBe(8);
    expect(lost([leaf])).toBe(16);
    expect(lost([node, leaf])).toBe(16);
    expect(lost([rack, leaf, node])).toBe(16);
    expect(lost([hall, rack])).toBe(256);
    expect(lost([{ blocks: { node: [0, 5] }, links: {} }])).toBe(16);
    expect(lost([{ blocks: { node: [5] }, links: {} }, leaf])).toBe(24);
  });

  it('cut all off where every cable or every switch of a tier is out', () => {
    const plan = racks(2, 16, 'spread');
    const radii = new RadiusFinder(plan, CATALOG);
    expect(radii.find(loseBlock(plan.drawing, 'spine')).acceleratorsLost).toBeGreaterThan(200);
    expect(radii.find(loseLink(plan.drawing, 'access')).acceleratorsLost).toBeGreaterThan(200);
    expect(radii.find(loseInstance(plan.drawing, 'spine')).acceleratorsLost).toBe(0);
  });

  it('are judged by their neighbours in drawings of very many blocks, and come to the same where it is plain', () => {
    const blocks: BlockSketch[] = [{ id: 'spine', kind: 'switch', count: 4, catalogId: 'qm9700' }];
    const links: LinkSketch[] = [];
    for (let rack = 0; rack < 700; rack++) {
      blocks.push(
        { id: `leaf${rack}`, kind: 'switch', catalogId: 'qm9700' },
        { id: `node${rack}`, kind: 'node', count: 2, catalogId: 'dgx-h100' },
      );
      links.push(
        { from: `node${rack}`, to: `leaf${rack}`, catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'single' },
        { from: `leaf${rack}`, to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: 16, pattern: 'spread' },
      );
    }
    const modes = modesOf(withDrawing(buildDrawing(blocks, links)));
    const leaves = modes.filter(({ kind }) => kind === 'leaf-switch');
    expect(leaves).toHaveLength(700);
    expect(new Set(leaves.map(({ acceleratorsLost }) => acceleratorsLost))).toEqual(new Set([16]));
    expect(modes.find(({ key }) => key === 'switch spine')?.effect).toBe('slows');
  });
});
