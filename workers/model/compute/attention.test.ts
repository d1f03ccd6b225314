import '../../build/portable-globals.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BACKWARD_BLOCK,
  BACKWARD_OVERHEAD,
  BACKWARD_WORK,
  backwardWaves,
  borderKeys,
  coreFlops,
  forwardWaves,
  fusedCoreSeconds,
  generationShare,
  headSpeed,
  keysSeen,
} from './attention.ts';

// As in the catalogue: units, tile rows, peak and ceilings, keysHalf, headHalf.
const A100 = { units: 108, tile: 128, peak: 312e12, forward: 0.615, backward: 0.53, keysHalf: 225, headHalf: 30 };
const B200 = { units: 148, tile: 256, peak: 2250e12, forward: 0.565, backward: 0.443, keysHalf: 400, headHalf: 220 };
const H100 = { units: 132, tile: 128, peak: 989.5e12, forward: 0.71, backward: 0.54, keysHalf: 590, headHalf: 80 };

function forwardSeconds(chip: typeof A100, heads: number, sequence: number, keyDim = 128, valueDim = 128): number {
  return fusedCoreSeconds(
    forwardWaves(heads, sequence, chip.tile, chip.units, false),
    chip.units,
    sequence,
    chip.tile,
    sequence / 2,
    keyDim + valueDim,
    chip.keysHalf,
    chip.peak * chip.forward,
    headSpeed(keyDim, valueDim, chip.headHalf, false),
  );
}

function backwardSeconds(chip: typeof A100, heads: number, sequence: number, keyDim = 128, valueDim = 128): number {
  return (
    BACKWARD_WORK *
    fusedCoreSeconds(
      backwardWaves(heads, sequence, chip.units, false),
      chip.units,
      sequence,
      BACKWARD_BLOCK,
      sequence / 2,
      keyDim + valueDim,
      chip.keysHalf * BACKWARD_OVERHEAD,
      chip.peak * chip.backward,
      headSpeed(keyDim, valueDim, chip.headHalf, true),
    )
  );
}

