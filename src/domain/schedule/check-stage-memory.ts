/** Says which stages of a run beside its main one do not fit into the accelerator's memory. */
import type { Estimate } from '../estimate/estimate.ts';
import { createProblem, type ScenarioProblem } from '../estimate/scenario-problem.ts';
import { nameStage } from '../strategy/check-stages.ts';
import { formatQuantity } from '../units/format-quantity.ts';

/** One warning for each stage that overflows. */
export function checkStageMemory({ run, memory }: Pick<Estimate, 'run' | 'memory'>): ScenarioProblem[] {
  return run.stages.flatMap(({ name, place, memoryFits, memoryBytes }, at) => {
    if (place === 'main' || memoryFits) return [];
    const over = formatQuantity('memory', memoryBytes - memory.capacityBytes).text;
    const message = `${nameStage(name, at)} does not fit: ${over} more than the accelerator has.`;
    const mend = 'Use more context parallelism, recompute more, or train it on shorter sequences.';
    return [createProblem({ code: 'stage-memory', part: 'schedule', message, mend })];
  });
}
