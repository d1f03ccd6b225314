import * as fc from 'fast-check';
import type { PowerInputs } from '../../../../src/domain/assumptions/power-inputs.ts';

const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });

/** Any inputs of power; a cap, where there is one, can be held. */
export const arbitraryPower: fc.Arbitrary<PowerInputs> = fc
  .record({
    accelerators: fc.integer({ min: 1, max: 200_000 }),
    acceleratorIdleWatts: between(0, 200),
    acceleratorLimitWatts: between(200, 2000),
    capShare: fc.oneof(fc.constant(1), between(0, 1)),
    clockExponent: between(1, 4),
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
    marketKgCo2PerKilowattHour: fc.option(between(0, 1)),
    gridProfileAmplitude: fc.oneof(fc.constant(0), between(0, 1)),
    gridProfileMinimumHour: between(0, 24),
    runStartHour: between(0, 24),
    embodiedKgCo2: fc.record({
      accelerators: between(0, 1e8),
      hosts: between(0, 1e8),
      switches: between(0, 1e6),
      storage: between(0, 1e6),
      building: between(0, 1e8),
    }),
    lifetimeYears: between(1, 10),
  })
  .map(({ capShare, ...drawn }) => {
    const { acceleratorIdleWatts: idle, acceleratorLimitWatts: limit, computeShare } = drawn;
    const lowest = idle + (limit - idle) * (1 - computeShare + 0.02 * computeShare);
    return {
      ...drawn,
      linkShare: 1 - computeShare - drawn.memoryShare,
      acceleratorLowestCapWatts: lowest,
      acceleratorPeakWatts: lowest + (limit - lowest) * capShare,
      typicalOfRated: 0.76,
      ramp: { smoothingSeconds: 0.02, rackWattsPerSecond: null, rowWattsPerSecond: null, siteWattsPerSecond: null },
    };
  });
