import { runAction } from '../../actions/run-action.ts';
import { setStrategy } from '../../domain/plan/commands/set-strategy.ts';
import { type RankDimension, SCHEDULES, type Strategy } from '../../domain/plan/plan-document.ts';
import { SCHEDULE_NAMES } from '../../domain/strategy/schedule-names.ts';
import { virtualStagesOf } from '../../domain/strategy/schedule-rules.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { useCatalog, useCompiled } from '../results/estimate-context.ts';
import { RECOMPUTE_WORDS, SHARDING_WORDS, STRATEGY_WORDS } from '../results/strategy-words.ts';
import { findAction, useActions } from '../shell/action-context.ts';
import { Button } from '../theme/button.tsx';
import { SelectField } from '../theme/select-field.tsx';
import { SwitchField } from '../theme/switch-field.tsx';
import { useDocument } from '../use-stores.ts';
import styles from './inspector.module.css';
import { QuantityField, type QuantityFieldProps } from './quantity-field.tsx';
import { Section } from './section.tsx';
import { StackField } from './stack-field.tsx';
import { useDispatch, useDispatchOrTell } from './use-dispatch.ts';

const DIMENSION_LETTERS: Readonly<Record<RankDimension, string>> = {
  tensor: 'tensor',
  context: 'context',
  data: 'data',
  pipeline: 'pipeline',
};

/** Orders that programs use, from the innermost dimension outwards. */
const RANK_ORDERS: readonly (readonly RankDimension[])[] = [
  ['tensor', 'context', 'data', 'pipeline'],
  ['tensor', 'context', 'pipeline', 'data'],
  ['tensor', 'data', 'context', 'pipeline'],
  ['tensor', 'pipeline', 'context', 'data'],
  ['context', 'tensor', 'data', 'pipeline'],
  ['data', 'tensor', 'context', 'pipeline'],
];

type CountField =
  | 'tensor'
  | 'context'
  | 'pipeline'
  | 'virtualStages'
  | 'expert'
  | 'expertTensor'
  | 'microBatchSequences';

