/** Checks the stages of the training: the strategy has to fit the sequence length and the batch of each, and tokens must be left for the main one. */
import { createProblem, type ScenarioProblem } from '../estimate/scenario-problem.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import { formatQuantity } from '../units/format-quantity.ts';
import { checkStrategy, type StrategyGround } from './check-strategy.ts';

/** Why stages cannot be trained, and what to know about those that can. */
export function checkStages(
  plan: Pick<PlanDocument, 'strategy' | 'workload' | 'schedule'>,
  ground: StrategyGround,
): { readonly problems: ScenarioProblem[]; readonly warnings: ScenarioProblem[] } {
  const problems: ScenarioProblem[] = [];
  const warnings: ScenarioProblem[] = [];
  const { workload, schedule } = plan;
  const { stages } = schedule;
  if (stages.length === 0) return { problems, warnings };
  const taken = stages.reduce((sum, { tokens }) => sum + tokens, 0);
  const tokens = (value: number): string => formatQuantity('tokens', value).text;
  if (stages.reduce((left, stage) => left - stage.tokens, workload.trainingTokens) <= 0) {
    problems.push(
      createProblem({
        code: 'stages-take-all',
        part: 'schedule',
        field: 'trainingTokens',
        message: `The stages take ${tokens(taken)} of the ${tokens(workload.trainingTokens)} to train on, which leaves nothing for the main stage.`,
        mend: 'Give the stages fewer tokens, or train on more.',
      }),
    );
  }
  // What is wrong with the strategy itself is said once, for the main stage.
  const known = new Set(checkStrategy(plan, ground).map(({ code }) => code));
  const { maxContextTokens } = ground.architecture;
  for (const [at, stage] of stages.entries()) {
    const { sequenceLengthTokens, globalBatchSequences } = stage;
    const name = nameStage(stage.name, at);
    const own = { ...plan, workload: { ...workload, sequenceLengthTokens, globalBatchSequences } };
    for (const problem of checkStrategy(own, ground)) {
      if (known.has(problem.code)) continue;
      const message = `${name}: ${problem.message}`;
      const mend = 'Change the sequence length or the batch of this stage, or the strategy of all.';
      problems.push(createProblem({ code: `stage-${problem.code}`, part: 'schedule', message, mend }));
    }
    if (maxContextTokens !== null && sequenceLengthTokens > maxContextTokens) {
      const message = `${name}: sequences of ${sequenceLengthTokens} tokens are longer than the ${maxContextTokens} that the model was made for.`;
      warnings.push(createProblem({ code: 'stage-beyond-context', part: 'schedule', message }));
    }
  }
  return { problems, warnings };
}

/** How sentences call a stage. */
export function nameStage(name: string, at: number): string {
  return name.trim() === '' ? `Stage ${at + 1}` : `Stage “${name}”`;
}
