import { describe, expect, it } from 'vitest';
import { readPublishedCounting, readStatedPeak } from './published-flops.ts';

const conventionOf = (description: string, isRecomputed = false): string | null | undefined =>
  readPublishedCounting(description, 4096, isRecomputed)?.convention;

describe('how sources count', () => {
  it.each([
    ['MFU = (6N + 12*L*d*s) per token / peak (full, non-causal-halved attention, …)', 'six-n-full-attention'],
    [
      'model FLOPs = 12*L*h^2*(1+kv/a+s/h)+18*L*ffn*h+6*V*h per token (attention NOT causal-halved; x s x GBS)',
      'matmul-full-attention',
    ],
    [
      'model FLOPs = 12*L*h^2*(1+kv/a+s/h/2)+18*L*ffn*h*topk+6*V*h per token (causal attention halved; x s x GBS)',
      'matmul-causal-attention',
    ],
    ['F=96*B*s*L*h^2*(1+s/6h+V/16Lh): hardware FLOPs INCLUDING full activation recompute', 'gpt-recompute'],
    ['MFU/HFU per Korthikanti 2022 eq: model FLOPs 72BLsh^2(1+s/6h+V/12hL)', 'gpt'],
    ['MaxText TFLOP/s/device: 6*N_matmul + causal-halved attention', 'matmul-causal-attention'],
    ['Megatron-LM num_floating_point_operations: 3x forward GEMM FLOPs', 'matmul-causal-attention'],
    ['MFU: 6N+12LHQT (full attention) vs 275', 'six-n-full-attention'],
  ])('%s', (description, convention) => {
    expect(conventionOf(description)).toBe(convention);
  });

  it('is not guessed', () => {
    expect(readPublishedCounting(null, 4096, false)).toBeNull();
    expect(readPublishedCounting('TFLOPS convention not stated (likely incl. recompute)', 4096, false)).toBeNull();
    expect(readPublishedCounting('step time only; no FLOPs claimed', 4096, false)).toBeNull();
    expect(readPublishedCounting('tokens/s only', 4096, false)).toBeNull();
  });

  it('counts recompute only where it happened, if the source does so', () => {
    const words = 'Megatron SC21 formula (96BsLh^2 style, includes recompute when checkpointing on)';
    expect([conventionOf(words, true), conventionOf(words, false)]).toEqual(['gpt-recompute', 'gpt']);
  });

  it('takes the FLOP of a sequence that is stated for its length', () => {
    const words =
      '1.82e15 (Llama2-70B, 4096 tok) / 3.94e15 (Llama3-70B, 8192 tok) model FLOPs per sequence; MFU vs 989/1979';
    expect(readPublishedCounting(words, 4096, false)?.flopsPerSequence).toBe(1.82e15);
    expect(readPublishedCounting(words, 8192, false)?.flopsPerSequence).toBe(3.94e15);
    expect(readPublishedCounting('3.85e14 model FLOPs per 4096-token sequence', 2048, false)).toBeNull();
  });
});

describe('the peak that a source divides by', () => {
  it('is read by accelerator and format', () => {
    const cloud = 'MFU vs 989 (bf16)/1979 (fp8) H100, 2450/4900 GB200';
    expect(readStatedPeak(cloud, 'H100-80GB-SXM', false)).toBe(989e12);
    expect(readStatedPeak(cloud, 'H100-80GB-SXM', true)).toBe(1979e12);
    expect(readStatedPeak(cloud, 'GB200', true)).toBe(4900e12);
    expect(readStatedPeak(cloud, 'B200', true)).toBeNull();
    const foundry = 'excludes recompute; peaks H100 990 (bf16)/1979 (fp8), A100 312); "Model TFLOP" column';
    expect(readStatedPeak(foundry, 'A100-40GB-SXM', false)).toBe(312e12);
    expect(readStatedPeak(foundry, 'H100-80GB-SXM', true)).toBe(1979e12);
    expect(readStatedPeak('MFU vs 197 (v5e) / 459 (v5p) / 275 (v4) bf16 TFLOP/s', 'TPU v5p', false)).toBe(459e12);
    expect(readStatedPeak('6N-like; MFU vs 2450/4900', 'GB200', false)).toBe(2450e12);
    expect(readStatedPeak('MFU vs 312, Megatron model-FLOPs formula', 'A100-80GB-SXM', false)).toBe(312e12);
    expect(readStatedPeak('tokens/s only', 'H100-80GB-SXM', false)).toBeNull();
  });
});