describe('attention', () => {
  it('sees half of the sequence under a causal mask, a window less, a chunk half of itself', () => {
    expect(keysSeen(4096, 0, 0)).toBe(2048);
    expect(keysSeen(4096, 1, 4096)).toBe(2048);
    expect(keysSeen(1 << 20, 1, 128)).toBeCloseTo(128, 1);
    expect(keysSeen(8192, 2, 1024)).toBe(512);
    expect(keysSeen(512, 2, 1024)).toBe(256);
  });

  it('sees never more through a window than without', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), (sequence, span) => {
        expect(keysSeen(sequence, 1, span)).toBeLessThanOrEqual(keysSeen(sequence, 0, 0) + 1e-6);
      }),
    );
  });

  it('counts 2·heads·queries·keys·(key + value) FLOP', () => {
    expect(coreFlops(2, 8, 4096, 2048, 128, 128)).toBe(2 * 2 * 8 * 4096 * 2048 * 256);
    expect(BACKWARD_WORK).toBe(2.5);
  });

  it('nears the rate with many long heads, and never beats it', () => {
    for (const heads of [1, 64, 8192]) {
      for (const sequence of [1024, 8192, 131_072]) {
        const flops = coreFlops(1, heads, sequence, sequence / 2, 128, 128);
        expect(flops / forwardSeconds(H100, heads, sequence)).toBeLessThanOrEqual(H100.peak * H100.forward);
        expect((BACKWARD_WORK * flops) / backwardSeconds(H100, heads, sequence)).toBeLessThanOrEqual(
          H100.peak * H100.backward,
        );
      }
    }
    const flops = coreFlops(1, 8192, 131_072, 65_536, 128, 128);
    expect(flops / forwardSeconds(H100, 8192, 131_072)).toBeGreaterThan(0.99 * H100.peak * H100.forward);
  });

  // bench/kernel-tables/attention-training.csv, from github:MooreThreads/SimuMax@4dcaae51 configs/system: 4,096 tokens, causal.
  it.each([
    ['A100, 32 heads', backwardSeconds(A100, 32, 4096), 2.256e-3],
    ['A100, 8 heads', backwardSeconds(A100, 8, 4096), 7.219e-4],
    ['A100, latent, 128 heads', backwardSeconds(A100, 128, 4096, 192, 128), 1.374e-2],
    ['B200, 64 heads', backwardSeconds(B200, 64, 4096), 8.375e-4],
    ['B200, 16 heads of 32,768 tokens', backwardSeconds(B200, 16, 32_768), 1.121e-2],
    ['B200, latent, 64 heads', backwardSeconds(B200, 64, 4096, 192, 128), 1.255e-3],
  ])('runs backward as measured: %s', (_, predicted, measured) => {
    expect(predicted / measured).toBeGreaterThan(0.9);
    expect(predicted / measured).toBeLessThan(1.1);
  });

  // bench/kernel-tables/attention.csv, from github:ai-dynamo/aiconfigurator@095f58a5 (vLLM 0.24.0, FlashAttention 3 on H100).
  it.each([
    ['A100, 64 heads, 4,096 tokens', forwardSeconds(A100, 64, 4096), 1.638e-3],
    ['A100, 64 heads, 16,384 tokens', forwardSeconds(A100, 64, 16_384), 2.522e-2],
    ['H100, 32 heads, 4,096 tokens', forwardSeconds(H100, 32, 4096), 2.643e-4],
    ['H100, 64 heads, 4,096 tokens', forwardSeconds(H100, 64, 4096), 5.921e-4],
    ['B200, 64 heads, 8,192 tokens', forwardSeconds(B200, 64, 8192), 8.85e-4],
    ['B200, 32 heads, 16,384 tokens', forwardSeconds(B200, 32, 16_384), 1.75e-3],
  ])('runs forward as measured: %s', (_, predicted, measured) => {
    expect(predicted / measured).toBeGreaterThan(0.85);
    expect(predicted / measured).toBeLessThan(1.15);
  });

  it('takes longer for longer sequences, more heads and later finishes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 128 }), fc.integer({ min: 1, max: 256 }), (heads, blocks) => {
        const sequence = blocks * 128;
        for (const seconds of [forwardSeconds, backwardSeconds]) {
          expect(seconds(A100, heads, sequence + 128)).toBeGreaterThan(seconds(A100, heads, sequence));
          expect(seconds(A100, heads + 1, sequence)).toBeGreaterThanOrEqual(seconds(A100, heads, sequence));
        }
      }),
    );
  });

  it('runs small heads slower by FLOP, most where softmax weighs most; wide ones little faster, and slower backward', () => {
    expect(headSpeed(128, 128, 80, false)).toBe(1);
    expect(headSpeed(64, 64, 220, false)).toBeLessThan(headSpeed(64, 64, 30, false));
    // B200 tables, median of kernels above 0.3 TFLOP: heads of 64 reach 0.307 of the peak, heads of 128 reach 0.467.
    expect(Math.abs(headSpeed(64, 64, 220, false) / (0.307 / 0.467) - 1)).toBeLessThan(0.1);
    expect(headSpeed(256, 256, 80, false)).toBeGreaterThan(1);
    expect(headSpeed(256, 256, 80, true)).toBeLessThan(1);
    expect(headSpeed(192, 128, 30, true)).toBeLessThan(headSpeed(192, 128, 30, false));
  });

  it('orders kernels by generation: FlashAttention 3 is 1.5 to 2 times as fast as 2 on Hopper, 2 about twice as fast as 1', () => {
    expect(generationShare(3, 0.5)).toBe(1);
    expect(generationShare(2, 0.5)).toBe(0.5);
    expect(generationShare(2, 1)).toBe(1);
    expect(generationShare(1, 1)).toBe(0.5);
  });

  it('touches more keys than it uses at the borders of a window, none more where the window holds the sequence', () => {
    expect(borderKeys(8192, 1, 128, 128)).toBe(64);
    expect(borderKeys(8192, 1, 8192, 128)).toBe(0);
    expect(borderKeys(8192, 2, 1024, 128)).toBe(0);
  });
});
