import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../cli/load-catalog.ts';
import { createEmptyPlan } from '../plan/create-empty-plan.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import { TEMPLATES } from '../plan/templates/templates.ts';
import { buildDrawing } from '../topology/build-drawing.ts';
import { compileScenario } from './compile-scenario.ts';

const index = loadCatalog();

function planOf(change: (plan: PlanDocument) => void = () => {}): PlanDocument {
  const plan = createEmptyPlan();
  plan.drawing = buildDrawing(
    [
      { id: 'node', kind: 'node', count: 32, catalogId: 'dgx-h100' },
      { id: 'leaf', kind: 'switch', count: 8, catalogId: 'qm9700' },
    ],
    [{ from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' }],
  );
  change(plan);
  return plan;
}

describe('compileScenario', () => {
  it('turns a plan into numbers', () => {
    const compiled = compileScenario(planOf(), index);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
    const { scenario } = compiled;
    expect(scenario.strategy).toMatchObject({ accelerators: 256, data: 256, shardingGroupSize: 256 });
    expect(scenario.accelerator.peakFlops).toMatchObject({ bf16: 989.5e12, fp8: 1979e12, mxfp8: 0, fp4: 0 });
    expect(scenario.accelerator.memoryBytes).toBeCloseTo(79.6474609375 * 2 ** 30, -3);
    expect(scenario.network.levels.map((level) => level.accelerators)).toEqual([8, 256]);
    expect(scenario.economy.power.accelerators).toBe(256);
    expect(compiled.warnings).toEqual([]);
    expect(structuredClone(scenario)).toEqual(scenario);
  });

  it('says of each input where it is from', () => {
    const compiled = compileScenario(planOf(), index);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
    const { sources } = compiled;
    expect(sources['accelerator.memoryBytes']).toMatchObject({ unit: 'bytes', isDefault: true, isChecked: true });
    expect(sources['network.levels.1.bandwidthBytesPerSecond']).toMatchObject({ value: 50e9, isDefault: false });
    expect(sources['training.trainingTokens']).toMatchObject({ value: 1e12, source: 'Set in this plan' });
    expect(sources['economy.power.facilityFactor']).toBeDefined();
    for (const [path, source] of Object.entries(sources)) {
      expect(source.label.length, path).toBeGreaterThan(2);
      expect(source.source.length, path).toBeGreaterThan(2);
    }
  });

  it.each(TEMPLATES.map((template) => [template.id, template] as const))(
    'compiles the template %s',
    (_id, template) => {
      const compiled = compileScenario(template.create(), index);
      expect(compiled.ok ? [] : compiled.problems).toEqual([]);
      expect(compiled.warnings.map((warning) => warning.message)).toEqual(
        compiled.warnings.filter((warning) => warning.code === 'uneven-stages').map((warning) => warning.message),
      );
    },
  );

  const failing: readonly (readonly [string, (plan: PlanDocument) => void])[] = [
    [
      'no-accelerators',
      (plan) => {
        plan.drawing = { blocks: {}, links: {} };
      },
    ],
    [
      'unconnected',
      (plan) => {
        plan.drawing.links = {};
      },
    ],
    ['unknown-record', (plan) => void Object.assign(plan.drawing.blocks.leaf ?? {}, { catalogId: 'nothing' })],
    ['unknown-link', (plan) => void Object.assign(plan.drawing.links.l1 ?? {}, { catalogId: 'nothing' })],
    [
      'unknown-model',
      (plan) => {
        plan.workload.model = { kind: 'catalog', modelId: 'nothing' };
      },
    ],
    [
      'unusable-model',
      (plan) => {
        plan.workload.model = { kind: 'catalog', modelId: 'bert-large' };
      },
    ],
    [
      'unknown-stack',
      (plan) => {
        plan.strategy.softwareStackId = 'nothing';
      },
    ],
    [
      'format-unsupported',
      (plan) => {
        plan.workload.matmulFormat = 'fp4';
      },
    ],
    [
      'replica-divides-accelerators',
      (plan) => {
        plan.strategy.pipeline = 3;
      },
    ],
  ];

  it.each(failing)('says %s in a sentence', (code, change) => {
    const compiled = compileScenario(planOf(change), index);
    if (compiled.ok) throw new Error('it compiled');
    const problem = compiled.problems.find((each) => each.code === code);
    expect(problem, compiled.problems.map((each) => each.code).join()).toBeDefined();
    expect(problem?.message).toMatch(/^[A-Z0-9].*\.$/);
  });

  it('hands on the scenario when only the strategy is wrong', () => {
    const wrongStrategy = compileScenario(
      planOf((plan) => {
        plan.strategy.pipeline = 3;
      }),
      index,
    );
    expect(wrongStrategy.ok ? null : wrongStrategy.scenario?.strategy.accelerators).toBe(256);
    const wrongDrawing = compileScenario(
      planOf((plan) => {
        plan.drawing.links = {};
      }),
      index,
    );
    expect(wrongDrawing.ok ? undefined : wrongDrawing.scenario).toBeNull();
  });

  it('lets the slowest of several kinds set the pace', () => {
    const compiled = compileScenario(
      planOf((plan) => {
        plan.drawing = buildDrawing(
          [
            { id: 'new', kind: 'node', count: 16, catalogId: 'dgx-h100' },
            { id: 'old', kind: 'node', count: 16, catalogId: 'dgx-a100-40' },
            { id: 'leaf', kind: 'switch', count: 8, catalogId: 'qm9700' },
          ],
          [
            { from: 'new', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' },
            { from: 'old', to: 'leaf', catalogId: 'ib-hdr', cablesPerInstance: 8, pattern: 'rails' },
          ],
        );
      }),
      index,
    );
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
    expect(compiled.scenario.accelerator.peakFlops.bf16).toBe(312e12);
    expect(compiled.scenario.accelerator.memoryBytes).toBe(40 * 2 ** 30);
    expect(compiled.warnings.map((warning) => warning.code)).toContain('mixed-accelerators');
    expect(compiled.scenario.network.levels.map((level) => level.bandwidthBytesPerSecond)).toEqual([300e9, 25e9]);
  });

  it('slows all for one degraded node, and takes failed ones out', () => {
    const degraded = compileScenario(
      planOf((plan) => {
        plan.drawing.blocks.node?.exceptions.push({ index: 5, state: 'degraded', speedFraction: 0.8 });
      }),
      index,
    );
    const whole = compileScenario(planOf(), index);
    if (!degraded.ok || !whole.ok) throw new Error('it does not compile');
    expect(degraded.scenario.accelerator.matmulCeiling.bf16).toBeCloseTo(
      0.8 * whole.scenario.accelerator.matmulCeiling.bf16,
      12,
    );
    const failed = compileScenario(
      planOf((plan) => {
        plan.drawing.blocks.node?.exceptions.push({ index: 5, state: 'failed', speedFraction: 0 });
        plan.strategy.acceleratorsUsed = 128;
      }),
      index,
    );
    expect(failed.ok ? failed.scenario.strategy.accelerators : failed.problems).toBe(128);
    expect(failed.counts).toMatchObject({ total: 248, failed: 8 });
  });
});
