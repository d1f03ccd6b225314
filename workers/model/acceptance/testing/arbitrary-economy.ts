/** Any failures, checkpoints, power and prices, and what they come to. */
import '../../../build/portable-globals.ts';
import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { EconomyInputs } from '../../../../src/domain/assumptions/economy-inputs.ts';
import { type EconomyStep, packEconomy, packEconomyStep } from '../../../runtime/pack-economy.ts';
import { type EconomyEstimate, unpackEconomy } from '../../../runtime/unpack-economy.ts';
import * as harness from '../economy-harness.ts';
import { arbitraryPower } from './arbitrary-power.ts';

/** How many are tried. */
export const RUNS = { seed: 3, numRuns: 400 };
/** A number between two. */
export const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const causes = fc.array(
  fc.record({
    key: fc.constant('cause'),
    label: fc.constant('Cause'),
    components: fc.integer({ min: 0, max: 200_000 }),
    origin: fc.constantFrom('infrastructure' as const, 'software' as const),
    interruptionsPerComponentHour: between(0, 2e-5),
    effect: fc.constant('stops' as const),
    machinesLost: fc.integer({ min: 0, max: 18 }),
    repairSeconds: between(0, 200_000),
    speedFraction: fc.constant(1),
    weibullShape: fc.constant(1),
  }),
  { maxLength: 12 },
);

const reliability = fc.record({
  causes,
  machines: fc.integer({ min: 1, max: 30_000 }),
  spareMachines: fc.integer({ min: 0, max: 300 }),
  detectSeconds: between(0, 2000),
  replaceSeconds: between(0, 4000),
  restartSeconds: between(0, 2000),
  checkpointBytesPerParameter: between(2, 18),
  peerWriteBytesPerSecondPerAccelerator: between(1e9, 1e11),
  storageWriteBytesPerSecond: between(1e9, 1e13),
  storageReadBytesPerSecond: between(1e9, 1e13),
  checkpointKind: fc.constantFrom(
    'blocking' as const,
    'asynchronous' as const,
    'peer-memory' as const,
    'two-level' as const,
  ),
  asynchronousBlockingFraction: between(0.001, 1),
  checkpointIntervalSeconds: fc.option(between(0, 20_000)),
  startupSeconds: between(0, 10_000),
  plannedStopFraction: between(0, 0.3),
  repairSeconds: between(0, 200_000),
  spareConfidence: between(0.5, 0.999),
  peerCopies: fc.integer({ min: 1, max: 4 }),
  storageEvery: fc.option(fc.integer({ min: 1, max: 50 })),
  faultTolerance: fc.constantFrom('restart' as const, 'elastic' as const, 'replicas' as const),
  sparePool: fc.constantFrom('always-ready' as const, 'own' as const),
  replicaGroups: fc.integer({ min: 1, max: 512 }),
  replicaStallSeconds: between(0, 600),
});

const cost = fc.record({
  basis: fc.constantFrom('rent' as const, 'own' as const),
  rentUsdPerAcceleratorHour: between(0.1, 20),
  spareAccelerators: fc.integer({ min: 0, max: 2000 }),
  capital: fc.array(fc.record({ key: fc.constant('item'), label: fc.constant('Item'), usd: between(0, 1e9) }), {
    maxLength: 8,
  }),
  capitalShareUsed: between(0.1, 1),
  depreciationYears: between(1, 10),
  interestPerYear: fc.oneof(fc.constant(0), between(1e-6, 0.3)),
  residualFraction: between(0, 0.5),
  maintenancePerYearFraction: between(0, 0.2),
  staffUsdPerYear: between(0, 1e7),
  colocationUsdPerKilowattMonth: between(0, 400),
  electricityUsdPerKilowattHour: between(0, 0.4),
  storageUsdPerMonth: between(0, 1e6),
  ownedUtilization: between(0.1, 1),
  onDemandUsdPerAcceleratorHour: between(0.1, 20),
  committedUtilization: between(0.1, 1),
  commitmentYears: between(0, 5),
  facilityUsd: between(0, 1e9),
  facilityUsdPerWatt: between(0, 30),
  facilityYears: between(1, 30),
  contractedWattsPerMachine: fc.option(between(0, 20_000)),
  machines: fc.integer({ min: 1, max: 25_000 }),
  demandChargeUsdPerKilowattMonth: between(0, 30),
  interSitePath: fc.constantFrom('not-charged' as const, 'provider' as const, 'leased-lines' as const),
  interSiteBytesPerStep: between(0, 1e13),
  interSiteUsdPerByte: between(0, 1e-10),
  leasedLinesUsdPerMonth: between(0, 1e6),
  egressBytes: between(0, 1e15),
  egressUsdPerByte: between(0, 1e-10),
  currency: fc.record({ code: fc.constant('EUR'), symbol: fc.constant('€'), perUsd: between(0.1, 2000) }),
});

/** Not an input of the laws: only runs are simulated with it. */
const SIMULATION = {
  repairCrews: 0,
  stragglersPerMachineHour: 0,
  stragglerSpeedFraction: 1,
  stragglerNoticeSeconds: 600,
} as const;

const step = fc.record({
  accelerators: fc.integer({ min: 1, max: 200_000 }),
  parameters: between(1e8, 2e12),
  stepSeconds: between(0.1, 60),
  steps: fc.integer({ min: 1000, max: 2_000_000 }),
  tokens: between(1e9, 4e13),
  computeBusySeconds: between(0, 60),
  memoryBusySeconds: between(0, 60),
  linkBusySeconds: between(0, 60),
  modelFlopsUtilization: between(0.05, 0.7),
});

/** Inputs of the economy with a training step. */
export const arbitraryEconomy: fc.Arbitrary<{ readonly inputs: EconomyInputs; readonly step: EconomyStep }> = fc.record(
  {
    inputs: fc.record({ reliability, cost, power: arbitraryPower, simulation: fc.constant(SIMULATION) }),
    step,
  },
);

/** Sum of named amounts. */
export const sum = (list: readonly { readonly amount: number }[]): number =>
  list.reduce((total, entry) => total + entry.amount, 0);

/** What the inputs come to. */
export function estimate(inputs: EconomyInputs, step: EconomyStep): EconomyEstimate {
  const block = harness.input as unknown as Float64Array;
  packEconomy(inputs, block, 0);
  packEconomyStep(step, block, 0);
  harness.run();
  return unpackEconomy(inputs, step.steps, harness.output as unknown as Float64Array, 0);
}

/** Equal within 1e-9. */
export function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(Math.abs(expected), 1e-9));
}
