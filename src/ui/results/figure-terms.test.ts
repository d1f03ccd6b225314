import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../domain/estimate/estimate.ts';
import type { Scenario } from '../../domain/estimate/scenario.ts';
import { type FigureId, takeFigureApart } from './figure-terms.ts';

const amounts = (...list: number[]) =>
  list.map((amount, index) => ({ key: `k${index}`, label: `Part ${index}`, amount }));

const estimate = {
  step: {
    seconds: 10,
    breakdown: [
      { category: 'compute', seconds: 7 },
      { category: 'bubble', seconds: 3 },
      { category: 'idle', seconds: 0 },
    ],
    modelFlops: 4e18,
    modelFlopsUtilization: 0.4,
    modelFlopsPerSecondPerAccelerator: 4e14,
  },
  memory: { components: { parameters: 10, masterWeights: 20, logits: 0 }, totalBytes: 30, capacityBytes: 40 },
  run: { steps: 100, idealSeconds: 1000, wallSeconds: 1250, acceleratorHours: 5 },
  reliability: { goodput: 0.8, lostShares: amounts(0.15, 0.05) },
  cost: {
    basis: 'own',
    rented: { totalUsd: 9, components: amounts(9) },
    owned: { totalUsd: 6, components: amounts(4, 2) },
  },
  power: { averageWattsByComponent: amounts(5, 6), averageFacilityWatts: 11, peakFacilityWatts: 15 },
} as unknown as Estimate;
const scenario = {
  strategy: { accelerators: 1000 },
  training: { matmulFormat: 'bf16' },
  accelerator: { peakFlops: { bf16: 1e15 } },
} as unknown as Scenario;

const parts = (id: FigureId) => takeFigureApart(id, estimate, scenario);
const termValue = (id: FigureId, label: string) => parts(id).terms.find((term) => term.label === label)?.value;
const sumBefore = (id: FigureId, label: string) => {
  const { terms } = parts(id);
  const end = terms.findIndex((term) => term.label === label);
  return terms.slice(0, end).reduce((sum, term) => sum + term.value, 0);
};

describe('takeFigureApart', () => {
  it.each<[FigureId, string]>([
    ['step-time', 'Step time'],
    ['memory', 'Together'],
    ['cost', 'Total'],
    ['power', 'Average facility power'],
  ])('gives terms of %s that add up', (id, total) => {
    expect(sumBefore(id, total)).toBeCloseTo(termValue(id, total) ?? Number.NaN, 9);
  });

  it('follows the way of paying that the headline shows', () => {
    expect(parts('cost').title).toBe('Cost of the run, owned');
    expect(termValue('cost', 'Total')).toBe(6);
  });

  it('takes the losses from one to reach goodput', () => {
    expect(1 - sumBefore('goodput', 'Goodput')).toBeCloseTo(termValue('goodput', 'Goodput') ?? Number.NaN, 9);
  });

  it('gives the terms that make the utilization', () => {
    const flops = termValue('mfu', 'Model FLOP of one step') ?? 0;
    const peak = termValue('mfu', 'Dense peak of each') ?? 0;
    expect(flops / (10 * 1000 * peak)).toBeCloseTo(termValue('mfu', 'MFU') ?? Number.NaN, 9);
  });

  it('leaves out what is zero, and names inputs for each figure', () => {
    expect(parts('memory').terms.map((term) => term.label)).not.toContain('Logits');
    for (const id of ['time', 'cost', 'power', 'goodput', 'mfu', 'step-time', 'memory'] as const) {
      expect(parts(id).inputPaths.length, id).toBeGreaterThan(0);
    }
  });
});
