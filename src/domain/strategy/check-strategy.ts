/** Checks a plan's strategy against its model and its drawing. */
import { createProblem, type ScenarioProblem } from '../estimate/scenario-problem.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import type { ModelArchitecture } from '../workload/model-architecture.ts';
import { checkShape } from './check-shape.ts';
import { nearestNumbers } from './nearest-numbers.ts';
import { replicaSize } from './strategy-shape.ts';

/** Why a strategy cannot be: which rule, in which field, with the nearest values that would do. */
export type StrategyProblem = ScenarioProblem;

/** What a strategy is checked against. */
export interface StrategyGround {
  /** Accelerators that are drawn, work and reach each other. */
  readonly accelerators: number;
  readonly architecture: ModelArchitecture;
}

/** All reasons why the plan's strategy cannot be; empty when it is valid (whether it fits into memory is another matter). */
export function checkStrategy(
  plan: Pick<PlanDocument, 'strategy' | 'workload'>,
  ground: StrategyGround,
): StrategyProblem[] {
  const { strategy, workload } = plan;
  const accelerators = strategy.acceleratorsUsed ?? ground.accelerators;
  const problems = checkShape({
    strategy: { ...strategy, accelerators },
    architecture: ground.architecture,
    training: workload,
  });
  if (accelerators > ground.accelerators) {
    const replica = replicaSize(strategy);
    problems.unshift(
      createProblem({
        code: 'accelerators-drawn',
        part: 'strategy',
        field: 'acceleratorsUsed',
        message: `The strategy uses ${accelerators} accelerators, but ${ground.accelerators} are drawn and connected.`,
        nearest: nearestNumbers(ground.accelerators, (value) => value % replica === 0, 1, ground.accelerators),
      }),
    );
  }
  return problems;
}

/** What to know about a valid strategy. */
export function warnOfStrategy(plan: Pick<PlanDocument, 'strategy'>, ground: StrategyGround): ScenarioProblem[] {
  const { pipeline, virtualStages } = plan.strategy;
  const { layers } = ground.architecture;
  const stages = pipeline * virtualStages;
  // A layer less on the first and the last stage leaves room for the embedding and the output layer.
  if (stages > layers + 2 || layers % stages === 0 || (layers + 2) % stages === 0) return [];
  const longest = Math.ceil(layers / stages);
  const nearest = nearestNumbers(pipeline, (value) => layers % (value * virtualStages) === 0, 3, layers);
  return [
    createProblem({
      code: 'uneven-stages',
      part: 'strategy',
      field: 'pipeline',
      message: `${layers} layers do not divide into ${stages} stages: the longest has ${longest} layers and sets the pace.`,
      nearest,
    }),
  ];
}
