/**
 * Valid strategies in the order of their distance from a given one. The engine takes the first that fits into memory. A change by a
 * factor of two in one dimension is a distance of one; few changed fields come before many.
 */
import type { StrategyInputs } from '../estimate/scenario.ts';
import type { Schedule } from '../plan/plan-document.ts';
import { isValidShape } from './check-shape.ts';
import { virtualStagesOf } from './schedule-rules.ts';
import { replicaSize, type StrategyShape } from './strategy-shape.ts';

/** Fields that may change, in the order in which a planner would change them. */
export const VARIED_FIELDS = [
  'recompute',
  'microBatchSequences',
  'sharding',
  'pipeline',
  'tensor',
  'context',
  'virtualStages',
  'schedule',
  'expert',
] as const;
type VariedField = (typeof VARIED_FIELDS)[number];

const SHARDINGS = ['none', 'optimizer', 'gradients', 'parameters'] as const;
const RECOMPUTES = ['none', 'selective', 'block', 'full'] as const;
/** At most so many fields change together while all their values are tried. */
const MOST_CHANGES = 3;

/** A valid strategy and how far it is from the wanted one. */
export interface NearbyStrategy {
  readonly strategy: StrategyInputs;
  readonly distance: number;
  readonly changed: readonly VariedField[];
}

/** What a search starts from: the wanted strategy, valid or not, with its model and batch. */
export type SearchStart = Pick<StrategyShape, 'architecture' | 'training'> & { readonly strategy: StrategyInputs };

/** All valid strategies that differ in up to three fields, and those that save the most memory, nearest first. */
export function listNearestValid(start: SearchStart): NearbyStrategy[] {
  const choices = listChoices(start);
  const found = new Map<string, NearbyStrategy>();
  const visit = (
    position: number,
    changed: readonly VariedField[],
    strategy: StrategyInputs,
    distance: number,
  ): void => {
    keep(found, start, strategy, distance, changed);
    if (changed.length === MOST_CHANGES) return;
    for (let next = position; next < VARIED_FIELDS.length; next++) {
      const field = VARIED_FIELDS[next];
      if (field === undefined) continue;
      for (const choice of choices[field]) {
        visit(next + 1, [...changed, field], { ...strategy, ...choice.values }, distance + choice.distance);
      }
    }
  };
  visit(0, [], start.strategy, 0);
  addThriftiest(found, start, choices);
  return [...found.values()].sort((a, b) => a.distance - b.distance);
}

interface Choice {
  readonly values: Partial<StrategyInputs>;
  readonly distance: number;
}

function listChoices({ strategy, architecture, training }: SearchStart): Record<VariedField, readonly Choice[]> {
  const { accelerators } = strategy;
  const perReplica = training.globalBatchSequences;
  const numbers = (field: VariedField & keyof StrategyInputs, whole: number, most: number): Choice[] =>
    divisorsOf(whole, most)
      .filter((value) => value !== strategy[field])
      .map((value) => ({ values: { [field]: value }, distance: ratio(value, strategy[field] as number) }));
  // A stage needs no power of two, and layers need not divide; small steps and divisors of the accelerators are tried.
  return {
    tensor: numbers('tensor', architecture.heads, Math.min(architecture.heads, accelerators, 64)),
    context: numbers('context', training.sequenceLengthTokens, Math.min(accelerators, 64)),
    pipeline: numbers('pipeline', accelerators, Math.min(architecture.layers, 128)),
    expert: architecture.moe === null ? [] : numbers('expert', architecture.moe.experts, accelerators),
    microBatchSequences: numbers('microBatchSequences', perReplica, 64),
    virtualStages: divisorsOf(architecture.layers, architecture.layers)
      .filter((value) => value !== strategy.virtualStages)
      .map((value) => ({
        values: { virtualStages: value, schedule: scheduleFor(value, strategy.schedule) },
        distance: ratio(value, strategy.virtualStages),
      })),
    // Interleaving comes with its virtual stages; every pipeline can run 1F1B.
    schedule: isPlain(strategy) ? [] : [{ values: { virtualStages: 1, schedule: '1f1b' }, distance: 1 }],
    sharding: SHARDINGS.filter((value) => value !== strategy.sharding).map((value) => ({
      values: { sharding: value },
      distance: 0.5 + Math.abs(SHARDINGS.indexOf(value) - SHARDINGS.indexOf(strategy.sharding)) / 2,
    })),
    recompute: RECOMPUTES.filter((value) => value !== strategy.recompute && value !== 'block').map((value) => ({
      values: { recompute: value },
      distance: 0.5 + Math.abs(RECOMPUTES.indexOf(value) - RECOMPUTES.indexOf(strategy.recompute)) / 2,
    })),
  };
}

