/** From a drawing's parts to failures, power and cost, on the cluster that Llama 3 405B was trained on. */
import '../build/portable-globals.ts';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASSUMPTIONS } from '../../src/domain/assumptions/all-assumptions.ts';
import { resolveEconomyInputs } from '../../src/domain/assumptions/resolve-economy-inputs.ts';
import type { CatalogIndex } from '../../src/domain/catalog/catalog-types.ts';
import { indexCatalog } from '../../src/domain/catalog/index-catalog.ts';
import { CATALOG_FILES, type CatalogFileName, parseCatalog } from '../../src/domain/catalog/parse-catalog.ts';
import { createEmptyPlan } from '../../src/domain/plan/create-empty-plan.ts';
import type { PlanDocument } from '../../src/domain/plan/plan-document.ts';
import type { BillOfMaterials } from '../../src/domain/topology/bill-of-materials.ts';
import { buildDrawing } from '../../src/domain/topology/build-drawing.ts';
import * as harness from '../model/acceptance/economy-harness.ts';
import { type EconomyStep, packEconomy, packEconomyStep } from './pack-economy.ts';
import { type EconomyEstimate, unpackEconomy } from './unpack-economy.ts';

function loadCatalog(): CatalogIndex {
  const files = Object.fromEntries(
    CATALOG_FILES.map((name) => [
      name,
      JSON.parse(readFileSync(new URL(`../../public/catalog/${name}`, import.meta.url), 'utf8')) as unknown,
    ]),
  ) as Record<CatalogFileName, unknown>;
  const parsed = parseCatalog(files);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems.slice(0, 3)));
  return indexCatalog(parsed.catalog);
}

const CATALOG = loadCatalog();

const CLUSTER: BillOfMaterials = {
  accelerators: [{ catalogId: 'h100-sxm5-80gb', count: 16_384 }],
  acceleratorCount: 16_384,
  systems: [{ catalogId: 'dgx-h100', count: 2048 }],
  bareAccelerators: [],
  hosts: 2048,
  racks: 0,
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
  sites: [],
};

/** 400 TFLOP/s for each accelerator and 16 M tokens a step (arXiv 2407.21783, table 4); activities as such a step has them. */
const STEP: EconomyStep = {
  accelerators: 16_384,
  parameters: 405e9,
  stepSeconds: 6,
  steps: 929_000,
  tokens: 15.6e12,
  computeBusySeconds: 4.8,
  memoryBusySeconds: 0.6,
  linkBusySeconds: 1.8,
  modelFlopsUtilization: 0.41,
};

/** The storage of the bill, drawn: the way to it is what checkpoints go over. */
const DRAWING = buildDrawing(
  [
    {
      id: 'storage',
      kind: 'storage',
      storage: { readBytesPerSecond: 2e12, writeBytesPerSecond: 2e12, capacityBytes: 240e15 },
    },
  ],
  [],
);

function estimate(assumptions: Partial<PlanDocument['assumptions']> = {}): EconomyEstimate {
  const plan: PlanDocument = {
    ...createEmptyPlan(),
    drawing: DRAWING,
    assumptions: { choices: {}, overrides: {}, ...assumptions },
  };
  const { inputs } = resolveEconomyInputs(plan, CATALOG, CLUSTER);
  const block = harness.input as unknown as Float64Array;
  packEconomy(inputs, block, 0);
  packEconomyStep(STEP, block, 0);
  harness.run();
  return unpackEconomy(inputs, STEP.steps, harness.output as unknown as Float64Array, 0);
}

