import { describe, expect, it } from 'vitest';
import { readQuantity, writeExactQuantity, writeQuantity } from './quantity-text.ts';

describe('plain numbers with a fixed unit', () => {
  const years = { dimension: null, unit: 'years' } as const;
  it.each([
    ['5', 5],
    ['5 years', 5],
    ['1 234.5', 1234.5],
    ['2e-5', 2e-5],
  ])('reads %s', (text, value) => expect(readQuantity(years, text)).toEqual({ ok: true, value }));

  it.each(['', 'five', '5 months'])('refuses "%s"', (text) => {
    expect(readQuantity(years, text)).toEqual({ ok: false, message: 'Type a number, in years.' });
  });

  it('writes whole numbers to the last digit', () => {
    expect(writeQuantity({ dimension: null, unit: 'sequences' }, 2048)).toBe('2048\u00a0sequences');
  });

  it('reads back what it writes', () => {
    for (const value of [0, 5, 0.25, 0.000012, 123]) {
      expect(readQuantity(years, writeQuantity(years, value))).toEqual({ ok: true, value });
    }
  });
});

describe('quantities of a dimension', () => {
  it('are written with three figures, exactly on request', () => {
    const power = { dimension: 'power' } as const;
    expect(writeQuantity(power, 10_234)).toBe('10.2\u00a0kW');
    expect(writeExactQuantity(power, 10_234)).toBe('10\u2009234 W');
    expect(readQuantity(power, '10.2 kW')).toEqual({ ok: true, value: 10_200 });
  });
});
