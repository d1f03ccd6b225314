import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIMENSIONS, type Dimension } from './dimensions.ts';
import { formatQuantity } from './format-quantity.ts';
import { parseQuantity } from './parse-quantity.ts';

const dimensions = Object.keys(DIMENSIONS) as Dimension[];

describe('parseQuantity', () => {
  it.each<[Dimension, string, number]>([
    ['bandwidth', '400G', 50e9],
    ['bandwidth', '400 Gbit/s', 50e9],
    ['bandwidth', '3.35 TB/s', 3.35e12],
    ['bandwidth', '1.6T', 200e9],
    ['bandwidth', '50 GBps', 50e9],
    ['bandwidth', '100 Gb/s', 12.5e9],
    ['count', '2.1k', 2100],
    ['count', '16 384', 16_384],
    ['count', '16\u2009384', 16_384],
    ['count', '1,000,000', 1e6],
    ['duration', '90 d', 7_776_000],
    ['duration', '90days', 7_776_000],
    ['duration', '250 us', 2.5e-4],
    ['memory', '80 GiB', 80 * 1024 ** 3],
    ['memory', '80 GB', 80e9],
    ['power', '700 W', 700],
    ['power', '25mw', 25e6],
    ['moneyPerHour', '$2.5/h', 2.5],
    ['moneyPerHour', '2.50', 2.5],
    ['money', '$5.328M', 5.328e6],
    ['money', '-$3k', -3000],
    ['tokens', '15T tokens', 15e12],
    ['tokens', '15.6 trillion', 15.6e12],
    ['tokens', '300B', 300e9],
    ['flops', '989 TFLOPS', 989e12],
    ['work', '3.8e25 FLOP', 3.8e25],
    ['ratio', '45 %', 0.45],
    ['ratio', '1.2', 1.2],
    ['energy', '1 kWh', 3.6e6],
    ['carbonMass', '8930 t', 8.93e6],
    ['length', '2 km', 2000],
    ['power', '0', 0],
  ])('reads %s %s', (dimension, text, value) => {
    const parsed = parseQuantity(dimension, text);
    if (!parsed.ok) throw new Error(parsed.message);
    expect(parsed.value / (value || 1)).toBeCloseTo(value === 0 ? 0 : 1, 12);
  });

  it.each<[Dimension, string, RegExp]>([
    ['bandwidth', '400', /Add a unit.*Gbit\/s/],
    ['bandwidth', '400 gb/s', /can mean GB\/s or Gbit\/s/],
    ['bandwidth', '400 parsecs', /"parsecs" is not a unit of bandwidth/],
    ['bandwidth', 'fast', /does not begin with a number/],
    ['power', '', /Type a power/],
    ['power', '3,5 kW', /decimal sign as a point/],
    ['power', '1e999 W', /too large/],
    ['duration', '1'.repeat(200), /too long/],
    ['money', '€5', /does not begin with a number/],
  ])('refuses %s "%s"', (dimension, text, message) => {
    expect(parseQuantity(dimension, text)).toEqual({ ok: false, message: expect.stringMatching(message) });
  });

  it('takes a bare number in the unit that the field shows', () => {
    expect(parseQuantity('power', '12', 'kW')).toEqual({ ok: true, value: 12_000 });
  });

  it('answers any text with a finite value or a message', () => {
    fc.assert(
      fc.property(fc.constantFrom(...dimensions), fc.string({ unit: 'binary', maxLength: 120 }), (dimension, text) => {
        const parsed = parseQuantity(dimension, text);
        expect(parsed.ok ? Number.isFinite(parsed.value) : parsed.message.length > 0).toBe(true);
      }),
      { numRuns: 2000, seed: 2026 },
    );
  });
});

