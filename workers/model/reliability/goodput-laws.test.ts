/** The laws of checkpoints on two levels, spares that run out, elastic jobs and replicas, as laws. */
import '../../build/portable-globals.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReliabilityInputs } from '../../../src/domain/assumptions/reliability-inputs.ts';
import type { ReliabilityEstimate } from '../../../src/domain/estimate/reliability-estimate.ts';
import { arbitraryEconomy, between, estimate, RUNS } from '../acceptance/testing/arbitrary-economy.ts';
import { attemptShare, exactGoodput, keptShare } from './exact-goodput.ts';
import { exactInterval } from './exact-interval.ts';
import { peerSurvival } from './peer-survival.ts';
import { addRepairs, chanceInRepair, clearRepairs, sparesFor, spreadRepairs } from './repair-pool.ts';
import { missingGroupShare, replicaGoodput, stalledShare } from './replica-goodput.ts';
import { spareCount } from './spare-count.ts';
import { waitForRepair } from './spare-wait.ts';
import { chanceOfStorage, twoLevelAttemptShare, twoLevelKeptShare, twoLevelWorkShare } from './two-level-goodput.ts';
import { bestPeerInterval, bestStorageEvery, setLevels } from './two-level-intervals.ts';

const FEW = { seed: 5, numRuns: 120 };
const HOUR = 3600;

/** Nothing lost but what a test asks for: 1,024 machines of eight, an interruption every three hours that takes one machine. */
const CALM: ReliabilityInputs = {
  causes: [],
  machines: 1024,
  spareMachines: 4,
  detectSeconds: 120,
  replaceSeconds: 120,
  restartSeconds: 360,
  checkpointBytesPerParameter: 14,
  peerWriteBytesPerSecondPerAccelerator: 50e9,
  storageWriteBytesPerSecond: 1e12,
  storageReadBytesPerSecond: 1e12,
  checkpointKind: 'blocking',
  asynchronousBlockingFraction: 0.05,
  checkpointIntervalSeconds: null,
  startupSeconds: 0,
  plannedStopFraction: 0,
  repairSeconds: 0,
  spareConfidence: 0.99,
  peerCopies: 2,
  storageEvery: null,
  faultTolerance: 'restart',
  sparePool: 'always-ready',
  replicaGroups: 64,
  replicaStallSeconds: 180,
};
const STEP = {
  accelerators: 8192,
  parameters: 4e11,
  stepSeconds: 6,
  steps: 500_000,
  tokens: 1e13,
  computeBusySeconds: 3,
  memoryBusySeconds: 2,
  linkBusySeconds: 2,
  modelFlopsUtilization: 0.4,
};
const OTHERS = fc.sample(arbitraryEconomy, { seed: 1, numRuns: 1 })[0]!.inputs;

function causesOf(perDay: number, machinesLost: number, repairSeconds: number): ReliabilityInputs['causes'] {
  return [
    {
      key: 'machines',
      label: 'Machines',
      origin: 'infrastructure',
      components: 1,
      interruptionsPerComponentHour: perDay / 24,
      effect: 'stops',
      machinesLost,
      repairSeconds,
      speedFraction: 1,
      weibullShape: 1,
    },
  ];
}

function resultOf(changes: Partial<ReliabilityInputs>): ReliabilityEstimate {
  return estimate({ ...OTHERS, reliability: { ...CALM, ...changes } }, STEP).reliability;
}

const lost = (result: ReliabilityEstimate, key: string): number =>
  result.lostShares.find((share) => share.key === key)!.amount;

/** Share of the wall time that is work with two levels. */
function twoLevelGoodput(
  d: number,
  w: number,
  w2: number,
  k: number,
  q: number,
  r1: number,
  r2: number,
  m: number,
): number {
  const epsilon = chanceOfStorage(q, r1, m);
  return (
    twoLevelAttemptShare(q, r1, r2, m) * twoLevelKeptShare(d + w, w2, k, epsilon, m) * twoLevelWorkShare(d, w, w2, k)
  );
}

