import { Fragment } from 'react';
import type { FigureId } from '../../domain/estimate/explain-figure.ts';
import { FigureButton } from './figure-button.tsx';
import styles from './view.module.css';

/** A name with its value, and what the value is explained as. */
type Fact = readonly [name: string, value: string, figureId: FigureId];

/** Names with their values, one under the other; each value opens to what it is made of. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map((fact) => (
        <Fragment key={fact[0]}>
          <dt>{fact[0]}</dt>
          <dd>
            <FactValue fact={fact} />
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** The same in a strip, side by side. */
export function FactStrip({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.strip}>
      {facts.map((fact) => (
        <div key={fact[0]}>
          <dt>{fact[0]}</dt>
          <dd>
            <FactValue fact={fact} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FactValue({ fact: [name, value, figureId] }: { readonly fact: Fact }) {
  return (
    <FigureButton figureId={figureId} label={`${name}: ${value}`}>
      {value}
    </FigureButton>
  );
}
