import { expect, it } from 'vitest';
import { formatSi } from './format-si.ts';

it('prefixes base units as the field does', () => {
  expect(formatSi(3.35e12, 'bytes/s')).toBe('3.35\u00a0TB/s');
  expect(formatSi(989e12, 'FLOP/s')).toBe('989\u00a0TFLOP/s');
  expect(formatSi(700, 'W')).toBe('700\u00a0W');
  expect(formatSi(290_000, 'USD')).toBe('$290k');
});

it('keeps a unit that it does not know', () => {
  expect(formatSi(0.07, 'USD/kWh')).toBe('0.07\u00a0USD/kWh');
});
