import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../cli/load-catalog.ts';
import { createEmptyPlan } from '../plan/create-empty-plan.ts';
import type { TrainingStage } from '../plan/plan-document.ts';
import { checkStages } from './check-stages.ts';

const architecture = loadCatalog().models.get('llama3-8b')?.architecture;
if (architecture == null) throw new Error('The catalogue has no Llama 3 8B.');
const ground = { accelerators: 64, architecture };

const STAGE: TrainingStage = {
  name: 'Long context',
  tokens: 1e11,
  sequenceLengthTokens: 8192,
  globalBatchSequences: 512,
  place: 'after',
};

function check(...stages: Partial<TrainingStage>[]) {
  const plan = createEmptyPlan();
  plan.schedule.stages = stages.map((stage) => ({ ...STAGE, ...stage }));
  return checkStages(plan, ground);
}

describe('checkStages', () => {
  it('finds nothing where every stage fits', () => {
    expect(check()).toEqual({ problems: [], warnings: [] });
    expect(check({}, { globalBatchSequences: 64 })).toEqual({ problems: [], warnings: [] });
  });

  it('says which stage has a batch that does not divide', () => {
    const { problems } = check({}, { name: '', globalBatchSequences: 100 });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ part: 'schedule' });
    expect(problems[0]?.message).toMatch(/^Stage 2: .*100/);
  });

  it('wants tokens left for the main stage, to the last one', () => {
    expect(check({ tokens: 5e11 }, { tokens: 5e11 }).problems).toMatchObject([{ code: 'stages-take-all' }]);
    expect(check({ tokens: 5e11 }, { tokens: 5e11 - 1 }).problems).toEqual([]);
  });

  it('says when sequences are longer than the model was made for', () => {
    const { warnings } = check({ sequenceLengthTokens: 131_072, globalBatchSequences: 64 });
    expect(warnings.map(({ message }) => message).join()).toMatch(/“Long context”.*131072/);
  });
});
