import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import { indexCatalog } from '../catalog/index-catalog.ts';
import { CATALOG_FILES, type CatalogFileName, parseCatalog } from '../catalog/parse-catalog.ts';
import { createEmptyPlan } from '../plan/create-empty-plan.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import { LLAMA3_405B_16K } from '../plan/templates/llama3-405b-16k.ts';
import { drawSketch } from '../plan/templates/sketch.ts';
import { type BillOfMaterials, countBillOfMaterials } from '../topology/bill-of-materials.ts';
import { buildDrawing } from '../topology/build-drawing.ts';
import { ASSUMPTIONS, CHOICES } from './all-assumptions.ts';
import { createAssumptionContext } from './assumption-context.ts';
import { ASSUMPTION_GROUPS } from './assumption-types.ts';
import { listAssumptionGroups } from './list-assumption-groups.ts';
import { resolveEconomyInputs } from './resolve-economy-inputs.ts';
import { SCHEDULE_ASSUMPTIONS } from './schedule-assumptions.ts';

function loadCatalog(): CatalogIndex {
  const folder = fileURLToPath(new URL('../../../public/catalog/', import.meta.url));
  const files = Object.fromEntries(
    CATALOG_FILES.map((name) => [name, JSON.parse(readFileSync(`${folder}${name}`, 'utf8')) as unknown]),
  ) as Record<CatalogFileName, unknown>;
  const parsed = parseCatalog(files);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems.slice(0, 3)));
  return indexCatalog(parsed.catalog);
}

const CATALOG = loadCatalog();

const NOTHING_DRAWN: BillOfMaterials = {
  accelerators: [],
  acceleratorCount: 0,
  systems: [],
  bareAccelerators: [],
  hosts: 0,
  racks: 0,
  switches: [],
  switchCount: 0,
  cables: [],
  cableCount: 0,
  storage: [],
  sites: [],
};

/** Like Llama 3's training cluster: 2,048 nodes of eight, two layers of switches, 2 TB/s of storage. */
const LARGE_H100: BillOfMaterials = {
  ...NOTHING_DRAWN,
  accelerators: [{ catalogId: 'h100-sxm5-80gb', count: 16_384 }],
  acceleratorCount: 16_384,
  systems: [{ catalogId: 'dgx-h100', count: 2048 }],
  hosts: 2048,
  switches: [{ catalogId: 'qm9700', count: 768 }],
  switchCount: 768,
  cables: [{ catalogId: 'ib-ndr', kind: 'link', count: 32_768, bandwidthBytesPerSecond: 50e9, span: 'hall' }],
  cableCount: 32_768,
  storage: [
    {
      blockId: 'storage',
      name: 'Storage',
      count: 1,
      readBytesPerSecond: 2e12,
      writeBytesPerSecond: 2e12,
      capacityBytes: 240e15,
    },
  ],
};

/** The storage of the bill, drawn; no way leads to it, so that it counts with its own bandwidths. */
const DRAWN_STORAGE = drawSketch(
  [
    [
      {
        id: 'storage',
        kind: 'storage',
        name: 'Storage',
        storage: { readBytesPerSecond: 2e12, writeBytesPerSecond: 2e12, capacityBytes: 240e15 },
      },
    ],
  ],
  [],
);

function planWith(assumptions: Partial<PlanDocument['assumptions']>): PlanDocument {
  return { ...createEmptyPlan(), drawing: DRAWN_STORAGE, assumptions: { choices: {}, overrides: {}, ...assumptions } };
}

function interruptionsPerDay(plan: PlanDocument, bill: BillOfMaterials, used?: number): number {
  const { reliability } = resolveEconomyInputs(plan, CATALOG, bill, used).inputs;
  const perHour = reliability.causes.reduce(
    (sum, cause) => sum + cause.components * cause.interruptionsPerComponentHour,
    0,
  );
  return perHour * 24;
}