describe('Llama 3 405B on 16,384 accelerators, with the defaults', () => {
  it('is interrupted 7.8 times a day and trains more than nine tenths of the time', () => {
    const { reliability } = estimate();
    expect(reliability.interruptionsPerDay).toBeCloseTo(7.76, 2);
    expect(reliability.meanSecondsBetweenInterruptions / 3600).toBeCloseTo(3.1, 1);
    expect(reliability.checkpointBytes).toBeCloseTo(5.67e12, -9);
    expect(reliability.checkpointWriteSeconds).toBeCloseTo(2.8, 1);
    expect(reliability.goodput).toBeGreaterThan(0.9);
    expect(reliability.goodput).toBeLessThan(0.96);
  });

  it('loses more where training waits for the storage, and less with hot spares and copies in peers', () => {
    const automated = estimate().reliability;
    const blocking = estimate({ choices: { checkpointKind: 'blocking' } }).reliability;
    const byHand = estimate({ choices: { recoveryPreset: 'manual_2021' } }).reliability;
    const hot = estimate({ choices: { recoveryPreset: 'in_memory_hot_spare' } }).reliability;
    expect(blocking.goodput).toBeLessThan(automated.goodput);
    expect(byHand.goodput).toBeLessThan(0.6);
    expect(hot.goodput).toBeGreaterThan(automated.goodput);
    // Kept after every step, hence no more than a step is done twice.
    expect(hot.checkpointIntervalSeconds).toBe(STEP.stepSeconds);
  });

  it('draws near what such nodes were measured to draw, below what they are rated for', () => {
    // As the measured nodes were: without interruptions.
    const { power } = estimate({ overrides: { burnInFactor: 0.01 } });
    const share = (key: string): number =>
      power.averageWattsByComponent.find((entry) => entry.key === key)?.amount ?? Number.NaN;
    const nodeWatts = (share('accelerators') + share('hosts')) / 2048;
    // 7.75 kW typical (arXiv 2506.14551), 8.4 kW at most (arXiv 2412.08602), 10.2 kW rated.
    expect(Math.abs(nodeWatts / 7750 - 1)).toBeLessThan(0.15);
    expect(power.peakItWatts / 2048).toBeGreaterThan(8400);
    expect(power.peakItWatts / 2048).toBeLessThan(10_200);
    expect(power.acceleratorOnlyEnergyJoules).toBeLessThan(power.energyJoules);
  });

  it('rents for the hours that it takes, spares and storage apart', () => {
    const { cost, run } = estimate({ overrides: { rentRate: 2, spareFraction: 0, storageRent: 0 } });
    expect(cost.rented.totalUsd).toBeCloseTo(run.acceleratorHours * 2, 3);
    expect(run.acceleratorHours).toBeGreaterThan((16_384 * run.idealSeconds) / 3600);
  });

  it('owns at a price near what the market rents for', () => {
    const { cost, run } = estimate({ choices: { paymentBasis: 'own' } });
    const perHour = cost.owned.totalUsd / run.acceleratorHours;
    expect(perHour).toBeGreaterThan(1);
    expect(perHour).toBeLessThan(4);
    expect(cost.headlineUsd).toBe(cost.owned.totalUsd);
  });
});

describe('whatever a plan assumes', () => {
  it('stays a number, and the shares of the wall time sum to 1', () => {
    const corner = fc.constantFrom(
      ...ASSUMPTIONS.flatMap(({ key, min, max }) => [
        [key, min] as const,
        [key, max] as const,
        [key, Math.sqrt(Math.max(min, 1e-9) * max)] as const,
      ]),
    );
    fc.assert(
      fc.property(
        fc.array(corner, { maxLength: 8 }),
        fc.constantFrom('blocking', 'asynchronous', 'peer-memory'),
        (corners, checkpointKind) => {
          const { reliability } = estimate({ overrides: Object.fromEntries(corners), choices: { checkpointKind } });
          expect((harness.output as unknown as Float64Array).every(Number.isFinite)).toBe(true);
          const lost = reliability.lostShares.reduce((sum, { amount }) => sum + amount, 0);
          expect(lost + reliability.goodput).toBeCloseTo(1, 9);
        },
      ),
      { seed: 5, numRuns: 300 },
    );
  });
});
