import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateLaw, LAWS } from './evaluate-law.ts';

describe('laws by name', () => {
  it('are named once each, with figures and inputs that are named once each', () => {
    const names = LAWS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { inputs, figures } of LAWS) {
      for (const list of [inputs, figures]) expect(new Set(list.map(({ key }) => key)).size).toBe(list.length);
      expect(figures.length).toBeGreaterThan(0);
    }
  });

  it('answer every figure that they name, and only those', () => {
    for (const law of LAWS) {
      const inputs = Object.fromEntries(law.inputs.map(({ key, otherwise }) => [key, otherwise ?? 0.5]));
      expect(Object.keys(law.run(inputs)).sort(), law.name).toEqual(law.figures.map(({ key }) => key).sort());
    }
  });

  it('take units as people write them', () => {
    const inUnits = evaluateLaw('checkpoint-interval', { blocking: '5 min', meanBetween: '24 h' });
    expect(inUnits).toEqual(evaluateLaw('checkpoint-interval', { blocking: 300, meanBetween: 86_400 }));
    expect(inUnits.ok && inUnits.answer.figures[0]).toMatchObject({ key: 'young', value: 7200, unit: 's' });
  });

  const figures = (
    name: string,
    inputs: Readonly<Record<string, unknown>>,
  ): Readonly<Record<string, number | null>> => {
    const result = evaluateLaw(name, inputs);
    if (!result.ok) throw new Error(result.message);
    return Object.fromEntries(result.answer.figures.map(({ key, value }) => [key, value]));
  };

  it('tell the three common forms of recovery apart where they part', () => {
    const shares = figures('recovery-share', { recovery: '10 min', meanBetween: '18 min' });
    expect(shares['additive']).toBeCloseTo(0.444, 3);
    expect(shares['exponential']).toBeCloseTo(0.574, 3);
    expect(shares['renewal']).toBeCloseTo(0.643, 3);
  });

  it('compare intervals of other publications: all come to Young’s where checkpoints are short', () => {
    const { young, daly, exact, dalyFirstOrder, availabilityPeriod } = figures('checkpoint-interval', {
      blocking: '10 ms',
      meanBetween: '24 h',
    });
    for (const interval of [daly, exact, dalyFirstOrder, availabilityPeriod]) {
      expect(interval! / young!).toBeCloseTo(1, 3);
    }
  });

  it('add the levels of checkpoints up: at the best intervals √(2w/M) + R/M each', () => {
    const { loss, interval1, interval2, interval3 } = figures('checkpoint-levels', {
      blocking1: '1 s',
      meanBetween1: '4 h',
      recovery1: '3 min',
      blocking2: '30 s',
      meanBetween2: '2 days',
      recovery2: '15 min',
    });
    expect(interval1).toBeCloseTo(Math.sqrt(2 * 14_400), 6);
    expect(interval2).toBeCloseTo(Math.sqrt(2 * 30 * 172_800), 6);
    expect(interval3).toBe(0);
    expect(loss).toBeCloseTo(Math.sqrt(2 / 14_400) + 180 / 14_400 + Math.sqrt(60 / 172_800) + 900 / 172_800, 12);
  });

  it.each([
    ['no-such-law', {}, 'There is no law'],
    ['checkpoint-interval', { blocking: '5 min' }, 'meanBetween: is missing'],
    ['checkpoint-interval', { blocking: '5 min', meanBetween: '24 h', toString: 1 }, 'has no input "toString"'],
    ['checkpoint-interval', { blocking: '5 kg', meanBetween: '24 h' }, 'is not a unit of duration'],
    ['checkpoint-interval', { blocking: -1, meanBetween: '24 h' }, 'must not be below 0'],
    ['observed-goodput', { committed: 0, tried: 0 }, 'has no goodput for these numbers'],
  ])('say what is wrong with %s %j', (name, inputs, words) => {
    const result = evaluateLaw(name, inputs);
    expect(result.ok ? '' : result.message).toContain(words);
  });

  it('never throw, whatever they are asked', () => {
    const anyLaw = fc.constantFrom(...LAWS.map(({ name }) => name), '__proto__', '');
    const anyInput = fc.oneof(fc.double(), fc.string({ maxLength: 30 }), fc.constant(null), fc.constant('1e400 s'));
    const keys = [...new Set(LAWS.flatMap(({ inputs }) => inputs.map(({ key }) => key)))];
    fc.assert(
      fc.property(anyLaw, fc.dictionary(fc.constantFrom(...keys, '__proto__'), anyInput), (name, inputs) => {
        const result = evaluateLaw(name, inputs);
        if (!result.ok) expect(result.message).not.toBe('');
        else for (const { value } of result.answer.figures) expect(value === null || Number.isFinite(value)).toBe(true);
      }),
      { seed: 5, numRuns: 2000 },
    );
  });
});