/** How the work is cut over the accelerators. */
export function ParallelismSection() {
  const compiled = useCompiled();
  const catalog = useCatalog();
  const strategy = useDocument((state) => state.plan.strategy);
  const model = useDocument((state) => state.plan.workload.model);
  const dispatch = useDispatch();
  const actions = useActions();
  const dispatchOrTell = useDispatchOrTell();
  const set = (fields: Partial<Strategy>): void => dispatchOrTell(setStrategy(fields));
  const architecture =
    model.kind === 'custom' ? model.architecture : (catalog?.models.get(model.modelId)?.architecture ?? null);
  const isMoe = architecture?.moe != null;
  const drawn = compiled?.counts.total ?? null;
  const accelerators = strategy.acceleratorsUsed ?? drawn ?? 0;
  const replica = strategy.tensor * strategy.context * strategy.pipeline;
  const data = accelerators / replica;
  const problems = compiled?.ok === false ? compiled.problems : [];
  const count = (value: number): string => formatQuantity('count', value).text;

  const countField = (field: CountField, more: Partial<QuantityFieldProps> = {}) => (
    <QuantityField
      label={STRATEGY_WORDS[field]}
      dimension="count"
      value={strategy[field]}
      minimum={1}
      maximum={1_000_000}
      steps="powers"
      onChange={(value, gesture) => dispatch(setStrategy({ [field]: value }, gesture))}
      note={problems.find((problem) => problem.field === field)?.message ?? null}
      {...more}
    />
  );
  const order = strategy.rankOrder.join(' › ');
  const orders = RANK_ORDERS.map((dimensions) => dimensions.map((name) => DIMENSION_LETTERS[name]).join(' › '));

  return (
    <>
      <Section title="Parallelism">
        <QuantityField
          label={STRATEGY_WORDS.acceleratorsUsed}
          dimension="count"
          value={strategy.acceleratorsUsed ?? drawn}
          minimum={1}
          maximum={1_000_000}
          steps="integer"
          onChange={(acceleratorsUsed, gesture) => dispatch(setStrategy({ acceleratorsUsed }, gesture))}
          standard={{
            isInForce: strategy.acceleratorsUsed === null,
            source: 'all that are drawn',
            onReset: () => set({ acceleratorsUsed: null }),
          }}
          note={problems.find((problem) => problem.field === 'acceleratorsUsed')?.message ?? null}
        />
        {countField('tensor')}
        {countField('context')}
        {countField('pipeline')}
        {strategy.pipeline > 1 || strategy.schedule !== '1f1b' ? (
          <>
            <SelectField
              label={STRATEGY_WORDS.schedule}
              value={strategy.schedule}
              options={SCHEDULES.map((id) => ({ id, label: SCHEDULE_NAMES[id] }))}
              onChange={(schedule) =>
                set({ schedule, virtualStages: virtualStagesOf(schedule) ?? Math.max(2, strategy.virtualStages) })
              }
            />
            {strategy.schedule === 'interleaved' ? countField('virtualStages', { steps: 'integer' }) : null}
          </>
        ) : null}
        {isMoe || strategy.expert > 1 ? countField('expert') : null}
        {isMoe || strategy.expertTensor > 1 ? countField('expertTensor') : null}
        <div className={styles.product}>
          <span>Data parallel</span>
          <strong>
            {Number.isInteger(data) && data > 0
              ? `${count(data)} = ${count(accelerators)} ÷ ${count(replica)}`
              : `${count(accelerators)} is not divisible by ${count(replica)}`}
          </strong>
        </div>
        {countField('microBatchSequences', { steps: 'integer', suffix: 'sequences' })}
        <SwitchField
          label={STRATEGY_WORDS.sequenceParallel}
          isOn={strategy.sequenceParallel}
          onChange={(sequenceParallel) => set({ sequenceParallel })}
        />
      </Section>
      <Section title="Memory">
        <SelectField
          label={STRATEGY_WORDS.sharding}
          value={strategy.sharding}
          options={Object.entries(SHARDING_WORDS).map(([id, label]) => ({ id: id as Strategy['sharding'], label }))}
          onChange={(sharding) => set({ sharding })}
        />
        {strategy.sharding === 'none' ? null : (
          <QuantityField
            label={STRATEGY_WORDS.shardingGroupSize}
            dimension="count"
            value={strategy.shardingGroupSize}
            placeholder="all data ranks"
            minimum={1}
            maximum={1_000_000}
            steps="powers"
            onChange={(shardingGroupSize, gesture) => dispatch(setStrategy({ shardingGroupSize }, gesture))}
            standard={{
              isInForce: strategy.shardingGroupSize === null,
              source: 'all data ranks, nothing replicated',
              onReset: () => set({ shardingGroupSize: null }),
            }}
            note={problems.find((problem) => problem.field === 'shardingGroupSize')?.message ?? null}
          />
        )}
        <SelectField
          label={STRATEGY_WORDS.recompute}
          value={strategy.recompute}
          options={Object.entries(RECOMPUTE_WORDS).map(([id, label]) => ({ id: id as Strategy['recompute'], label }))}
          onChange={(recompute) => set({ recompute })}
        />
        {strategy.recompute === 'block' ? (
          <QuantityField
            label={STRATEGY_WORDS.recomputeLayersPerStage}
            dimension="count"
            suffix="layers"
            value={strategy.recomputeLayersPerStage}
            minimum={0}
            maximum={10_000}
            steps="integer"
            onChange={(recomputeLayersPerStage, gesture) => dispatch(setStrategy({ recomputeLayersPerStage }, gesture))}
          />
        ) : null}
        <SwitchField
          label={STRATEGY_WORDS.offloadOptimizer}
          isOn={strategy.offloadOptimizer}
          onChange={(offloadOptimizer) => set({ offloadOptimizer })}
        />
      </Section>
      <Section title="Placement and software" isOpen={false}>
        <SelectField
          label="Ranks, innermost first"
          value={order}
          options={[...new Set([order, ...orders])].map((id) => ({ id, label: id }))}
          onChange={(id) => set({ rankOrder: id.split(' › ') as RankDimension[] })}
        />
        <QuantityField
          label={STRATEGY_WORDS.ranksTogether}
          dimension="count"
          value={strategy.ranksTogether ?? (compiled?.ok === true ? compiled.ranksTogether : null)}
          placeholder="whole groups"
          minimum={1}
          maximum={1_000_000}
          steps="powers"
          onChange={(ranksTogether, gesture) => dispatch(setStrategy({ ranksTogether }, gesture))}
          standard={{
            isInForce: strategy.ranksTogether === null,
            source: 'the longest run of whole groups for which scale-up domains have room',
            onReset: () => set({ ranksTogether: null }),
          }}
          note={problems.find((problem) => problem.field === 'ranksTogether')?.message ?? null}
        />
        <Button onPress={() => runAction(findAction('find-placement'), actions)}>Find the best placement …</Button>
        <StackField />
      </Section>
    </>
  );
}