describe('formatQuantity', () => {
  const plain = (text: string): string => text.replace(/\u00a0/g, ' ').replace(/\u2009/g, '_');

  it.each<[Dimension, number, string]>([
    ['bandwidth', 450e9, '450 GB/s'],
    ['bandwidth', 3.35e12, '3.35 TB/s'],
    ['bandwidth', 999.7e9, '1 TB/s'],
    ['memory', 80 * 1024 ** 3, '80 GiB'],
    ['memory', 0, '0 B'],
    ['flops', 989.4e12, '989 TFLOP/s'],
    ['work', 3.8e25, '38 YFLOP'],
    ['power', 25.4e6, '25.4 MW'],
    ['energy', 3.6e6 * 21.5e6, '21.5 GWh'],
    ['duration', 54 * 86_400, '54 days'],
    ['duration', 0.01234, '12.3 ms'],
    ['duration', 0, '0 s'],
    ['duration', 90, '90 s'],
    ['money', 5_328_000, '$5.33M'],
    ['money', 0.1, '$0.10'],
    ['money', -3000, '\u2212$3000'],
    ['moneyPerHour', 2.5, '$2.50/h'],
    ['moneyPerHour', 0.6467, '$0.647/h'],
    ['money', 0.00099, '$0.00099'],
    ['count', 16_384, '16_384'],
    ['count', 8192, '8192'],
    ['count', 405_853_388_800, '406B'],
    ['ratio', 0.4312, '43.1 %'],
    ['tokens', 15.6e12, '15.6T tokens'],
    ['tokens', 8192, '8192 tokens'],
    ['carbonMass', 8.93e6, '8.93 kt'],
    ['length', 120_000, '120 km'],
  ])('writes %s %d as %s', (dimension, value, text) => {
    expect(plain(formatQuantity(dimension, value).text)).toBe(text);
  });

  it('uses the unit asked for', () => {
    expect(plain(formatQuantity('bandwidth', 50e9, { unit: 'Gbit/s' }).text)).toBe('400 Gbit/s');
    expect(plain(formatQuantity('ratio', 1.25, { unit: '×' }).text)).toBe('1.25×');
    expect(plain(formatQuantity('power', 123_456, { unit: 'W' }).text)).toBe('123_000 W');
    expect(() => formatQuantity('power', 1, { unit: 'm' })).toThrow(RangeError);
  });

  it('has something to say for values that are not finite', () => {
    expect(formatQuantity('power', Number.NaN).text).toBe('–');
    expect(formatQuantity('duration', Number.POSITIVE_INFINITY).number).toBe('∞');
  });

  it('is read back within its three figures', () => {
    const magnitude = fc.double({ min: -9, max: 21, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...dimensions), magnitude, fc.boolean(), (dimension, exponent, isNegative) => {
        const value = (isNegative ? -1 : 1) * 10 ** exponent;
        const { text } = formatQuantity(dimension, value);
        const parsed = parseQuantity(dimension, text);
        if (!parsed.ok) throw new Error(`${text}: ${parsed.message}`);
        expect(Math.abs(parsed.value / value - 1), text).toBeLessThanOrEqual(0.0051);
      }),
      { numRuns: 5000, seed: 2026 },
    );
  });

  it('is read back in every unit', () => {
    const cases = dimensions.flatMap((dimension) =>
      DIMENSIONS[dimension].units.map((unit) => [dimension, unit.symbol] as const),
    );
    fc.assert(
      fc.property(fc.constantFrom(...cases), fc.integer({ min: 1, max: 999 }), ([dimension, unit], number) => {
        const factor = DIMENSIONS[dimension].units.find((candidate) => candidate.symbol === unit)?.factor ?? 1;
        const { text } = formatQuantity(dimension, number * factor, { unit });
        const parsed = parseQuantity(dimension, text);
        if (!parsed.ok) throw new Error(`${text}: ${parsed.message}`);
        expect(parsed.value / (number * factor), text).toBeCloseTo(1, 9);
      }),
      { numRuns: 3000, seed: 2026 },
    );
  });
});
