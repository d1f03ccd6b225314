/** Random but meaningful inputs of failures, cost and power, for property tests. */
import * as fc from 'fast-check';
import type { EconomyInputs } from '../../../src/domain/assumptions/economy-inputs.ts';
import type { EconomyStep } from '../../runtime/pack-economy.ts';

const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });

const causes = fc.array(
  fc.record({
    key: fc.constant('cause'),
    label: fc.constant('Cause'),
    components: fc.integer({ min: 0, max: 200_000 }),
    interruptionsPerComponentHour: between(0, 2e-5),
  }),
  { maxLength: 12 },
);

const reliability = fc.record({
  causes,
  detectSeconds: between(0, 2000),
  replaceSeconds: between(0, 4000),
  restartSeconds: between(0, 2000),
  checkpointBytesPerParameter: between(2, 18),
  peerWriteBytesPerSecondPerAccelerator: between(1e9, 1e11),
  storageWriteBytesPerSecond: between(1e9, 1e13),
  storageReadBytesPerSecond: between(1e9, 1e13),
  checkpointKind: fc.constantFrom('blocking' as const, 'asynchronous' as const, 'peer-memory' as const),
  asynchronousBlockingFraction: between(0.001, 1),
  checkpointIntervalSeconds: fc.option(between(0, 20_000)),
  startupSeconds: between(0, 10_000),
  plannedStopFraction: between(0, 0.3),
  repairSeconds: between(0, 200_000),
  spareConfidence: between(0.5, 0.999),
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
});

const power = fc
  .record({
    accelerators: fc.integer({ min: 1, max: 200_000 }),
    acceleratorIdleWatts: between(0, 200),
    acceleratorPeakWatts: between(200, 2000),
    computeShare: between(0, 0.6),
    memoryShare: between(0, 0.4),
    hostIdleWatts: between(0, 1e7),
    hostPeakWatts: between(1e7, 3e7),
    switchWatts: between(0, 1e6),
    opticsWatts: between(0, 1e6),
    storageWatts: between(0, 1e6),
    facilityFactor: between(1, 2),
    gridKgCo2PerKilowattHour: between(0, 1),
    waterLitresPerKilowattHour: between(0, 3),
    embodiedKgCo2: between(0, 1e8),
    lifetimeYears: between(1, 10),
  })
  .map((drawn) => ({ ...drawn, linkShare: 1 - drawn.computeShare - drawn.memoryShare }));

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
    inputs: fc.record({ reliability, cost, power }),
    step,
  },
);
