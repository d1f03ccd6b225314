import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../cli/load-catalog.ts';
import { createEmptyPlan } from '../plan/create-empty-plan.ts';
import type { Strategy, Workload } from '../plan/plan-document.ts';
import type { ModelArchitecture } from '../workload/model-architecture.ts';
import { checkShape, isValidShape } from './check-shape.ts';
import { checkStrategy, warnOfStrategy } from './check-strategy.ts';
import { nearestNumbers } from './nearest-numbers.ts';
import { listNearestValid, type SearchStart } from './nearest-valid.ts';

const index = loadCatalog();

function architectureOf(id: string): ModelArchitecture {
  const architecture = index.models.get(id)?.architecture;
  if (architecture === null || architecture === undefined) throw new Error(`no model ${id}`);
  return architecture;
}

const dense = architectureOf('llama3.1-405b');
const moe = architectureOf('deepseek-v3');

function check(
  strategy: Partial<Strategy>,
  workload: Partial<Workload> = {},
  accelerators = 1024,
  architecture: ModelArchitecture = dense,
) {
  const plan = createEmptyPlan();
  return checkStrategy(
    {
      strategy: { ...plan.strategy, tensor: 8, pipeline: 16, ...strategy },
      workload: { ...plan.workload, ...workload },
    },
    { accelerators, architecture },
  );
}

