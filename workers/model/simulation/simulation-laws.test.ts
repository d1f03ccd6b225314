import '../../build/portable-globals.ts';
import { describe, expect, it } from 'vitest';
import { attemptShare, exactGoodput, keptShare, recoveryShare } from '../reliability/exact-goodput.ts';
import * as abi from './simulation-abi.ts';
import { runSample, type SampleInputs, type Spread } from './testing/sample-simulation.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

function expectWithinThree(found: Spread, exact: number): void {
  // Shares that no chance is in have no error either, but for rounding.
  const room = 3 * found.standardError + 1e-9 * Math.abs(exact);
  expect(Math.abs(found.mean - exact), `${found.mean} for ${exact}, error ${found.standardError}`).toBeLessThanOrEqual(
    room,
  );
}

const COMMON = { detect: 60, replace: 300, restart: 240, read: 100 };

describe('runs with machines enough and exponential failures', () => {
  // Mean between failures from well above to well below a recovery, with and without lag, one cause or several.
  it.each([
    { name: 'rare failures', mean: 3 * HOUR, interval: 1800, blocking: 20, lag: 0, work: 10 * DAY },
    { name: 'lagging checkpoints', mean: 2 * HOUR, interval: 1200, blocking: 6, lag: 140, work: 5 * DAY },
    { name: 'frequent failures', mean: 1200, interval: 600, blocking: 60, lag: 100, work: 60_000 },
    { name: 'hardly anything done', mean: 500, interval: 400, blocking: 40, lag: 0, work: 12_000 },
  ])('take as long as the wall-time model says: $name', ({ mean, interval, blocking, lag, work }) => {
    const recovery = 700;
    const goodput = exactGoodput(interval, blocking, recovery + lag, mean);
    for (const shares of [[1], [0.6, 0.3, 0.1]]) {
      const causes = shares.map((share) => ({ meanSeconds: mean / share, machines: 1 }));
      const runs = runSample({ ...COMMON, work, interval, blocking, lag, causes }, 1500, 17);
      expectWithinThree(runs.of(abi.ROW_WALL), work / goodput);
      expectWithinThree(runs.of(abi.ROW_INTERRUPTIONS), work / goodput / mean);
      const uses = abi.ROW_USES;
      const wall = work / goodput;
      expectWithinThree(runs.of(uses + abi.USE_DETECTION), wall * recoveryShare(0, 60, mean));
      expectWithinThree(runs.of(uses + abi.USE_REPLACEMENT), wall * recoveryShare(60, 360, mean));
      expectWithinThree(runs.of(uses + abi.USE_RESTART), wall * recoveryShare(360, 600, mean));
      expectWithinThree(runs.of(uses + abi.USE_READING), wall * recoveryShare(600, 700, mean));
      const attempts = attemptShare(recovery + lag, mean);
      const lost =
        recoveryShare(recovery, recovery + lag, mean) + attempts * (1 - keptShare(interval + blocking, mean));
      expectWithinThree(runs.of(uses + abi.USE_REDONE), wall * lost);
      expectWithinThree(runs.of(uses + abi.USE_CHECKPOINTS), (work / interval) * blocking);
    }
  });

  it('adds start-up and planned stops as the closed form does', () => {
    const sample = { ...COMMON, work: 2 * DAY, interval: 1800, blocking: 20, causes: [{ meanSeconds: 2 * HOUR }] };
    const bare = runSample(sample, 50, 3);
    const dressed = runSample({ ...sample, startup: 5000, planned: 0.1 }, 50, 3);
    bare.rows.forEach((row, run) => {
      const wall = (row[abi.ROW_WALL] ?? 0) / 0.9 + 5000;
      expect(dressed.rows[run]?.[abi.ROW_WALL]).toBeCloseTo(wall, 3);
      const planned = dressed.rows[run]?.[abi.ROW_USES + abi.USE_PLANNED] ?? 0;
      expect(planned / (wall - 5000)).toBeCloseTo(0.1, 9);
    });
  });

  it('take the work and its checkpoints when nothing fails', () => {
    const { rows } = runSample({ work: 1000, interval: 300, blocking: 7, causes: [] }, 1);
    expect(rows[0]?.[abi.ROW_WALL]).toBeCloseTo(1000 + 4 * 7, 9);
  });

  it('are nothing when there is nothing to do', () => {
    const { rows } = runSample({ work: 0, interval: 300, blocking: 7, causes: [{ meanSeconds: 10 }] }, 1);
    expect(rows[0]?.[abi.ROW_WALL]).toBe(0);
  });
});

