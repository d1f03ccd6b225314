import { X } from 'lucide-react';
import { useState } from 'react';
import { setBlockException } from '../../domain/plan/commands/set-block-exception.ts';
import type { Block, BlockException } from '../../domain/plan/plan-document.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { Button, IconButton } from '../theme/button.tsx';
import styles from './inspector.module.css';
import { QuantityField } from './quantity-field.tsx';
import { Section } from './section.tsx';
import { useDispatchOrTell } from './use-dispatch.ts';

const SHOWN = 50;
const DEGRADED_SPEED = 0.5;

/** Instances that failed or are slow. */
export function ExceptionsSection({ block, instances }: { readonly block: Block; readonly instances: number }) {
  const dispatch = useDispatchOrTell();
  const [number, setNumber] = useState(1);
  const mark = (exception: Omit<BlockException, 'index'>): void => {
    dispatch(setBlockException(block.id, number - 1, exception));
    setNumber(Math.min(instances, number + 1));
  };
  return (
    <Section title="Failed and slow ones" isOpen={block.exceptions.length > 0}>
      {block.exceptions.length === 0 ? (
        <p className={styles.source}>All {formatQuantity('count', instances).text} work.</p>
      ) : null}
      {block.exceptions.slice(0, SHOWN).map((exception) => (
        <div key={exception.index} className={styles.exception}>
          <span>Number {formatQuantity('count', exception.index + 1).text}</span>
          <span>
            {exception.state === 'failed'
              ? 'failed'
              : `at ${formatQuantity('ratio', exception.speedFraction).text} speed`}
          </span>
          <IconButton
            label={`Restore number ${exception.index + 1}`}
            icon={X}
            onPress={() => dispatch(setBlockException(block.id, exception.index, null))}
          />
        </div>
      ))}
      {block.exceptions.length > SHOWN ? (
        <p className={styles.source}>And {block.exceptions.length - SHOWN} more.</p>
      ) : null}
      <QuantityField
        label="Number"
        dimension="count"
        value={Math.min(number, instances)}
        minimum={1}
        maximum={Math.max(1, instances)}
        steps="integer"
        onChange={(value) => {
          setNumber(value);
          return null;
        }}
      />
      <div className={styles.buttons}>
        <Button onPress={() => mark({ state: 'failed', speedFraction: 0 })}>Mark as failed</Button>
        <Button onPress={() => mark({ state: 'degraded', speedFraction: DEGRADED_SPEED })}>Mark as slow</Button>
      </div>
    </Section>
  );
}