describe('checkpoints on two levels', () => {
  const cases = fc.record({
    d: between(10, 5000),
    w: between(0, 60),
    w2: between(0, 600),
    k: fc.integer({ min: 1, max: 40 }),
    q: between(0, 1),
    r1: between(0, 1500),
    r2: between(0, 3000),
    m: between(600, 1e6),
  });

  it('is the exact form of one level when every copy is stored and none survives', () => {
    fc.assert(
      fc.property(cases, ({ d, w, w2, r2, m }) => {
        const two = twoLevelGoodput(d, w, w2, 1, 0, 0, r2, m);
        expect(two / exactGoodput(d, w + w2, r2, m)).toBeCloseTo(1, 9);
      }),
      FEW,
    );
  });

  it('is the exact form of the whole pattern when none survives, and of each segment when all do', () => {
    fc.assert(
      fc.property(cases, ({ d, w, w2, k, r1, r2, m }) => {
        const pattern = k * (d + w) + w2;
        fc.pre(pattern / m < 50);
        const none = twoLevelKeptShare(d + w, w2, k, 1, m);
        expect(none / keptShare(pattern, m)).toBeCloseTo(1, 9);
        expect(twoLevelAttemptShare(0, r1, r2, m)).toBeCloseTo(attemptShare(r2, m), 12);
        const all = twoLevelKeptShare(d + w, 0, k, 0, m);
        expect(all / keptShare(d + w, m)).toBeCloseTo(1, 9);
        expect(twoLevelAttemptShare(1, r1, r2, m)).toBeCloseTo(attemptShare(r1, m), 12);
      }),
      FEW,
    );
  });

  it('gets no better with more failures, fewer survivors, longer writes or longer recoveries', () => {
    fc.assert(
      fc.property(cases, between(1, 3), ({ d, w, w2, k, q, r1, r2, m }, factor) => {
        const slower = Math.max(r1, r2);
        const at = (c: { q?: number; m?: number; w?: number; w2?: number; r2?: number }): number =>
          twoLevelGoodput(d, c.w ?? w, c.w2 ?? w2, k, c.q ?? q, r1, c.r2 ?? slower, c.m ?? m);
        const most = at({}) * (1 + 1e-9);
        expect(at({ q: q / factor })).toBeLessThanOrEqual(most);
        expect(at({ m: m / factor })).toBeLessThanOrEqual(most);
        expect(at({ w: w * factor })).toBeLessThanOrEqual(most);
        expect(at({ w2: w2 * factor })).toBeLessThanOrEqual(most);
        expect(at({ r2: slower * factor })).toBeLessThanOrEqual(most);
      }),
      FEW,
    );
  });

  it('agrees with a run that is played out event by event', () => {
    // Multiplicative congruence: the same run each time.
    let seed = 7;
    const uniform = (): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const [d, w, w2, k, q, r1, r2, m] = [900, 15, 120, 5, 0.85, 500, 1100, 7200];
    let next = -m * Math.log(uniform());
    let now = 0;
    let worked = 0;
    let done = 0;
    /** Lets time pass; whether and how it was broken. */
    const pass = (seconds: number): 'through' | 'peers' | 'storage' => {
      if (now + seconds <= next) {
        now += seconds;
        return 'through';
      }
      now = next;
      next -= m * Math.log(uniform());
      return uniform() < q ? 'peers' : 'storage';
    };
    const recover = (from: 'peers' | 'storage'): void => {
      let level = from;
      for (;;) {
        if (level === 'storage') done = 0;
        const answer = pass(level === 'storage' ? r2 : r1);
        if (answer === 'through') return;
        if (answer === 'storage') level = 'storage';
      }
    };
    while (worked < 400_000 * d) {
      const answer = pass(d + w + (done === k - 1 ? w2 : 0));
      if (answer !== 'through') recover(answer);
      else {
        done += 1;
        if (done === k) {
          worked += k * d;
          done = 0;
        }
      }
    }
    expect(worked / now / twoLevelGoodput(d, w, w2, k, q, r1, r2, m)).toBeCloseTo(1, 2);
  });

  it('finds the best pair of intervals, as trying all of a fine grid does', () => {
    fc.assert(
      fc.property(
        fc.record({ w: between(0.05, 30), w2: between(1, 600), epsilon: between(1e-4, 1), m: between(1800, 1e6) }),
        ({ w, w2, epsilon, m }) => {
          setLevels(w, w2, epsilon, m, 1, 1e7, 0);
          const useful = (d: number, k: number): number =>
            twoLevelKeptShare(d + w, w2, k, epsilon, m) * twoLevelWorkShare(d, w, w2, k);
          const every = bestStorageEvery(-1);
          const found = useful(bestPeerInterval(every), every);
          let tried = 0;
          for (let k = 1; k < 3e4; k = Math.max(k + 1, Math.round(k * 1.04))) {
            for (let d = 1; d < 1e7 / k; d *= 1.05) tried = Math.max(tried, useful(d, k));
          }
          expect(found).toBeGreaterThanOrEqual(tried * (1 - 1e-9));
        },
      ),
      { seed: 5, numRuns: 12 },
    );
  });

  it('finds the exact interval of one level where there is one', () => {
    for (const [w, m] of [
      [10, 10_000],
      [300, 3600],
    ] as const) {
      setLevels(w / 2, w / 2, 1, m, 1e-3, 1e9, 0);
      expect(bestPeerInterval(1) / exactInterval(w, m)).toBeCloseTo(1, 6);
    }
  });

  it('keeps a stored one safe before the next is stored', () => {
    setLevels(0.1, 5, 0.02, 20_000, 6, 1e7, 900);
    for (const chosen of [6, 20, 100]) expect(bestStorageEvery(chosen) * chosen).toBeGreaterThanOrEqual(900);
    expect(bestPeerInterval(3)).toBeGreaterThanOrEqual(300);
  });

  it('survives what leaves a copy: nothing lost always, one copy never, two by chance', () => {
    expect(peerSurvival(2048, 2, 0)).toBe(1);
    expect(peerSurvival(2048, 2, 1)).toBe(1);
    expect(peerSurvival(2048, 1, 1)).toBeCloseTo(0, 12);
    expect(peerSurvival(2048, 2, 2)).toBeCloseTo(1 - 1 / 2047, 12);
    expect(peerSurvival(16, 2, 16)).toBe(0);
    expect(peerSurvival(2048, 3, 16)).toBeGreaterThan(peerSurvival(2048, 2, 16));
  });
});