describe('two levels of checkpoints', () => {
  const sample = {
    ...COMMON,
    work: 2 * DAY,
    interval: 600,
    blocking: 5,
    storageEvery: 6,
    storageBlocking: 80,
    storageRead: 400,
  };

  it('are the wall-time model over the whole pattern when peers survive nothing', () => {
    const causes = [{ meanSeconds: 2 * HOUR, storageChance: 1 }];
    const runs = runSample({ ...sample, causes }, 1500, 5);
    const goodput = exactGoodput(6 * 600, 6 * 5 + 80, 60 + 300 + 240 + 400, 2 * HOUR);
    expectWithinThree(runs.of(abi.ROW_WALL), sample.work / goodput);
  });

  it('are that of each segment alone when peers survive everything', () => {
    const mean = HOUR;
    const runs = runSample({ ...sample, causes: [{ meanSeconds: mean }] }, 1500, 6);
    const segment = (blocking: number): number => 600 / exactGoodput(600, blocking, 700, mean);
    const pattern = 5 * segment(5) + segment(85);
    expectWithinThree(runs.of(abi.ROW_WALL), (sample.work / 3600) * pattern);
  });

  it('lie between the two otherwise', () => {
    const wall = (storageChance: number): number =>
      runSample({ ...sample, causes: [{ meanSeconds: HOUR, storageChance }] }, 1000, 7).of(abi.ROW_WALL).mean;
    expect(wall(0.3)).toBeGreaterThan(wall(0.05));
    expect(wall(1)).toBeGreaterThan(wall(0.3));
  });
});

describe('spare machines and repair crews', () => {
  const sample: SampleInputs = {
    ...COMMON,
    work: 10 * DAY,
    interval: 1800,
    blocking: 20,
    causes: [{ meanSeconds: 6 * HOUR, machines: 1, repairSeconds: DAY }],
  };
  const wall = (changes: Partial<SampleInputs>): number =>
    runSample({ ...sample, ...changes }, 400, 8).of(abi.ROW_WALL).mean;

  it('do not matter while there are always enough', () => {
    const runs = runSample({ ...sample, spares: 60 }, 600, 9);
    expectWithinThree(runs.of(abi.ROW_WALL), sample.work / exactGoodput(1800, 20, 700, 6 * HOUR));
    expect(runs.of(abi.ROW_USES + abi.USE_WAITING).mean).toBe(0);
  });

  it('without a spare, every interruption waits for its repair', () => {
    const runs = runSample({ ...sample, work: 2 * DAY, spares: 0 }, 1000, 10);
    // Of an exponential repair, what is left after noticing and replacing is as long as a new one, if it is not over.
    const left = DAY * Math.exp(-360 / DAY);
    const perInterruption = runs.of((row) => {
      const waited = row[abi.ROW_USES + abi.USE_WAITING] ?? 0;
      return waited - left * (row[abi.ROW_INTERRUPTIONS] ?? 0);
    });
    // Failures within a recovery share one wait: between none and 360 s / 6 h of them.
    const interruptions = runs.of(abi.ROW_INTERRUPTIONS).mean;
    expect(perInterruption.mean / interruptions / left).toBeGreaterThan(-0.05);
    expect(perInterruption.mean / interruptions / left).toBeLessThan(0.05);
  });

  it('help the more, the more there are', () => {
    const walls = [0, 2, 4, 8].map((spares) => wall({ spares }));
    expect(walls).toEqual([...walls].sort((a, b) => b - a));
    expect(walls[0]).toBeGreaterThan(2 * (walls[3] ?? 0));
  });

  it('wait for crews that are too few', () => {
    const walls = [1, 2, 4, 0].map((crews) => wall({ spares: 5, crews }));
    expect(walls).toEqual([...walls].sort((a, b) => b - a));
  });

  it('keeps as many machines busy in repair as Little says', () => {
    // One crew at half load: 1 machine is in repair on average (M/M/1), so two spares are too few now and then, and twelve never.
    const busy = runSample(
      { ...sample, crews: 1, spares: 40, causes: [{ ...sample.causes[0]!, repairSeconds: 3 * HOUR }] },
      200,
      11,
    );
    expect(busy.of(abi.ROW_MOST_IN_REPAIR).mean).toBeGreaterThan(2.5);
    expect(busy.of(abi.ROW_MOST_IN_REPAIR).mean).toBeLessThan(8);
  });
});

