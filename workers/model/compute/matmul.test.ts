import '../../build/portable-globals.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { productBytes, productSeconds } from './matmul.ts';

const RATE = 1e15;
const UNITS = 128;
const seconds = (m: number, n: number, k: number, rate = RATE): number =>
  productSeconds(m, n, k, 1, rate, UNITS, 128, 256, 128);
const size = fc.integer({ min: 1, max: 65_536 });

describe('matrix product', () => {
  it('reaches the ceiling when large, deep and well shaped', () => {
    const side = 65_536;
    expect(seconds(side, side, side) / ((2 * side ** 3) / RATE)).toBeCloseTo(1, 2);
  });

  it('never beats the rate', () => {
    fc.assert(
      fc.property(size, size, size, (m, n, k) => {
        expect(seconds(m, n, k)).toBeGreaterThanOrEqual((2 * m * n * k) / RATE / 1.0000001);
      }),
    );
  });

  it('takes longer with more rows, columns or depth, and not longer at a higher rate', () => {
    fc.assert(
      fc.property(size, size, size, fc.integer({ min: 1, max: 4096 }), (m, n, k, more) => {
        const base = seconds(m, n, k);
        expect(seconds(m + more, n, k)).toBeGreaterThanOrEqual(base);
        expect(seconds(m, n + more, k)).toBeGreaterThanOrEqual(base);
        expect(seconds(m, n, k + more)).toBeGreaterThan(base);
        expect(seconds(m, n, k, 2 * RATE)).toBeCloseTo(base / 2, 15);
      }),
    );
  });

  it('pays for a tile that is mostly empty', () => {
    // One row takes as long as a quarter-size tile of 64 rows.
    expect(seconds(1, 8192, 8192)).toBe(seconds(64, 8192, 8192));
  });

  it('does not mind which operand is transposed', () => {
    expect(seconds(4096, 12_288, 5120)).toBe(seconds(12_288, 4096, 5120));
  });

  it('loses half of its speed at the half depth', () => {
    const deep = seconds(8192, 8192, 1e9) / 1e9;
    expect(seconds(8192, 8192, 128) / 128 / deep).toBeCloseTo(2, 3);
  });

  it('is within 6 % of measured products of an A100', () => {
    // github:MooreThreads/SimuMax@4dcaae51 configs/system/a100_pcie.json: shares of 312 TFLOP/s, forward; ceiling 0.767, half depth 128.
    const measured: readonly (readonly [number, number, number, number])[] = [
      [4096, 24_576, 5120, 0.7504],
      [4096, 5120, 16_384, 0.7493],
      [4096, 5120, 12_288, 0.7717],
    ];
    for (const [m, n, k, share] of measured) {
      const predicted = productSeconds(m, n, k, 1, 0.767 * 312e12, 108, 128, 256, 128);
      expect(predicted / ((2 * m * n * k) / (share * 312e12))).toBeGreaterThan(0.94);
      expect(predicted / ((2 * m * n * k) / (share * 312e12))).toBeLessThan(1.06);
    }
  });

  it('moves its operands and its result once', () => {
    expect(productBytes(2, 3, 5, 7, 2, 4)).toBe(7 * (2 * (10 + 15) + 4 * 6));
  });
});
