import '../../build/portable-globals.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCUMULATED_EXPOSED, GROUPED_EXPOSED, overlappedSeconds, productBytes, productSeconds } from './matmul.ts';

const RATE = 1e15;
const UNITS = 128;
const WAVE = 0.3;
const seconds = (m: number, n: number, k: number, rate = RATE, batch = 1): number =>
  productSeconds(m, n, k, batch, rate, UNITS, 128, 256, 128, WAVE);
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
    // One row takes as long as half a tile of 64 rows.
    expect(seconds(1, 8192, 8192)).toBe(seconds(64, 8192, 8192));
  });

  it('does not mind which operand is transposed', () => {
    expect(seconds(4096, 12_288, 5120)).toBe(seconds(12_288, 4096, 5120));
  });

  it('loses half of its speed at the half depth', () => {
    const deep = seconds(8192, 8192, 1e9) / 1e9;
    expect(seconds(8192, 8192, 128) / 128 / deep).toBeCloseTo(2, 3);
  });

  it('takes at most twice the time for twice the batch, and more for more of it', () => {
    fc.assert(
      fc.property(size, size, size, fc.integer({ min: 1, max: 512 }), (m, n, k, batch) => {
        const once = seconds(m, n, k, RATE, batch);
        expect(seconds(m, n, k, RATE, 2 * batch)).toBeLessThanOrEqual(2 * once * (1 + 1e-12));
        expect(seconds(m, n, k, RATE, batch + 1)).toBeGreaterThanOrEqual(once);
      }),
    );
  });

  it('pays for the last wave: one tile too many costs its share of a whole wave', () => {
    // 64 × 256 tiles, 128 units: 128 tiles fill one wave, a hundred and twenty-ninth begins another.
    const full = seconds(64 * 128, 256, 8192);
    const more = seconds(64 * 128 + 1, 256, 8192);
    expect(more / full).toBeCloseTo(1 + 1 / 128 + WAVE * (127 / 128), 6);
  });

  it('hides the shorter of compute and traffic but for the exposed share', () => {
    expect(overlappedSeconds(5, 2, 0)).toBe(5);
    expect(overlappedSeconds(2, 5, 0)).toBe(5);
    expect(overlappedSeconds(5, 2, 0.5)).toBe(6);
    expect(overlappedSeconds(5, 2, 1)).toBe(7);
  });

  // Measured training products, github:MooreThreads/SimuMax@4dcaae51 (configs/system). Share of the peak that the machine sustained on
  // its large products: 0.747 of 312 TFLOP/s on an A100 PCIe 80 GB, 0.508 of 2,250 TFLOP/s on a B200.
  it('is within 6 % of measured forward products of an A100', () => {
    const measured: readonly (readonly [number, number, number, number])[] = [
      [4096, 24_576, 5120, 0.7504],
      [4096, 5120, 16_384, 0.7493],
      [4096, 5120, 12_288, 0.7717],
    ];
    for (const [m, n, k, share] of measured) {
      const predicted = productSeconds(m, n, k, 1, 0.747 * 312e12, 108, 128, 256, 98, 0);
      expect(Math.abs(predicted / ((2 * m * n * k) / (share * 312e12)) - 1)).toBeLessThan(0.06);
    }
  });

  it('is within 6 % of measured weight gradients of a B200 that add up in 32 bits, deep and shallow', () => {
    const measured: readonly (readonly [number, number, number, number])[] = [
      [8192, 28_672, 4096, 0.4594],
      [16_384, 53_248, 4096, 0.4536],
      [24_576, 5120, 65_536, 0.4983],
    ];
    for (const [m, n, k, share] of measured) {
      const compute = productSeconds(m, n, k, 1, 0.508 * 2250e12, 148, 256, 256, 146, 0.08);
      const memory = productBytes(m, n, k, 1, 2, 8) / (0.88 * 7.7e12);
      const predicted = overlappedSeconds(compute, memory, ACCUMULATED_EXPOSED);
      expect(Math.abs(predicted / ((2 * m * n * k) / (share * 2250e12)) - 1)).toBeLessThan(0.06);
    }
  });

  it('is within 12 % of measured grouped weight gradients of a B200, bound by compute or by memory', () => {
    const measured: readonly (readonly [number, number, number, number, number])[] = [
      [256, 4096, 7168, 128, 0.01104],
      [64, 4096, 7168, 512, 0.003902],
      [20, 3072, 5120, 1232, 0.001052],
    ];
    for (const [groups, m, n, k, measuredSeconds] of measured) {
      const compute = productSeconds(m, n, k, groups, 0.508 * 2250e12, 148, 256, 256, 146, 0.08);
      const memory = productBytes(m, n, k, groups, 2, 8) / (0.88 * 7.7e12);
      expect(Math.abs(overlappedSeconds(compute, memory, GROUPED_EXPOSED) / measuredSeconds - 1)).toBeLessThan(0.12);
    }
  });

  it('moves its operands and its result once', () => {
    expect(productBytes(2, 3, 5, 7, 2, 4)).toBe(7 * (2 * (10 + 15) + 4 * 6));
  });
});
