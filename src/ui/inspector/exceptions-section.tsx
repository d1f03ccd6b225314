import { useState } from 'react';
import { dispatchAndSelect } from '../../actions/dispatch.ts';
import { setBlockException } from '../../domain/plan/commands/set-block-exception.ts';
import { nameOf } from '../../domain/plan/describe-items.ts';
import type { Block, BlockException } from '../../domain/plan/plan-document.ts';
import { findSplitProblem } from '../../domain/plan/split/split-instance.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { splitOffBeside } from '../../editor/split-off.ts';
import { useActions } from '../shell/action-context.ts';
import { Button } from '../theme/button.tsx';
import { ExceptionList } from './exception-list.tsx';
import styles from './inspector.module.css';
import { QuantityField } from './quantity-field.tsx';
import { Section } from './section.tsx';
import { DEFAULT_SLOW_SPEED, SlowSpeedField } from './slow-speed-field.tsx';
import { useDispatchOrTell } from './use-dispatch.ts';

const HOLDS_OTHERS: ReadonlySet<Block['kind']> = new Set(['site', 'hall', 'row', 'rack']);

/** Instances that failed or are slow, and one that should be drawn apart. */
export function ExceptionsSection({ block, instances }: { readonly block: Block; readonly instances: number }) {
  const dispatch = useDispatchOrTell();
  const context = useActions();
  const [number, setNumber] = useState(1);
  const [speedFraction, setSpeedFraction] = useState(DEFAULT_SLOW_SPEED);
  const chosen = Math.min(number, instances);
  const mark = (exception: Omit<BlockException, 'index'>): void => {
    dispatch(setBlockException(block.id, chosen - 1, exception));
    setNumber(Math.min(instances, chosen + 1));
  };
  const splitOff = (): void => {
    const { drawing } = context.documentStore.getState().plan;
    const problem = findSplitProblem(drawing, block.id, chosen - 1);
    if (problem === null) dispatchAndSelect(context, splitOffBeside(block.id, chosen - 1));
    else {
      const message = `Number ${chosen} of ${nameOf(drawing, block.id)} cannot be split off. ${problem}`;
      context.sessionStore.getState().addToast({ tone: 'error', message });
    }
  };
  return (
    <Section title="Failed and slow ones" isOpen={block.exceptions.length > 0}>
      <ExceptionList
        whenNone={`All ${formatQuantity('count', instances).text} work.`}
        entries={block.exceptions.map((exception) => ({
          key: String(exception.index),
          name: `Number ${formatQuantity('count', exception.index + 1).text}`,
          state:
            exception.state === 'failed'
              ? 'failed'
              : `at ${formatQuantity('ratio', exception.speedFraction).text} speed`,
          restoreLabel: `Restore number ${exception.index + 1}`,
          onRestore: () => dispatch(setBlockException(block.id, exception.index, null)),
        }))}
      />
      <QuantityField
        label="Number"
        dimension="count"
        value={chosen}
        minimum={1}
        maximum={Math.max(1, instances)}
        steps="integer"
        onChange={(value) => {
          setNumber(value);
          return null;
        }}
      />
      <SlowSpeedField value={speedFraction} onChange={setSpeedFraction} />
      {HOLDS_OTHERS.has(block.kind) ? (
        <p className={styles.source}>A slow {block.kind} slows the accelerators, adapters and switches inside it.</p>
      ) : null}
      <div className={styles.buttons}>
        <Button onPress={() => mark({ state: 'failed', speedFraction: 0 })}>Mark as failed</Button>
        <Button onPress={() => mark({ state: 'degraded', speedFraction })}>Mark as slow</Button>
        {instances > 1 ? <Button onPress={splitOff}>{`Split off number ${chosen}`}</Button> : null}
      </div>
    </Section>
  );
}