describe('resolving the economy of a plan', () => {
  it('expects the interruptions of Llama 3 on its cluster', () => {
    expect(interruptionsPerDay(planWith({}), LARGE_H100)).toBeCloseTo(419 / 54, 2);
  });

  it('counts components of the drawing where that is chosen', () => {
    const { drawing } = LLAMA3_405B_16K.create();
    const plan = { ...planWith({ choices: { failurePreset: 'by-component' } }), drawing };
    const bill = countBillOfMaterials(drawing, CATALOG);
    const { reliability } = resolveEconomyInputs(plan, CATALOG, bill).inputs;
    const stopping = reliability.causes.filter(({ effect }) => effect === 'stops');
    const counts = Object.fromEntries(stopping.map((cause) => [cause.key, cause.components]));
    expect(counts).toMatchObject({ hostFailures: 2048, leafSwitchFailures: 1024, accessCableFailures: 16_384 });
    // Switches above the leaves have others beside them.
    expect(counts).not.toHaveProperty('switchFailures');
    expect(counts).not.toHaveProperty('networkFailures');
    const perHour = stopping.reduce((sum, cause) => sum + cause.components * cause.interruptionsPerComponentHour, 0);
    expect(perHour * 24).toBeGreaterThan(6);
    expect(perHour * 24).toBeLessThan(9);
  });

  it('fails in proportion to the accelerators that the job uses', () => {
    expect(interruptionsPerDay(planWith({}), LARGE_H100, 8192)).toBeCloseTo(419 / 54 / 2, 2);
  });

  it('takes racks of 72 by their own fleet', () => {
    const racks: BillOfMaterials = {
      ...NOTHING_DRAWN,
      accelerators: [{ catalogId: 'gb200', count: 720 }],
      acceleratorCount: 720,
      systems: [{ catalogId: 'gb200-nvl72', count: 10 }],
      hosts: 180,
    };
    expect(interruptionsPerDay(planWith({}), racks)).toBeCloseTo(0.002 * 10 * 24, 6);
  });

  it('multiplies all failures by the burn-in factor', () => {
    const plan = planWith({ overrides: { burnInFactor: 3 } });
    expect(interruptionsPerDay(plan, LARGE_H100)).toBeCloseTo((3 * 419) / 54, 1);
  });

  it('counts watts and prices from the drawing', () => {
    const { power, cost, reliability } = resolveEconomyInputs(planWith({}), CATALOG, LARGE_H100).inputs;
    expect(power.acceleratorPeakWatts).toBe(700);
    expect(power.hostPeakWatts / 2048).toBeCloseTo((8.4 / 10.2) * 10_200 - 5600, 6);
    expect(power.switchWatts).toBe(768 * 747);
    expect(power.opticsWatts).toBe(32_768 * 2 * 8);
    expect(cost.capital.find(({ key }) => key === 'capitalSystems')?.usd).toBe(2048 * 290_000);
    expect(cost.capital.find(({ key }) => key === 'capitalSwitches')?.usd).toBe(768 * 38_000);
    expect(reliability.checkpointBytesPerParameter).toBe(14);
    expect(reliability.storageWriteBytesPerSecond).toBe(2e12);
  });

  it('weighs drawn sites by their accelerators', () => {
    const site = (regionId: string, accelerators: number): BillOfMaterials['sites'][number] => ({
      blockId: regionId,
      name: regionId,
      regionId,
      count: 1,
      accelerators,
    });
    const grid = (bill: BillOfMaterials): number =>
      resolveEconomyInputs(planWith({}), CATALOG, bill).inputs.power.gridKgCo2PerKilowattHour;
    const virginia = grid({ ...LARGE_H100, sites: [site('us-va', 1)] });
    const france = grid({ ...LARGE_H100, sites: [site('fr', 1)] });
    const both = grid({ ...LARGE_H100, sites: [site('us-va', 3), site('fr', 1)] });
    expect(france).toBeLessThan(virginia);
    expect(both).toBeCloseTo(0.75 * virginia + 0.25 * france, 9);
  });

  it('marks what the plan sets, keeps it within limits, and forgets choices that do not exist', () => {
    const plan = planWith({ overrides: { pue: 0.2, rentRate: 2 }, choices: { cooling: 'gone', region: 'fr' } });
    const { inputs, sources } = resolveEconomyInputs(plan, CATALOG, LARGE_H100);
    expect(inputs.power.facilityFactor).toBe(1);
    expect(inputs.cost.rentUsdPerAcceleratorHour).toBe(2);
    expect(sources['economy.cost.rentUsdPerAcceleratorHour']).toMatchObject({ isDefault: false, value: 2 });
    expect(sources['economy.cost.depreciationYears']).toMatchObject({ isDefault: true });
    expect(inputs.cost.electricityUsdPerKilowattHour).toBe(CATALOG.regions.get('fr')?.electricity?.usdPerKwh);
  });

  it('prefers a reserved quote to the usual discount, and the usual discount to nothing', () => {
    const rate = (offer: string, commitment: string): number =>
      resolveEconomyInputs(
        planWith({ choices: { rentalOffer: offer, rentalCommitment: commitment } }),
        CATALOG,
        LARGE_H100,
      ).inputs.cost.rentUsdPerAcceleratorHour;
    expect(rate('rental-nebius-h100-sxm', 'on-demand')).toBe(2.95);
    expect(rate('rental-nebius-h100-sxm', 'spot')).toBe(1.25);
    expect(rate('rental-nebius-h100-sxm', 'reserved')).toBeCloseTo(2.95 * 0.68, 9);
    expect(rate('rental-coreweave-aggregator--h100', 'reserved')).toBe(1.79);
  });
});

