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
