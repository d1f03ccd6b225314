import { describe, expect, it } from 'vitest';
import { crossValidateBand } from './cross-validate-band.ts';
import { findPriorSize, type HeldOutRun, lookAround, scaleOf } from './error-scale.ts';
import { measureDistance, nameGeneration, type RunFeatures } from './run-features.ts';

const RUN: RunFeatures = {
  acceleratorId: 'h100-sxm5-80gb',
  generation: 'NVIDIA Hopper',
  format: 'bf16',
  hasExperts: false,
  cuts: ['pipeline', 'tensor'],
  stackId: 'megatron-core',
  accelerators: 1024,
  sequenceTokens: 8192,
};

describe('distance of runs', () => {
  it('is 0 for alike runs, symmetric, and grows with each difference', () => {
    expect(measureDistance(RUN, { ...RUN })).toBe(0);
    const others: Partial<RunFeatures>[] = [
      { acceleratorId: 'h200-sxm5-141gb' },
      { format: 'fp8' },
      { hasExperts: true },
      { cuts: ['sharded'] },
      { stackId: 'maxtext' },
      { accelerators: 64 },
      { sequenceTokens: 131_072 },
    ];
    let run = RUN;
    let last = 0;
    for (const change of others) {
      run = { ...run, ...change };
      const distance = measureDistance(RUN, run);
      expect(distance, JSON.stringify(change)).toBeGreaterThan(last);
      expect(measureDistance(run, RUN)).toBeCloseTo(distance, 12);
      last = distance;
    }
  });

  it('puts another model of a generation nearer than another generation, and that nearer than another maker', () => {
    const to = (acceleratorId: string, generation: string) =>
      measureDistance(RUN, { ...RUN, acceleratorId, generation });
    expect(to('h200', 'NVIDIA Hopper')).toBeLessThan(to('a100', 'NVIDIA Ampere'));
    expect(to('a100', 'NVIDIA Ampere')).toBeLessThan(to('mi300x', 'AMD MI3'));
    expect(measureDistance(RUN, { ...RUN, stackId: 'megatron-bridge' })).toBeLessThan(
      measureDistance(RUN, { ...RUN, stackId: 'maxtext' }),
    );
  });

  it('knows generations', () => {
    const name = (id: string, vendor: string, title: string) => nameGeneration({ id, vendor, name: title });
    expect(name('gh200-96gb', 'NVIDIA', 'GH200')).toBe('NVIDIA Hopper');
    expect(name('gb300', 'NVIDIA', 'GB300')).toBe('NVIDIA Blackwell');
    expect(name('tpu-v5p', 'Google', 'TPU v5p')).toBe(name('tpu-v5e', 'Google', 'TPU v5e'));
    expect(name('tpu-v6e', 'Google', 'TPU v6e')).not.toBe(name('tpu-v5e', 'Google', 'TPU v5e'));
    expect(name('mi300x', 'AMD', 'MI300X')).toBe(name('mi325x', 'AMD', 'MI325X'));
  });
});

describe('local scale of errors', () => {
  const runs = (family: string, features: RunFeatures, ...logErrors: readonly number[]): HeldOutRun[] =>
    logErrors.map((logError) => ({ features, family, logError }));
  const far: RunFeatures = {
    ...RUN,
    acceleratorId: 'tpu-v5p',
    generation: 'Google TPU v5',
    stackId: 'maxtext',
    cuts: ['sharded'],
  };
  const good = Array.from({ length: 50 }, (_, at) => (at % 2 === 0 ? 0.03 : -0.03));
  const bad = Array.from({ length: 50 }, (_, at) => (at % 2 === 0 ? 0.3 : -0.3));
  const known = [...runs('a', RUN, ...good), ...runs('b', RUN, ...good), ...runs('c', far, ...bad)];
  const scale = (at: RunFeatures): number =>
    scaleOf(lookAround(at, known), findPriorSize(known, new Set()), new Set()).size;

  it('follows the errors of comparable runs', () => {
    expect(scale(RUN)).toBeLessThan(0.1);
    expect(scale(far)).toBeGreaterThan(0.2);
  });

  it('is wide where nothing comparable was measured', () => {
    const strange: RunFeatures = {
      ...RUN,
      acceleratorId: 'x',
      generation: 'Maker X1',
      stackId: 'other',
      hasExperts: true,
      cuts: ['expert'],
    };
    expect(scale(strange)).toBeGreaterThan(1.5 * scale(RUN));
  });

  it('lets a publisher with many rows say little more than one with some', () => {
    const many = [...runs('a', RUN, ...good, ...good, ...good, ...good), ...runs('b', RUN, ...bad)];
    const some = [...runs('a', RUN, ...good), ...runs('b', RUN, ...bad)];
    const of = (all: readonly HeldOutRun[]): number => scaleOf(lookAround(RUN, all), 0.1, new Set()).size;
    expect(of(many) / of(some)).toBeGreaterThan(0.95);
  });

  it('holds the promised share of runs of publishers that it has not seen', () => {
    // Errors of a known spread, from a fixed sequence: twelve publishers of thirty runs.
    let state = 7;
    const random = (): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const all = Array.from({ length: 12 }, (_, family) =>
      Array.from({ length: 30 }, () => ({
        features: { ...RUN, accelerators: 2 ** (3 + Math.floor(8 * random())) },
        family: String(family),
        logError: 0.1 * (random() + random() + random() - 1.5),
      })),
    ).flat();
    const check = crossValidateBand(all);
    expect(check.coverage).toBeGreaterThan(0.75);
    expect(check.coverage).toBeLessThan(0.85);
    expect(crossValidateBand([]).coverage).toBeNull();
  });
});
