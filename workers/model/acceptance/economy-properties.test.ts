/** What must hold for any failures, checkpoints, power and prices. */
import '../../build/portable-globals.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dalyInterval } from '../reliability/daly-interval.ts';
import { exactGoodput } from '../reliability/exact-goodput.ts';
import { exactInterval } from '../reliability/exact-interval.ts';
import { firstOrderGoodput } from '../reliability/first-order-goodput.ts';
import { peerLossProbability } from '../reliability/peer-loss.ts';
import { spareCount } from '../reliability/spare-count.ts';
import { youngInterval } from '../reliability/young-interval.ts';
import { arbitraryEconomy, between, estimate, expectClose, RUNS, sum } from './testing/arbitrary-economy.ts';

describe('failures and checkpoints', () => {
  it('splits the wall time without remainder', () => {
    fc.assert(
      fc.property(arbitraryEconomy, ({ inputs, step }) => {
        const { reliability } = estimate(inputs, step);
        expect(Math.abs(sum(reliability.lostShares) + reliability.goodput - 1)).toBeLessThanOrEqual(1e-12);
        for (const entry of reliability.lostShares) expect(entry.amount, entry.key).toBeGreaterThanOrEqual(0);
        expectClose(sum(reliability.interruptionsPerDayByCause), reliability.interruptionsPerDay);
      }),
      RUNS,
    );
  });

  it('knows what every accelerator-hour of the job and its spares is for', () => {
    fc.assert(
      fc.property(arbitraryEconomy, ({ inputs, step }) => {
        const { reliability, run } = estimate(inputs, step);
        const { acceleratorHoursByUse: uses, allocatedAcceleratorHours } = reliability;
        expectClose(sum(uses), allocatedAcceleratorHours);
        for (const use of uses) expect(use.amount, use.key).toBeGreaterThanOrEqual(0);
        const spares = uses.filter(({ key }) => key.startsWith('spares-'));
        expectClose(sum(uses) - sum(spares), run.acceleratorHours);
        expectClose(uses.find(({ key }) => key === 'useful')!.amount, run.acceleratorHours * reliability.goodput);
      }),
      RUNS,
    );
  });

  it('makes the wall time the ideal time over the goodput', () => {
    fc.assert(
      fc.property(arbitraryEconomy, ({ inputs, step }) => {
        const { run, reliability } = estimate(inputs, step);
        fc.pre(reliability.goodput > 1e-9);
        expectClose(run.idealSeconds / run.wallSeconds, reliability.goodput);
        expectClose(run.acceleratorHours, (step.accelerators * run.wallSeconds) / 3600);
      }),
      RUNS,
    );
  });

  it('never gains goodput from more failures or longer recoveries', () => {
    fc.assert(
      fc.property(arbitraryEconomy, between(1, 5), between(0, 3600), ({ inputs, step }, factor, longer) => {
        const before = estimate(inputs, step).reliability.goodput;
        const moreFailures = inputs.reliability.causes.map((cause) => ({
          ...cause,
          interruptionsPerComponentHour: cause.interruptionsPerComponentHour * factor,
        }));
        const worse = estimate({ ...inputs, reliability: { ...inputs.reliability, causes: moreFailures } }, step);
        expect(worse.reliability.goodput).toBeLessThanOrEqual(before * (1 + 1e-9));
        const slower = { ...inputs.reliability, restartSeconds: inputs.reliability.restartSeconds + longer };
        const slowest = estimate({ ...inputs, reliability: slower }, step);
        expect(slowest.reliability.goodput).toBeLessThanOrEqual(before * (1 + 1e-9));
      }),
      RUNS,
    );
  });

  it('loses nothing when nothing fails and checkpoints are free', () => {
    fc.assert(
      fc.property(arbitraryEconomy, ({ inputs, step }) => {
        const calm = {
          ...inputs.reliability,
          causes: [],
          checkpointBytesPerParameter: 0,
          startupSeconds: 0,
          plannedStopFraction: 0,
        };
        const { reliability, run } = estimate({ ...inputs, reliability: calm }, step);
        expect(reliability.goodput).toBe(1);
        expect(run.wallSeconds).toBe(run.idealSeconds);
        expect(reliability.meanSecondsBetweenInterruptions).toBe(Number.POSITIVE_INFINITY);
        expect(reliability.sparesNeeded).toBe(0);
      }),
      RUNS,
    );
  });

  it('has its greatest goodput at the exact interval', () => {
    fc.assert(
      fc.property(between(0.01, 3000), between(60, 1e7), between(0, 3600), between(0.2, 5), (w, mean, recovery, k) => {
        const best = exactInterval(w, mean);
        const top = exactGoodput(best, w, recovery, mean);
        expect(exactGoodput(best * k, w, recovery, mean)).toBeLessThanOrEqual(top * (1 + 1e-12));
        expect(exactGoodput(youngInterval(w, mean), w, recovery, mean)).toBeLessThanOrEqual(top * (1 + 1e-12));
      }),
      RUNS,
    );
  });

  it('is met by Daly and by Young where checkpoints are short', () => {
    fc.assert(
      fc.property(between(1e-6, 1e-2), between(60, 1e7), (ratio, mean) => {
        const w = ratio * mean;
        const exact = exactInterval(w, mean);
        expect(Math.abs(dalyInterval(w, mean) / exact - 1)).toBeLessThan(0.001);
        expect(Math.abs(youngInterval(w, mean) / exact - 1)).toBeLessThan(0.06);
      }),
      RUNS,
    );
  });

  it('comes down to the first-order form where losses are small', () => {
    fc.assert(
      fc.property(between(1e-4, 1e-2), between(0, 0.5), between(1e4, 1e6), (share, recoveryShare, mean) => {
        const interval = share * mean;
        const exact = exactGoodput(interval, 0.01 * interval, recoveryShare * interval, mean);
        const first = firstOrderGoodput(interval, 0.01 * interval, recoveryShare * interval, 1 / mean);
        expect(Math.abs(exact - first)).toBeLessThan(4 * share * share + 0.02 * share);
      }),
      RUNS,
    );
  });

  it('stays between 0 and 1 where the first-order form falls below zero', () => {
    const goodput = exactGoodput(1800, 300, 1200, 1080);
    expect(firstOrderGoodput(1800, 300, 1200, 1 / 1080)).toBeLessThan(0);
    expect(goodput).toBeGreaterThan(0);
    expect(goodput).toBeLessThan(1);
  });

  it('agrees with a replay of random failures', () => {
    // A small generator of its own (Park and Miller's), so that the test gives the same run every time.
    let state = 12345;
    const next = (): number => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647;
    };
    const [mean, interval, blocking, recovery] = [7200, 1500, 60, 600];
    let wall = 0;
    const segments = 20_000;
    for (let done = 0; done < segments; ) {
      // Without memory: from any moment on, the time to the next failure is exponential.
      let needed = interval + blocking;
      for (;;) {
        const untilFailure = -mean * Math.log(next());
        if (untilFailure >= needed) {
          wall += needed;
          break;
        }
        wall += untilFailure;
        needed = recovery + interval + blocking;
      }
      done += 1;
    }
    const replayed = (segments * interval) / wall;
    expect(Math.abs(replayed / exactGoodput(interval, blocking, recovery, mean) - 1)).toBeLessThan(0.01);
  });

  it('needs more spares for longer repairs and more confidence', () => {
    fc.assert(
      fc.property(between(0, 300), between(0, 50), between(0.5, 0.99), (load, more, confidence) => {
        expect(spareCount(load + more, confidence)).toBeGreaterThanOrEqual(spareCount(load, confidence));
        expect(spareCount(load, 0.5 + confidence / 2.01)).toBeGreaterThanOrEqual(spareCount(load, confidence));
      }),
      RUNS,
    );
    expect(spareCount(1000, 0.99)).toBeGreaterThan(1060);
    expect(spareCount(1000, 0.99)).toBeLessThan(1090);
  });

  it('loses peer copies with certainty only when every node is lost', () => {
    expect(peerLossProbability(2, 2, 2)).toBe(1);
    expect(peerLossProbability(1000, 2, 1)).toBe(0);
    expect(peerLossProbability(1000, 3, 3)).toBeLessThan(peerLossProbability(1000, 2, 2));
  });
});

