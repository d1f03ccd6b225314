/** Layers that stay in 16 bits while the others train in a narrower format: their share of every product's time. */
import '../build/portable-globals.ts';
import { describe, expect, it } from 'vitest';
import type { MatmulFormat } from '../../src/domain/plan/plan-document.ts';
import * as abi from '../model/abi.ts';
import * as plain from '../model/index.ts';
import { packScenario } from './pack-scenario.ts';
import { EXPERT_MODEL, sampleScenario } from './testing/sample-scenario.ts';

const OPERATIONS = [abi.OP_LATENT_UP, abi.OP_EXPERTS_UP, abi.OP_EXPERTS_DOWN, abi.OP_ROUTER] as const;

/** Seconds of one product in each phase. */
function productSeconds(operation: number, matmulFormat: MatmulFormat, wideLayerShare: number): readonly number[] {
  const base = sampleScenario({ model: EXPERT_MODEL });
  packScenario({ ...base, training: { ...base.training, matmulFormat, wideLayerShare } }, plain.scenario);
  expect(plain.estimate()).toBe(abi.STATUS_OK);
  const result = plain.result as unknown as Float64Array;
  const found: number[] = [];
  for (let row = 0; row < (result[abi.OUT_OPERATIONS] ?? 0); row += 1) {
    const at = abi.OUT_OPERATION_ROWS + row * abi.OPERATION_STRIDE;
    if (result[at] === operation && (result[at + 3] ?? 0) > 0) found.push(result[at + 5] ?? Number.NaN);
  }
  expect(found.length).toBeGreaterThanOrEqual(3);
  return found;
}

/** Seconds of a step. */
function stepSeconds(matmulFormat: MatmulFormat, wideLayerShare: number): number {
  const base = sampleScenario({ model: EXPERT_MODEL });
  const stack = { factors: { ...base.stack.factors, castPasses: 40 } };
  packScenario({ ...base, stack, training: { ...base.training, matmulFormat, wideLayerShare } }, plain.scenario);
  expect(plain.estimate()).toBe(abi.STATUS_OK);
  return (plain.result as unknown as Float64Array)[abi.OUT_STEP_SECONDS] ?? Number.NaN;
}

describe('layers kept in 16 bits', () => {
  it.each(['fp8', 'fp4'] as const)('take their share of the time of 16-bit products under %s', (format) => {
    for (const operation of OPERATIONS) {
      const narrow = productSeconds(operation, format, 0);
      const wide = productSeconds(operation, 'bf16', 0);
      const quarter = productSeconds(operation, format, 0.25);
      const all = productSeconds(operation, format, 1);
      narrow.forEach((seconds, phase) => {
        const other = wide[phase] ?? Number.NaN;
        expect(all[phase]).toBeCloseTo(other, 12);
        expect(quarter[phase]).toBeCloseTo(0.75 * seconds + 0.25 * other, 12);
      });
    }
  });

  it('cast nothing', () => {
    // Casts made forty times as dear: without them, the step in 16 bits alone is the shorter one.
    expect(stepSeconds('fp8', 0)).toBeGreaterThan(1.2 * stepSeconds('bf16', 0));
    expect(stepSeconds('fp8', 1)).toBeLessThan(1.01 * stepSeconds('bf16', 0));
  });

  it('change nothing where all layers are in 16 bits', () => {
    expect(stepSeconds('bf16', 0.5)).toBe(stepSeconds('bf16', 0));
  });
});