describe('a domain that fails as a whole', () => {
  const base: SampleInputs = { ...COMMON, work: 10 * DAY, interval: 1800, blocking: 20, causes: [] };
  const alone = { meanSeconds: 4 * HOUR, machines: 1, repairSeconds: 8 * HOUR };
  const together = { meanSeconds: 32 * HOUR, machines: 8, repairSeconds: 8 * HOUR };

  it('interrupts less often than its machines one by one', () => {
    const walls = [alone, together].map(
      (cause) => runSample({ ...base, causes: [cause] }, 500, 12).of(abi.ROW_WALL).mean,
    );
    expect(walls[1]).toBeLessThan(walls[0] ?? 0);
  });

  it('needs more spares than they do', () => {
    const waits = [alone, together].map(
      (cause) => runSample({ ...base, spares: 6, causes: [cause] }, 500, 13).of(abi.ROW_USES + abi.USE_WAITING).mean,
    );
    expect(waits[1]).toBeGreaterThan(5 * (waits[0] ?? 0));
  });
});

describe('jobs that go on with less', () => {
  const base: SampleInputs = {
    ...COMMON,
    work: 10 * DAY,
    interval: 1800,
    blocking: 20,
    groups: 32,
    machinesPerGroup: 4,
    causes: [{ meanSeconds: 8 * HOUR, machines: 1, repairSeconds: DAY }],
  };

  it('elastic jobs are faster than those that wait, and slower than those with spares', () => {
    const waiting = runSample({ ...base, spares: 0 }, 300, 14).of(abi.ROW_WALL).mean;
    const elastic = runSample({ ...base, spares: 0, tolerance: abi.ELASTIC }, 300, 14);
    const spared = runSample(base, 300, 14).of(abi.ROW_WALL).mean;
    expect(elastic.of(abi.ROW_WALL).mean).toBeLessThan(0.5 * waiting);
    expect(elastic.of(abi.ROW_WALL).mean).toBeGreaterThan(spared);
    expect(elastic.of(abi.ROW_USES + abi.USE_SHRUNK).mean).toBeGreaterThan(0);
    expect(elastic.of(abi.ROW_USES + abi.USE_WAITING).mean).toBeLessThan(60);
  });

  it('elastic jobs with spares enough are those that restart', () => {
    const elastic = runSample({ ...base, spares: 50, tolerance: abi.ELASTIC }, 50, 15);
    const restart = runSample({ ...base, spares: 50 }, 50, 15);
    expect(elastic.rows).toEqual(restart.rows);
  });

  it('replicas lose only what is missing and the stalls', () => {
    const mean = 2 * HOUR;
    const causes = [{ meanSeconds: mean, machines: 1 }];
    const runs = runSample({ ...base, causes, tolerance: abi.REPLICAS, blocking: 0, stall: 30 }, 500, 16);
    const outShare = ((1 / mean / 32) * 700) / (1 + (1 / mean / 32) * 700);
    const running = runs.of((row) => (row[abi.ROW_WALL] ?? 0) - (row[abi.ROW_USES + abi.USE_STALLED] ?? 0));
    // At the start no group is out: a recovery's length of full speed, some 1e-5 of the run.
    expect((running.mean * (1 - outShare)) / base.work).toBeCloseTo(1, 3);
    expect(runs.of(abi.ROW_USES + abi.USE_REDONE).mean).toBe(0);
    const stalled = runs.of((row) => (row[abi.ROW_USES + abi.USE_STALLED] ?? 0) / (row[abi.ROW_WALL] ?? 1));
    expect(stalled.mean).toBeCloseTo((1 - Math.exp(-30 / mean)) * (1 - outShare), 4);
  });

  it('replicas restart from the checkpoint when all of them are hit', () => {
    const causes = [{ meanSeconds: 8 * HOUR, machines: 128 }];
    const replicas = runSample({ ...base, causes, tolerance: abi.REPLICAS, stall: 30 }, 50, 17);
    const restart = runSample({ ...base, causes }, 50, 17);
    expect(replicas.rows).toEqual(restart.rows);
  });
});