describe('spares', () => {
  it('are Poisson when machines fail one by one, and need the same number', () => {
    fc.assert(
      fc.property(between(0.01, 400), between(0.5, 0.999), (mean, confidence) => {
        clearRepairs();
        addRepairs(1, mean / 3);
        addRepairs(1, (2 * mean) / 3);
        spreadRepairs(mean + 12 * Math.sqrt(mean) + 40);
        expect(chanceInRepair(0)).toBeCloseTo(Math.exp(-mean), 9);
        expect(chanceInRepair(2)).toBeCloseTo((mean * mean * Math.exp(-mean)) / 2, 9);
        expect(Math.abs(sparesFor(confidence) - spareCount(mean, confidence))).toBeLessThanOrEqual(1e-9);
      }),
      FEW,
    );
  });

  it('come in the sizes of their events', () => {
    clearRepairs();
    addRepairs(18, 0.1);
    spreadRepairs(400);
    expect(chanceInRepair(17)).toBe(0);
    expect(chanceInRepair(36)).toBeCloseTo((Math.exp(-0.1) * 0.01) / 2, 12);
  });

  it('wait for the first of those under repair', () => {
    expect(waitForRepair(1, 4, 5 * HOUR, 5 * HOUR)).toBeCloseTo(HOUR, 6);
    expect(waitForRepair(3, 2, 5 * HOUR, 2 * HOUR)).toBe(2 * HOUR);
    expect(waitForRepair(2, 1e9, HOUR, HOUR)).toBeCloseTo(0, 4);
  });

  it('run out for the share of time that Erlang’s loss formula says', () => {
    fc.assert(
      fc.property(between(0.05, 30), fc.integer({ min: 0, max: 40 }), (mean, spareMachines) => {
        const repair = 20 * HOUR;
        const result = resultOf({
          causes: causesOf((mean * 86_400) / repair, 1, repair),
          spareMachines,
          sparePool: 'own',
          detectSeconds: 0,
          replaceSeconds: 0,
          restartSeconds: 0,
        });
        let loss = 1;
        for (let n = 1; n <= spareMachines + 1; n += 1) loss = (mean * loss) / (n + mean * loss);
        expect(lost(result, 'waiting-for-repair')).toBeCloseTo(loss, 9);
      }),
      FEW,
    );
  });

  it('give what a machine that is always ready gives when there are enough', () => {
    const causes = causesOf(8, 1, 20 * HOUR);
    const always = resultOf({ causes });
    for (const faultTolerance of ['restart', 'elastic'] as const) {
      const own = resultOf({ causes, sparePool: 'own', spareMachines: 200, faultTolerance });
      expect(own.goodput).toBeCloseTo(always.goodput, 12);
    }
    const none = resultOf({ causes, sparePool: 'own', spareMachines: 0 });
    expect(none.goodput).toBeLessThan(0.5 * always.goodput);
  });

  it('never hurt, and an elastic job loses less without them than one that waits', () => {
    fc.assert(
      fc.property(
        between(0.5, 20),
        fc.integer({ min: 0, max: 20 }),
        between(5, 100),
        (perDay, spareMachines, hours) => {
          const pool = { causes: causesOf(perDay, 1, hours * HOUR), sparePool: 'own' as const };
          const waits = resultOf({ ...pool, spareMachines });
          const shrinks = resultOf({ ...pool, spareMachines, faultTolerance: 'elastic' });
          expect(resultOf({ ...pool, spareMachines: spareMachines + 1 }).goodput).toBeGreaterThanOrEqual(
            waits.goodput * (1 - 1e-12),
          );
          // Where spares run short at all: shrinking has its price too.
          if (waits.spares.chanceShort * waits.spares.waitSeconds > 60) {
            expect(shrinks.goodput).toBeGreaterThanOrEqual(waits.goodput);
          }
        },
      ),
      FEW,
    );
  });
});