/** The schedule for so many virtual stages that is nearest to the wanted one. */
function scheduleFor(virtualStages: number, wanted: Schedule): Schedule {
  if (virtualStages === virtualStagesOf(wanted)) return wanted;
  return virtualStages > 1 ? 'interleaved' : '1f1b';
}

/** Whether the schedule is one that the number of virtual stages decides. */
function isPlain({ schedule }: Pick<StrategyInputs, 'schedule'>): boolean {
  return schedule === '1f1b' || schedule === 'interleaved';
}

/** Everything that saves memory at once, with any cut of the model: the last resort before "nothing fits". */
function addThriftiest(
  found: Map<string, NearbyStrategy>,
  start: SearchStart,
  choices: Record<VariedField, readonly Choice[]>,
): void {
  const { strategy } = start;
  const stay: Choice = { values: {}, distance: 0 };
  for (const tensor of [stay, ...choices.tensor]) {
    for (const context of [stay, ...choices.context]) {
      for (const pipeline of [stay, ...choices.pipeline]) {
        for (const expert of [stay, ...choices.expert]) {
          for (const sharding of ['optimizer', 'parameters'] as const) {
            const thrifty: StrategyInputs = {
              ...strategy,
              ...tensor.values,
              ...context.values,
              ...pipeline.values,
              ...expert.values,
              sharding,
              recompute: 'full',
              microBatchSequences: 1,
              virtualStages: 1,
              schedule: '1f1b',
            };
            const changed = VARIED_FIELDS.filter((field) => thrifty[field] !== strategy[field]);
            const cut = tensor.distance + context.distance + pipeline.distance + expert.distance;
            // Behind everything that changes less.
            keep(found, start, thrifty, 100 + cut + changed.length, changed);
          }
        }
      }
    }
  }
}

function keep(
  found: Map<string, NearbyStrategy>,
  start: SearchStart,
  changedStrategy: StrategyInputs,
  distance: number,
  changed: readonly VariedField[],
): void {
  if (changedStrategy.accelerators % replicaSize(changedStrategy) !== 0) return;
  const strategy = settleData(changedStrategy, start.strategy);
  if (!isValidShape({ strategy, architecture: start.architecture, training: start.training })) return;
  const key = VARIED_FIELDS.map((field) => strategy[field]).join(' ');
  const known = found.get(key);
  if (known === undefined || known.distance > distance) found.set(key, { strategy, distance, changed });
}

/** The data dimension follows from the others; a hybrid group that no longer divides becomes all data ranks. */
function settleData(strategy: StrategyInputs, wanted: StrategyInputs): StrategyInputs {
  const data = strategy.accelerators / replicaSize(strategy);
  const isHybrid = wanted.shardingGroupSize !== wanted.data && data % wanted.shardingGroupSize === 0;
  return { ...strategy, data, shardingGroupSize: isHybrid ? wanted.shardingGroupSize : data };
}

function ratio(value: number, from: number): number {
  return Math.abs(Math.log2(value / from));
}

/** Divisors of a number up to a bound, ascending. */
function divisorsOf(whole: number, most: number): number[] {
  const divisors: number[] = [];
  for (let value = 1; value <= Math.min(whole, most); value++) {
    if (whole % value === 0) divisors.push(value);
  }
  return divisors;
}