describe('checkStrategy', () => {
  it('finds nothing wrong with a valid strategy', () => {
    expect(check({})).toEqual([]);
    expect(check({ expert: 64, tensor: 1, pipeline: 16 }, {}, 2048, moe)).toEqual([]);
    for (const schedule of ['gpipe', 'zb-h1', 'dualpipe'] as const) expect(check({ schedule }), schedule).toEqual([]);
    expect(check({ schedule: 'zb-v', virtualStages: 2 })).toEqual([]);
  });

  const broken: readonly (readonly [string, ReturnType<typeof check>, string, readonly number[], RegExp])[] = [
    [
      'replica-divides-accelerators',
      check({ pipeline: 3 }),
      'pipeline',
      [2, 4, 1],
      /8 tensor × 1 context × 3 pipeline = 24 .* 1024/,
    ],
    ['tensor-divides-heads', check({ tensor: 12 }, {}, 1536), 'tensor', [8, 16, 4], /12 .* 128 attention heads/],
    [
      'stages-exceed-layers',
      check({ pipeline: 256, tensor: 4 }),
      'pipeline',
      [128, 127, 126],
      /256 stages, .* 126 layers/,
    ],
    [
      'virtual-stages-need-interleaving',
      check({ virtualStages: 2 }),
      'schedule',
      [],
      /2 virtual stages need the interleaved schedule/,
    ],
    [
      'interleaving-needs-virtual-stages',
      check({ schedule: 'interleaved' }),
      'virtualStages',
      [2],
      /at least 2 virtual stages; .* has 1/,
    ],
    [
      'virtual-stages-need-interleaving',
      check({ schedule: 'gpipe', virtualStages: 4 }),
      'schedule',
      [],
      /GPipe has one/,
    ],
    [
      'virtual-stages-need-interleaving',
      check({ schedule: 'zb-h1', virtualStages: 2 }),
      'schedule',
      [],
      /ZB-H1 has one/,
    ],
    ['zb-v-needs-two-chunks', check({ schedule: 'zb-v' }), 'virtualStages', [2], /two chunks .* 1 virtual stage\./],
    [
      'dualpipe-needs-even-ranks',
      check({ schedule: 'dualpipe', pipeline: 9 }, {}, 8 * 9 * 8),
      'pipeline',
      [8, 10],
      /come in pairs; there are 9/,
    ],
    [
      'dualpipe-needs-micro-batches',
      check({ schedule: 'dualpipe', microBatchSequences: 4 }),
      'microBatchSequences',
      [2, 1],
      /twice the 16 pipeline ranks; there are 16/,
    ],
    [
      'micro-batches-divide-batch',
      check({ microBatchSequences: 3 }),
      'microBatchSequences',
      [2, 4, 1],
      /512 sequences .* 8 data ranks × micro-batch 3 = 24/,
    ],
    [
      'interleaving-needs-whole-rounds',
      check({ schedule: 'interleaved', virtualStages: 2, pipeline: 8, microBatchSequences: 8 }),
      'microBatchSequences',
      [4, 2, 1],
      /8 pipeline ranks divide; there are 4/,
    ],
    ['no-experts', check({ expert: 8 }), 'expert', [1], /no experts/],
    [
      'expert-divides-experts',
      check({ expert: 48, tensor: 1 }, {}, 2048 * 3, moe),
      'expert',
      [32, 64, 16],
      /48 does not divide the model's 256 experts/,
    ],
    [
      'expert-divides-ranks',
      check({ expert: 64, tensor: 1, pipeline: 4 }, {}, 128, moe),
      'expert',
      [32, 16, 8],
      /64 does not divide the 32 ranks/,
    ],
    ['context-divides-sequence', check({ context: 3 }, {}, 1536), 'context', [2, 4, 1], /8192 tokens .* 3/],
    [
      'sharding-group-divides-data',
      check({ shardingGroupSize: 3 }),
      'shardingGroupSize',
      [2, 4, 1],
      /group of 3 does not divide the 8/,
    ],
    ['accelerators-drawn', check({ acceleratorsUsed: 2048 }), 'acceleratorsUsed', [1024], /2048 .* 1024 are drawn/],
  ];

  it.each(broken)('says what breaks %s', (code, problems, field, nearest, message) => {
    const problem = problems.find((candidate) => candidate.code === code);
    expect(problem, problems.map((each) => each.message).join('\n')).toBeDefined();
    expect(problem?.field).toBe(field);
    expect(problem?.nearest).toEqual(nearest);
    expect(problem?.message).toMatch(message);
  });

  it('names a batch that divides, however many data ranks there are', () => {
    const mendFor = (accelerators: number, globalBatchSequences: number): string | null =>
      check({}, { globalBatchSequences }, accelerators).find(({ code }) => code === 'micro-batches-divide-batch')
        ?.mend ?? null;
    expect(mendFor(1024, 500)).toBe('A global batch of 496 or 504 would divide.');
    expect(mendFor(128_000_000, 2048)).toBe('A global batch of 1000000 would divide.');
  });

  it('only warns of layers that do not divide', () => {
    const plan = createEmptyPlan();
    const strategy = { ...plan.strategy, tensor: 8, pipeline: 12 };
    const warnings = warnOfStrategy({ strategy }, { accelerators: 1152, architecture: dense });
    expect(warnings[0]).toMatchObject({ code: 'uneven-stages', nearest: [14, 9, 7] });
    expect(warnings[0]?.message).toContain('126 layers do not divide into 12 stages: the longest has 11');
    // Embedding and output layer count as one layer each.
    expect(
      warnOfStrategy({ strategy: { ...strategy, pipeline: 16 } }, { accelerators: 1024, architecture: dense }),
    ).toEqual([]);
  });

  it('proposes values that mend what they are proposed for', () => {
    const numbers = fc.integer({ min: 1, max: 300 });
    fc.assert(
      fc.property(numbers, numbers, numbers, (tensor, pipeline, microBatchSequences) => {
        for (const problem of check({ tensor, pipeline, microBatchSequences })) {
          for (const value of problem.nearest) {
            const field = problem.field as keyof Strategy;
            const mended = check({ tensor, pipeline, microBatchSequences, [field]: value });
            expect(mended.map((each) => each.code)).not.toContain(problem.code);
          }
        }
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});

describe('nearestNumbers', () => {
  it('goes outwards from the wanted number', () => {
    expect(nearestNumbers(6, (value) => value % 4 === 0)).toEqual([4, 8, 12]);
    expect(nearestNumbers(5, () => false)).toEqual([]);
    expect(nearestNumbers(5, () => true, 4)).toEqual([5, 4, 6, 3]);
  });
});

describe('listNearestValid', () => {
  const plan = createEmptyPlan();
  const start = (strategy: Partial<SearchStart['strategy']>, architecture = dense): SearchStart => ({
    architecture,
    training: plan.workload,
    strategy: {
      ...plan.strategy,
      tensor: 8,
      pipeline: 16,
      accelerators: 1024,
      data: 8,
      shardingGroupSize: 8,
      ...strategy,
    },
  });

  it('begins with the wanted strategy when that is valid', () => {
    const [first] = listNearestValid(start({}));
    expect(first).toMatchObject({ distance: 0, changed: [] });
  });

  it('changes as little as it can', () => {
    const [first] = listNearestValid(start({ microBatchSequences: 3 }));
    expect(first?.changed).toEqual(['microBatchSequences']);
    expect(first?.strategy.microBatchSequences).toBe(4);
    const [second] = listNearestValid(start({ tensor: 12 }));
    expect(second?.changed).toEqual(['tensor']);
    expect(second?.strategy.tensor).toBe(16);
  });

  it('offers 1F1B where another schedule does not do', () => {
    const short = { ...start({ schedule: 'dualpipe' }), training: { ...plan.workload, globalBatchSequences: 8 * 16 } };
    const plain = listNearestValid(short).find(({ changed }) => changed.join() === 'schedule');
    expect(plain).toMatchObject({ distance: 1, strategy: { schedule: '1f1b', virtualStages: 1 } });
    const [first] = listNearestValid(start({ schedule: 'zb-v', virtualStages: 1 }));
    expect(first).toMatchObject({ strategy: { schedule: 'zb-v', virtualStages: 2 } });
  });

  it('lists only valid strategies, each once, by distance', () => {
    for (const begin of [start({ tensor: 12, microBatchSequences: 5 }), start({ expert: 8, tensor: 1 }, moe)]) {
      const list = listNearestValid(begin);
      expect(list.length).toBeGreaterThan(100);
      let last = 0;
      const seen = new Set<string>();
      for (const { strategy, distance } of list) {
        expect(distance).toBeGreaterThanOrEqual(last);
        last = distance;
        const shape = { strategy, architecture: begin.architecture, training: begin.training };
        expect(isValidShape(shape)).toBe(true);
        expect(checkShape(shape)).toEqual([]);
        expect(strategy.data * strategy.tensor * strategy.context * strategy.pipeline).toBe(strategy.accelerators);
        expect(seen.has(JSON.stringify(strategy))).toBe(false);
        seen.add(JSON.stringify(strategy));
      }
    }
  });
});