describe('prices that nobody published', () => {
  const draw = (acceleratorId: string): BillOfMaterials => ({
    ...NOTHING_DRAWN,
    accelerators: [{ catalogId: acceleratorId, count: 8 }],
    acceleratorCount: 8,
    bareAccelerators: [{ catalogId: acceleratorId, count: 8 }],
  });

  it('takes the stated price for the accelerator that it was stated for', () => {
    const { inputs } = resolveEconomyInputs(planWith({}), CATALOG, draw('h800-sxm5-80gb'));
    expect(inputs.cost.rentUsdPerAcceleratorHour).toBe(2);
  });

  it('scales it with the peak for others, and says that it is an estimate', () => {
    const { inputs, sources } = resolveEconomyInputs(planWith({}), CATALOG, draw('mi325x'));
    expect(inputs.cost.rentUsdPerAcceleratorHour).toBeGreaterThan(2.2);
    expect(inputs.cost.rentUsdPerAcceleratorHour).toBeLessThan(3.2);
    expect(sources['economy.cost.rentUsdPerAcceleratorHour']?.isChecked).toBe(false);
    const small = resolveEconomyInputs(planWith({}), CATALOG, draw('l4')).inputs.cost.capital;
    expect(small.find(({ key }) => key === 'capitalSystems')?.usd).toBeLessThan(8 * 6000);
  });
});

