import { Fragment, lazy, Suspense } from 'react';
import { Heading } from 'react-aria-components';
import type { InputSource } from '../../domain/estimate/compiled-scenario.ts';
import { explainFigure, type FigureId } from '../../domain/estimate/explain-figure.ts';
import type { Dimension } from '../../domain/units/dimensions.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { writeExactQuantity, writeQuantity } from '../inspector/quantity-text.ts';
import { isSimulatedHeadline } from '../simulation/use-headline-simulation.ts';
import { classNames } from '../theme/class-names.ts';
import { useEstimate } from './estimate-context.ts';
import styles from './figure-explanation.module.css';

const TrustExplanation = lazy(async () => ({
  default: (await import('../accuracy/step-trust.tsx')).TrustExplanation,
}));

const SimulatedNote = lazy(async () => ({
  default: (await import('../simulation/simulated-note.tsx')).SimulatedNote,
}));

/** What a figure is made of: its formula, its terms, and the inputs with their sources. */
export function FigureExplanation({ figureId }: { readonly figureId: FigureId }) {
  const { estimate, estimateOf } = useEstimate();
  if (estimate === null || estimateOf === null) return null;
  const { scenario, sources, storage } = estimateOf;
  const { title, formula, terms, inputs } = explainFigure(figureId, scenario, estimate, sources, storage);
  return (
    <>
      <Heading slot="title" level={2} className={classNames(styles.title)}>
        {title}
      </Heading>
      <p className={styles.formula}>{formula}</p>
      <dl className={styles.terms}>
        {terms.map(({ label, value, dimension, suffix = '', role }) => (
          <Fragment key={label}>
            <dt className={classNames(role === 'result' && styles.result)}>{label}</dt>
            <dd
              className={classNames(role === 'result' && styles.result)}
              title={`${writeExactQuantity({ dimension }, value)}${suffix}`}
            >
              {role === 'subtrahend' ? '\u2212\u2009' : ''}
              {formatQuantity(dimension, value, { currency: estimate.cost.currency }).text}
              {suffix}
            </dd>
          </Fragment>
        ))}
      </dl>
      {figureId === 'step-time' ? (
        <Suspense fallback={null}>
          <TrustExplanation />
        </Suspense>
      ) : null}
      {isSimulatedHeadline(figureId) ? (
        <Suspense fallback={null}>
          <SimulatedNote figureId={figureId} />
        </Suspense>
      ) : null}
      <h3 className={styles.heading}>Inputs and where they are from</h3>
      <ul
        className={styles.inputs}
        aria-label="Inputs"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
      >
        {inputs.map((input) => (
          <li key={input.path}>
            <div className={styles.input}>
              <span>{input.label}</span>
              <strong>{writeInput(input)}</strong>
            </div>
            <p className={classNames(styles.source, !input.isDefault && styles.own)}>
              {input.source}
              {input.isChecked === false ? ' (an estimate)' : ''}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

const DIMENSION_OF_UNIT: Readonly<Record<string, Dimension>> = {
  'bytes/s': 'bandwidth',
  'B/s': 'bandwidth',
  bytes: 'memory',
  s: 'duration',
  'FLOP/s': 'flops',
  W: 'power',
  USD: 'money',
  tokens: 'tokens',
};

function writeInput({ value, unit }: InputSource): string {
  if (typeof value === 'string') return value;
  const dimension = DIMENSION_OF_UNIT[unit] ?? null;
  return dimension === null && unit === '' && Number.isInteger(value)
    ? formatQuantity('count', value).text
    : writeQuantity({ dimension, ...(dimension === null ? { unit } : {}) }, value);
}