describe('parts that slow the job', () => {
  const base: SampleInputs = { ...COMMON, work: 20 * DAY, interval: 1800, blocking: 0, causes: [] };

  it('take the speed of the slowest while they are out', () => {
    const [mean, repair, speed] = [40 * HOUR, 4 * HOUR, 0.5];
    const runs = runSample(
      { ...base, causes: [{ meanSeconds: mean, repairSeconds: repair, speed, effect: abi.SLOWS }] },
      600,
      18,
    );
    // Parts under repair at once are Poisson; one or more are as slow as one.
    const pace = 1 - (1 - speed) * (1 - Math.exp(-repair / mean));
    const exact = base.work / pace;
    // At the start none is out yet: up to a repair time's worth of the difference.
    expect(Math.abs(runs.of(abi.ROW_WALL).mean / exact - 1)).toBeLessThan(0.002);
    expect(runs.of(abi.ROW_INTERRUPTIONS).mean).toBe(0);
  });

  it('slow machines are found and swapped without loss of work', () => {
    const straggler = { meanSeconds: 20 * HOUR, effect: abi.STRAGGLES, machines: 1, speed: 0.7, repairSeconds: DAY };
    const late = runSample({ ...base, spares: 20, notice: 4 * HOUR, causes: [straggler] }, 300, 19);
    const soon = runSample({ ...base, spares: 20, notice: HOUR, causes: [straggler] }, 300, 19);
    expect(soon.of(abi.ROW_WALL).mean).toBeLessThan(late.of(abi.ROW_WALL).mean);
    expect(late.of(abi.ROW_USES + abi.USE_STRAGGLERS).mean).toBeGreaterThan(0);
    expect(late.of(abi.ROW_USES + abi.USE_REDONE).mean).toBe(0);
    expect(late.of(abi.ROW_USES + abi.USE_DETECTION).mean).toBe(0);
    expect(late.of(abi.ROW_USES + abi.USE_REPLACEMENT).mean).toBeGreaterThan(0);
  });
});

describe('what a run adds up to', () => {
  const samples: readonly SampleInputs[] = [abi.RESTART, abi.ELASTIC, abi.REPLICAS].flatMap((tolerance) =>
    [0, 5].map((storageEvery) => ({
      ...COMMON,
      work: 3 * DAY + 1234,
      interval: 900,
      blocking: 12,
      lag: storageEvery === 0 ? 50 : 0,
      storageEvery,
      storageBlocking: 70,
      storageRead: 300,
      startup: 1000,
      planned: 0.03,
      spares: 1,
      crews: 9,
      tolerance,
      groups: 8,
      machinesPerGroup: 2,
      stall: 20,
      notice: 2 * HOUR,
      trainingWatts: 9e6,
      idleWatts: 2e6,
      usdPerSecond: 3,
      usdPerJoule: 2e-8,
      usdFixed: 500,
      causes: [
        { meanSeconds: 2 * HOUR, machines: 1, repairSeconds: 5 * HOUR, storageChance: 0.2 },
        { meanSeconds: 20 * HOUR, machines: 3, repairSeconds: 9 * HOUR, storageChance: 1, shape: 0.7 },
        { meanSeconds: 6 * HOUR, effect: abi.SLOWS, speed: 0.8, repairSeconds: 3 * HOUR },
        { meanSeconds: 9 * HOUR, effect: abi.STRAGGLES, speed: 0.6, machines: 1, repairSeconds: 5 * HOUR },
      ],
    })),
  );

  it.each(samples.map((sample, index) => ({ sample, index })))(
    'conserves time, money and energy: $index',
    ({ sample, index }) => {
      const { rows } = runSample(sample, 60, 20 + index);
      for (const row of rows) {
        const get = (slot: number): number => row[slot] ?? Number.NaN;
        const wall = get(abi.ROW_WALL);
        let sum = 0;
        for (let use = 0; use < abi.USE_COUNT; use += 1) {
          expect(get(abi.ROW_USES + use), `use ${use}`).toBeGreaterThanOrEqual(-1e-6);
          sum += get(abi.ROW_USES + use);
        }
        expect(Math.abs(sum - wall)).toBeLessThanOrEqual(1e-9 * wall);
        expect(Math.abs(get(abi.ROW_USES) - sample.work)).toBeLessThanOrEqual(1e-9 * sample.work);
        const training = get(abi.ROW_USES + abi.USE_USEFUL) + get(abi.ROW_USES + abi.USE_REDONE);
        const joules = training * 9e6 + (wall - training) * 2e6;
        expect(Math.abs(get(abi.ROW_JOULES) - joules)).toBeLessThanOrEqual(1e-9 * joules);
        const usd = 500 + wall * 3 + joules * 2e-8;
        expect(Math.abs(get(abi.ROW_USD) - usd)).toBeLessThanOrEqual(1e-9 * usd);
      }
    },
  );
});
