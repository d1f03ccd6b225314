import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useId } from 'react';
import {
  addStage,
  moveStage,
  removeStage,
  setOrderDate,
  updateStage,
} from '../../domain/plan/commands/set-schedule.ts';
import { MAX_STAGES, type TrainingStage } from '../../domain/plan/plan-document.ts';
import { QuantityField } from '../inspector/quantity-field.tsx';
import { Section } from '../inspector/section.tsx';
import { useDispatch, useDispatchOrTell } from '../inspector/use-dispatch.ts';
import { Button, IconButton } from '../theme/button.tsx';
import fieldStyles from '../theme/field.module.css';
import { Field } from '../theme/field.tsx';
import { SelectField } from '../theme/select-field.tsx';
import { TextField } from '../theme/text-field.tsx';
import { useDocument } from '../use-stores.ts';
import styles from './stages-section.module.css';

/** Share of the tokens that a new stage takes. */
const FIRST_SHARE = 0.05;

/** The day of the order, and the stages of the training beside the main one. */
export function StagesSection() {
  const schedule = useDocument((state) => state.plan.schedule);
  const workload = useDocument((state) => state.plan.workload);
  const dispatchOrTell = useDispatchOrTell();
  const dateId = useId();
  const { stages, orderDate } = schedule;
  const left = stages.reduce((tokens, stage) => tokens - stage.tokens, workload.trainingTokens);
  const add = (): void =>
    dispatchOrTell(
      addStage({
        name: `Stage ${stages.length + 1}`,
        tokens: Math.max(1, Math.round(Math.max(left, 0) * FIRST_SHARE)),
        sequenceLengthTokens: workload.sequenceLengthTokens,
        globalBatchSequences: workload.globalBatchSequences,
        place: 'after',
      }),
    );
  return (
    <Section
      title={stages.length === 0 ? 'Order and stages' : `Order and stages (${stages.length})`}
      isOpen={stages.length > 0}
    >
      <Field label="Order date" labelId={dateId}>
        <input
          type="date"
          aria-labelledby={dateId}
          className={fieldStyles.input}
          min="2000-01-01"
          max="2199-12-31"
          value={orderDate ?? ''}
          onChange={(event) => {
            const { value, validity } = event.target;
            // While a date is typed it is none yet, or far out of range.
            if (value === '' ? !validity.badInput : validity.valid)
              dispatchOrTell(setOrderDate(value === '' ? null : value));
          }}
        />
      </Field>
      <ul className={styles.stages} aria-label="Stages of the training">
        {stages.map((stage, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stage is known by its place in the list.
          <Stage key={at} stage={stage} at={at} last={stages.length - 1} />
        ))}
      </ul>
      <Button icon={Plus} onPress={add} isDisabled={stages.length >= MAX_STAGES}>
        Add a stage
      </Button>
    </Section>
  );
}

function Stage({ stage, at, last }: { readonly stage: TrainingStage; readonly at: number; readonly last: number }) {
  const dispatch = useDispatch();
  const dispatchOrTell = useDispatchOrTell();
  const name = stage.name.trim() === '' ? `Stage ${at + 1}` : stage.name;
  const change = (fields: Partial<TrainingStage>, gesture?: string): string | null =>
    dispatch(updateStage(at, fields, gesture));
  return (
    <li className={styles.stage} aria-label={name}>
      <div className={styles.head}>
        <strong>{name}</strong>
        <IconButton
          label={`Move ${name} up`}
          icon={ArrowUp}
          isDisabled={at === 0}
          onPress={() => dispatchOrTell(moveStage(at, -1))}
        />
        <IconButton
          label={`Move ${name} down`}
          icon={ArrowDown}
          isDisabled={at === last}
          onPress={() => dispatchOrTell(moveStage(at, 1))}
        />
        <IconButton label={`Remove ${name}`} icon={Trash2} onPress={() => dispatchOrTell(removeStage(at))} />
      </div>
      <TextField
        label="Name"
        value={stage.name}
        maxLength={200}
        onCommit={(text) => dispatchOrTell(updateStage(at, { name: text }))}
      />
      <SelectField
        label="Runs"
        value={stage.place}
        options={[
          { id: 'before', label: 'before the main stage' },
          { id: 'after', label: 'after the main stage' },
        ]}
        onChange={(place) => dispatchOrTell(updateStage(at, { place: place === 'before' ? 'before' : 'after' }))}
      />
      <QuantityField
        label="Tokens"
        dimension="tokens"
        value={stage.tokens}
        minimum={1}
        maximum={1e18}
        steps="relative"
        onChange={(tokens, gesture) => change({ tokens }, gesture)}
      />
      <QuantityField
        label="Sequence length"
        dimension="tokens"
        value={stage.sequenceLengthTokens}
        minimum={1}
        maximum={100_000_000}
        steps="powers"
        onChange={(sequenceLengthTokens, gesture) => change({ sequenceLengthTokens }, gesture)}
      />
      <QuantityField
        label="Global batch"
        dimension="count"
        suffix="sequences"
        value={stage.globalBatchSequences}
        minimum={1}
        maximum={1_000_000}
        steps="powers"
        onChange={(globalBatchSequences, gesture) => change({ globalBatchSequences }, gesture)}
      />
    </li>
  );
}