describe('power', () => {
  it('sums components to totals and keeps the average below the peak', () => {
    fc.assert(
      fc.property(arbitraryEconomy, ({ inputs, step }) => {
        const { power, run } = estimate(inputs, step);
        expectClose(sum(power.averageWattsByComponent), power.averageFacilityWatts);
        expect(power.averageItWatts).toBeLessThanOrEqual(power.peakItWatts * (1 + 1e-12));
        expectClose(power.peakFacilityWatts, power.peakItWatts * inputs.power.facilityFactor);
        expectClose(power.energyJoules, power.averageFacilityWatts * run.wallSeconds);
        expectClose(sum(power.energyJoulesByComponent), power.energyJoules);
        expectClose(sum(power.operationalCarbonKgByComponent), power.operationalCarbonKg);
        expectClose(sum(power.embodiedCarbonKgByComponent), power.embodiedCarbonKg);
      }),
      RUNS,
    );
  });

  it('draws idle power when the step does nothing, and peak power when everything is busy all the time', () => {
    fc.assert(
      fc.property(arbitraryEconomy, ({ inputs, step }) => {
        const idle = estimate(inputs, { ...step, computeBusySeconds: 0, memoryBusySeconds: 0, linkBusySeconds: 0 });
        expectClose(
          idle.power.averageWattsByComponent[0]!.amount,
          inputs.power.accelerators * inputs.power.acceleratorIdleWatts,
        );
        const calm = {
          ...inputs.reliability,
          causes: [],
          checkpointBytesPerParameter: 0,
          startupSeconds: 0,
          plannedStopFraction: 0,
        };
        const t = step.stepSeconds;
        const busy = { ...step, computeBusySeconds: t, memoryBusySeconds: t, linkBusySeconds: t };
        const full = estimate({ ...inputs, reliability: calm }, busy);
        expectClose(full.power.averageItWatts, full.power.peakItWatts);
      }),
      RUNS,
    );
  });
});