describe('the list of assumptions', () => {
  it('names each once, in a chapter, with keys that a plan can hold', () => {
    const keys = [...ASSUMPTIONS, ...CHOICES].map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[\w.-]{1,40}$/);
    const chapters: readonly string[] = ASSUMPTION_GROUPS.map(([key]) => key);
    for (const { group } of [...ASSUMPTIONS, ...CHOICES]) expect(chapters).toContain(group);
  });

  it('has for every accelerator of the catalogue a default within its limits, with a source', () => {
    for (const accelerator of CATALOG.catalog.accelerators) {
      const system = CATALOG.catalog.systems.find(({ acceleratorId }) => acceleratorId === accelerator.id);
      const bill: BillOfMaterials = {
        ...NOTHING_DRAWN,
        accelerators: [{ catalogId: accelerator.id, count: 64 }],
        acceleratorCount: 64,
        systems: system === undefined ? [] : [{ catalogId: system.id, count: 8 }],
        hosts: system === undefined ? 0 : 8,
      };
      const context = createAssumptionContext(createEmptyPlan(), CATALOG, bill);
      for (const definition of ASSUMPTIONS) {
        const { value, source } = definition.defaultFor(context);
        expect(source.length, definition.key).toBeGreaterThan(3);
        if (value === null) continue;
        expect(value, `${definition.key} of ${accelerator.id}`).toBeGreaterThanOrEqual(definition.min);
        expect(value, `${definition.key} of ${accelerator.id}`).toBeLessThanOrEqual(definition.max);
      }
      for (const definition of CHOICES) {
        const ids = definition.optionsFor(context).map(({ id }) => id);
        expect(ids, definition.key).toContain(definition.defaultFor(context));
        expect(new Set(ids).size, definition.key).toBe(ids.length);
        for (const id of ids) expect(id.length).toBeLessThanOrEqual(80);
      }
    }
  });

  it('works on an empty drawing', () => {
    const { inputs } = resolveEconomyInputs(planWith({}), CATALOG, NOTHING_DRAWN);
    expect(JSON.stringify(inputs)).not.toContain('NaN');
    expect(listAssumptionGroups(planWith({}), CATALOG, NOTHING_DRAWN)).toHaveLength(ASSUMPTION_GROUPS.length);
  });

  it('has limits that a screen reader can say: browsers write larger numbers with an exponent, which is no valid value', () => {
    for (const { key, min, max } of ASSUMPTIONS) {
      expect(String(max), key).toMatch(/^-?[\d.]+$/);
      expect(String(min), key).toMatch(/^-?[\d.]+$/);
    }
  });

  it('lets the plan replace every number, and every number reaches the inputs or another default', () => {
    // Spot capacity and another currency bring numbers of their own into force.
    const choices = { rentalCommitment: 'spot', currency: 'EUR' };
    // One of everything that fails.
    const drawing = buildDrawing(
      [
        { id: 'site', kind: 'site' },
        { id: 'power', kind: 'power', parent: 'site' },
        { id: 'cooling', kind: 'cooling', parent: 'site' },
        {
          id: 'storage',
          kind: 'storage',
          parent: 'site',
          storage: { readBytesPerSecond: 2e12, writeBytesPerSecond: 2e12, capacityBytes: 240e15 },
        },
        { id: 'spine', kind: 'switch', parent: 'site', catalogId: 'qm9700' },
        { id: 'leaf', kind: 'switch', parent: 'site', count: 2, catalogId: 'qm9700' },
        { id: 'node', kind: 'node', parent: 'site', count: 8, catalogId: 'dgx-h100' },
        { id: 'rack', kind: 'rack', parent: 'site', catalogId: 'gb200-nvl72' },
      ],
      [
        { from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' },
        { from: 'rack', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 72 },
        { from: 'leaf', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: 8 },
      ],
    );
    const drawn = (overrides: Readonly<Record<string, number>>): PlanDocument => ({
      ...planWith({ choices, overrides: { storageFailures: 2, burnInFactor: 2, ...overrides } }),
      drawing,
    });
    const resolve = (plan: PlanDocument): string => {
      const { inputs, storage } = resolveEconomyInputs(plan, CATALOG, LARGE_H100);
      return JSON.stringify([inputs, { ...storage, way: null }]);
    };
    const flat = resolve(drawn({}));
    for (const definition of ASSUMPTIONS) {
      const current = definition.defaultFor(createAssumptionContext(drawn({}), CATALOG, LARGE_H100)).value ?? 0;
      const other = current === 0 ? Math.min(1, definition.max) : Math.max(current * 0.9, definition.min);
      const changed = current === other ? Math.min(current * 1.1, definition.max) : other;
      const plan = drawn({ [definition.key]: changed });
      // Those of the calendar move nothing of the run itself.
      if (!SCHEDULE_ASSUMPTIONS.includes(definition)) expect(resolve(plan), definition.key).not.toBe(flat);
      const field = listAssumptionGroups(plan, CATALOG, LARGE_H100)
        .flatMap(({ fields }) => fields)
        .find(({ key }) => key === definition.key);
      expect(field).toMatchObject({ kind: 'number', value: changed, isDefault: false });
    }
  });

  it('never yields anything but finite, sensible numbers, whatever the plan says', () => {
    const overrides = fc.dictionary(
      fc.constantFrom(...ASSUMPTIONS.map(({ key }) => key)),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(overrides, fc.integer({ min: 1, max: 20_000 }), (numbers, used) => {
        const { inputs } = resolveEconomyInputs(planWith({ overrides: numbers }), CATALOG, LARGE_H100, used);
        const { power, cost, reliability } = inputs;
        expect(power.computeShare + power.memoryShare + power.linkShare).toBeCloseTo(1, 12);
        expect(power.linkShare).toBeGreaterThanOrEqual(-1e-12);
        expect(power.acceleratorPeakWatts).toBeGreaterThanOrEqual(power.acceleratorIdleWatts);
        expect(reliability.plannedStopFraction).toBeLessThan(1);
        expect(cost.ownedUtilization).toBeGreaterThan(0);
        expect(cost.depreciationYears).toBeGreaterThan(0);
        expect(JSON.stringify(inputs)).not.toMatch(/NaN|Infinity/);
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});
