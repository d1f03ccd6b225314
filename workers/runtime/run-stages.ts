/** The stages of a run as scenarios of their own: the same strategy on the same hardware, with another sequence length and batch. */
import type { Scenario, TrainingInputs, TrainingStageInputs } from '../../src/domain/estimate/scenario.ts';

/** What is left of the tokens for the main stage. */
export function mainStageTokens({ trainingTokens, stages }: TrainingInputs): number {
  return (stages ?? []).reduce((left, { tokens }) => left - tokens, trainingTokens);
}

/** One stage by itself. */
export type AnyStage = Omit<TrainingStageInputs, 'place'> & { readonly place: TrainingStageInputs['place'] | 'main' };

/** The main stage, which runs with the workload's own values. */
export function mainStageOf(training: TrainingInputs): AnyStage {
  const { sequenceLengthTokens, globalBatchSequences } = training;
  const tokens = mainStageTokens(training);
  return { name: 'Main stage', place: 'main', tokens, sequenceLengthTokens, globalBatchSequences };
}

/** The scenario of a stage beside the main one. Routes belong to the strategy, so they hold for every stage. */
export function scenarioOfStage(scenario: Scenario, stage: TrainingStageInputs): Scenario {
  const { stages: _, ...training } = scenario.training;
  const { sequenceLengthTokens, globalBatchSequences, tokens } = stage;
  return { ...scenario, training: { ...training, sequenceLengthTokens, globalBatchSequences, trainingTokens: tokens } };
}