describe('replica groups', () => {
  it('are the whole job when there is one', () => {
    const causes = causesOf(8, 1, 0);
    const whole = resultOf({ causes, replicaGroups: 1 });
    expect(resultOf({ causes, replicaGroups: 1, faultTolerance: 'replicas' }).goodput).toBe(whole.goodput);
  });

  it('train as the published form says, where stalls are short', () => {
    fc.assert(
      fc.property(between(0.1, 20), fc.integer({ min: 4, max: 512 }), (perDay, replicaGroups) => {
        const result = resultOf({
          causes: causesOf(perDay, 0, 0),
          replicaGroups,
          faultTolerance: 'replicas',
          replicaStallSeconds: 20,
          checkpointBytesPerParameter: 0,
        });
        const published = replicaGoodput(perDay / 86_400, 20, replicaGroups, result.groupOutageSeconds);
        expect(result.goodput / published).toBeCloseTo(1, 4);
      }),
      FEW,
    );
  });

  it('lose the stalls alone when they are many, and meet the published case of 100,000 accelerators', () => {
    expect(missingGroupShare(1 / 1080, 1e6, 1800)).toBeLessThan(1e-5);
    expect(stalledShare(1 / 1080, 180)).toBeCloseTo(1 - Math.exp(-1 / 6), 12);
    expect(replicaGoodput(1 / 1080, 180, 60, 1800)).toBeCloseTo(0.81, 2);
  });

  it('restart whole when an event takes all of them', () => {
    const shared = { causes: causesOf(2, 1024, 0), replicaGroups: 8 };
    expect(resultOf({ ...shared, faultTolerance: 'replicas' }).goodput).toBe(resultOf(shared).goodput);
  });
});

describe('parts that slow the job', () => {
  it('take rate × repair × lost speed in first order, and stop nothing', () => {
    const [cause] = causesOf(0.2, 0, 2 * HOUR);
    const result = resultOf({ causes: [{ ...cause!, effect: 'slows', speedFraction: 0.6 }] });
    expect(result.interruptionsPerDay).toBe(0);
    const first = ((0.2 * 2) / 24) * 0.4;
    expect(lost(result, 'running-degraded') / first).toBeCloseTo(1, 2);
    const still = resultOf({ causes: [{ ...cause!, effect: 'slows', speedFraction: 1 }] });
    expect(lost(still, 'running-degraded')).toBe(0);
  });
});

describe('the curve over intervals', () => {
  it('has its top at the best interval and passes through the one in force', () => {
    fc.assert(
      fc.property(arbitraryEconomy, ({ inputs, step }) => {
        const { reliability } = estimate(inputs, step);
        fc.pre(inputs.reliability.checkpointIntervalSeconds === null && inputs.reliability.storageEvery === null);
        for (const { goodput, intervalSeconds } of reliability.goodputByInterval) {
          expect(intervalSeconds).toBeGreaterThan(0);
          expect(goodput).toBeLessThanOrEqual(reliability.goodput * (1 + 1e-9) + 1e-300);
        }
      }),
      RUNS,
    );
  });
});
