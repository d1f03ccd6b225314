import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../cli/load-catalog.ts';
import { templatePlan } from '../../cli/testing/estimate-plan.ts';
import { compileScenario } from '../estimate/compile-scenario.ts';
import type { StrategyInputs } from '../estimate/scenario.ts';
import { countByPipelineRank, findBlockRanks } from './ranks-in-block.ts';

const strategy = {
  tensor: 8,
  context: 1,
  data: 4,
  pipeline: 4,
  rankOrder: ['tensor', 'context', 'data', 'pipeline'],
} as unknown as StrategyInputs;

describe('pipeline ranks of a block', () => {
  it('are one stage where the pipeline is outermost, and all stages where a block holds whole rounds', () => {
    expect([...countByPipelineRank(0, 8, strategy)]).toEqual([8, 0, 0, 0]);
    expect([...countByPipelineRank(40, 8, strategy)]).toEqual([0, 8, 0, 0]);
    expect([...countByPipelineRank(24, 16, strategy)]).toEqual([8, 8, 0, 0]);
    expect([...countByPipelineRank(0, 128, strategy)]).toEqual([32, 32, 32, 32]);
    const inner = { ...strategy, rankOrder: ['tensor', 'context', 'pipeline', 'data'] } as StrategyInputs;
    expect([...countByPipelineRank(0, 32, inner)]).toEqual([8, 8, 8, 8]);
  });

  it('wrap around at the end of a round, and none is lost', () => {
    for (const start of [0, 5, 100, 127]) {
      for (const count of [1, 7, 64, 200, 1000]) {
        const counts = countByPipelineRank(start, count, strategy);
        expect(counts.reduce((sum, each) => sum + each, 0)).toBe(count);
      }
    }
  });

  it('are found for every block that holds accelerators', () => {
    const plan = templatePlan('llama3-405b-16k');
    const catalog = loadCatalog();
    const compiled = compileScenario(plan, catalog);
    if (!compiled.ok) throw new Error('the template does not compile');
    const found = findBlockRanks(plan.drawing, catalog, compiled.scenario.strategy);
    const byName = new Map([...found].map(([id, ranks]) => [plan.drawing.blocks[id]?.name, ranks]));
    expect(byName.get('Rack')?.accelerators).toBe(16);
    expect(byName.get('HGX H100')?.accelerators).toBe(8);
    expect(byName.has('Rack switch')).toBe(false);
  });
});
