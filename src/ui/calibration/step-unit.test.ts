import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importHuggingFaceConfig } from '../../domain/workload/import-hugging-face-config.ts';
import { parseAmount } from './parse-amount.ts';
import { STEP_UNITS, stepSecondsOf } from './step-unit.ts';

const sample = new URL('../../domain/workload/config-samples/llama1-7b.json', import.meta.url);
const imported = importHuggingFaceConfig(readFileSync(sample, 'utf8'));
if (!imported.ok) throw new Error('The sample cannot be read.');
const model = imported.architecture;
const shape = {
  accelerators: 128,
  tensor: 8,
  context: 1,
  pipeline: 2,
  expert: 1,
  microBatchSequences: 1,
  globalBatchSequences: 256,
  sequenceLengthTokens: 4096,
};
/** Parameters of the sample, by its publication. */
const WEIGHTS = 6.7e9;
const tokens = 256 * 4096;

describe('stepSecondsOf', () => {
  it('reads the same run the same in each unit of tokens', () => {
    expect(stepSecondsOf(4, 'seconds', shape, model)).toBe(4);
    expect(stepSecondsOf(tokens / 4, 'tokens', shape, model)).toBeCloseTo(4, 12);
    expect(stepSecondsOf(tokens / 4 / 128, 'tokens-each', shape, model)).toBeCloseTo(4, 12);
  });

  it('counts FLOP in each way: six for each weight and token at least nearly', () => {
    for (const { id } of STEP_UNITS.filter((unit) => unit.id.startsWith('tflops:'))) {
      const seconds = stepSecondsOf(400, id, shape, model);
      expect(seconds * 400e12 * 128, id).toBeGreaterThan(5 * WEIGHTS * tokens);
      expect(seconds * 400e12 * 128, id).toBeLessThan(12 * WEIGHTS * tokens);
    }
  });
});

describe('parseAmount', () => {
  it('takes numbers above 0 as people write them, and nothing else', () => {
    expect(['4.51', '1,234.5', '2e3'].map(parseAmount)).toEqual([4.51, 1234.5, 2000]);
    expect(['', '0', '-3', '4 s', 'NaN', '1e999'].map(parseAmount)).toEqual([null, null, null, null, null, null]);
  });
});
