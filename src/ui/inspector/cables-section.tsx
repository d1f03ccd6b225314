import { useState } from 'react';
import { describeCablePlace, setLinkException } from '../../domain/plan/commands/set-link-exception.ts';
import { nameOf } from '../../domain/plan/describe-items.ts';
import { countBlockInstances } from '../../domain/plan/drawing/block-tree.ts';
import type { Link } from '../../domain/plan/plan-document.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { Button } from '../theme/button.tsx';
import { SelectField } from '../theme/select-field.tsx';
import { useDocument } from '../use-stores.ts';
import { ExceptionList } from './exception-list.tsx';
import styles from './inspector.module.css';
import { QuantityField } from './quantity-field.tsx';
import { Section } from './section.tsx';
import { DEFAULT_SLOW_SPEED, SlowSpeedField } from './slow-speed-field.tsx';
import { useDispatchOrTell } from './use-dispatch.ts';

const EXTENTS = [
  { id: 'one', label: 'One cable' },
  { id: 'all', label: 'All cables' },
] as const;

/** Cables of a link that are cut or slow. */
export function CablesSection({ link }: { readonly link: Link }) {
  const dispatch = useDispatchOrTell();
  const drawing = useDocument((state) => state.plan.drawing);
  const [number, setNumber] = useState(1);
  const [extent, setExtent] = useState<'one' | 'all'>('one');
  const [cableNumber, setCableNumber] = useState(1);
  const [speedFraction, setSpeedFraction] = useState(DEFAULT_SLOW_SPEED);
  const instances = countBlockInstances(drawing, link.from);
  const place = {
    index: Math.min(number, instances) - 1,
    cable: extent === 'all' ? null : Math.min(cableNumber, link.cablesPerInstance) - 1,
  };
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const whole = (set: (value: number) => void) => (value: number) => {
    set(value);
    return null;
  };
  return (
    <Section title="Cut and slow cables" isOpen={link.exceptions.length > 0}>
      <ExceptionList
        whenNone={`All ${formatQuantity('count', instances * link.cablesPerInstance).text} cables work.`}
        entries={link.exceptions.map((exception) => ({
          key: `${exception.index} ${exception.cable}`,
          name: capital(describeCablePlace(exception)),
          state:
            exception.speedFraction === 0 ? 'cut' : `at ${formatQuantity('ratio', exception.speedFraction).text} speed`,
          restoreLabel: `Mend ${describeCablePlace(exception)}`,
          onRestore: () => dispatch(setLinkException(link.id, exception, null)),
        }))}
      />
      <QuantityField
        label={`Number of ${nameOf(drawing, link.from)}`}
        dimension="count"
        value={place.index + 1}
        minimum={1}
        maximum={Math.max(1, instances)}
        steps="integer"
        onChange={whole(setNumber)}
      />
      <SelectField label="Which" value={extent} options={EXTENTS} onChange={setExtent} />
      {place.cable === null ? null : (
        <QuantityField
          label="Cable"
          dimension="count"
          value={place.cable + 1}
          minimum={1}
          maximum={link.cablesPerInstance}
          steps="integer"
          onChange={whole(setCableNumber)}
        />
      )}
      <SlowSpeedField value={speedFraction} onChange={setSpeedFraction} />
      <div className={styles.buttons}>
        <Button onPress={() => dispatch(setLinkException(link.id, place, 0))}>Cut</Button>
        <Button onPress={() => dispatch(setLinkException(link.id, place, speedFraction))}>Slow down</Button>
      </div>
    </Section>
  );
}
