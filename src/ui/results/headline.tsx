import { TriangleAlert } from 'lucide-react';
import { Button } from 'react-aria-components';
import { US_DOLLAR } from '../../domain/units/currency.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { useTrust } from '../accuracy/use-trust.ts';
import { writeDoubt } from '../accuracy/write-doubt.ts';
import { ChecksCount } from '../checks/checks-count.tsx';
import { writeExactQuantity } from '../inspector/quantity-text.ts';
import {
  findSimulatedFigure,
  type HeadlineSimulation,
  isSimulatedHeadline,
  useHeadlineSimulation,
} from '../simulation/use-headline-simulation.ts';
import { classNames } from '../theme/class-names.ts';
import { useDocument, useSession } from '../use-stores.ts';
import { describeAgainst, isSame } from '../what-if/describe-against.ts';
import { useEstimateBefore } from '../what-if/what-if-context.ts';
import { useEstimate } from './estimate-context.ts';
import { FigureButton } from './figure-button.tsx';
import styles from './headline.module.css';
import { HEADLINE_FIGURES, type HeadlineFigure } from './headline-figures.ts';
import { useDifference } from './use-difference.ts';

/** The six figures that follow every edit. */
export function Headline() {
  const { estimate, isStale, isSlow, compiled, engineProblem, catalogProblem } = useEstimate();
  const setDrawerView = useSession((state) => state.setDrawerView);
  const simulation = useHeadlineSimulation();
  const problem = engineProblem ?? catalogProblem;
  const isEmpty = useDocument((state) => Object.keys(state.plan.drawing.blocks).length === 0);
  const blocked = compiled !== null && !compiled.ok && !isEmpty;
  const overflows = estimate !== null && !estimate.memory.fits && !blocked;
  return (
    <section aria-label="Headline figures" aria-busy={isStale} className={styles.headline}>
      <div className={styles.figures}>
        {HEADLINE_FIGURES.map((figure) => (
          <Figure key={figure.id} figure={figure} isEmpty={isEmpty} simulation={simulation} />
        ))}
      </div>
      {blocked || problem !== null || overflows ? (
        <Button
          className={classNames(styles.alert, overflows && styles.overflow)}
          onPress={() => setDrawerView(overflows ? 'memory' : 'step')}
        >
          <TriangleAlert size={14} aria-hidden />
          <span>{overflows ? 'Does not fit' : blocked ? 'Not valid' : 'No figures'}</span>
        </Button>
      ) : isEmpty ? null : (
        <ChecksCount className={classNames(styles.alert, styles.overflow)} />
      )}
      {isSlow ? <div className={styles.progress} role="progressbar" aria-label="Computing the figures" /> : null}
    </section>
  );
}

function Figure({
  figure,
  isEmpty,
  simulation,
}: {
  readonly figure: HeadlineFigure;
  readonly isEmpty: boolean;
  readonly simulation: HeadlineSimulation;
}) {
  const { estimate, isStale } = useEstimate();
  const planId = useDocument((state) => state.planId);
  // Figures of what was drawn before would be wrong for a drawing of nothing, however dim.
  const value = estimate === null || isEmpty ? null : figure.select(estimate);
  const flash = useDifference(value, planId);
  const before = useEstimateBefore();
  const old = before === null ? null : figure.select(before);
  // While something is tried out, the difference to the plan before stays.
  const difference = old === null || value === null ? flash : value - old;
  if (value === null) {
    return (
      <div className={styles.figure}>
        <span className={styles.number}>–</span>
        <span className={styles.label}>{figure.label}</span>
      </div>
    );
  }
  const currency = estimate?.cost.currency ?? US_DOLLAR;
  // What an edit changes is said by the closed form, which follows it at once; the runs come later.
  const simulated = findSimulatedFigure(simulation, figure.id);
  const shown = simulated?.mean ?? value;
  const { number, unit, text } = formatQuantity(figure.dimension, shown, { currency });
  const write = (amount: number): string => formatQuantity(figure.dimension, amount, { currency }).text;
  const origin =
    simulation.kind === 'not-needed' || !isSimulatedHeadline(figure.id)
      ? null
      : simulated === null
        ? { short: 'closed form', long: 'closed form, until runs are simulated' }
        : {
            short: 'simulated',
            long: `mean of simulated runs, 90 of 100 between ${write(simulated.p5)} and ${write(simulated.p95)}`,
          };
  const isBetter = difference !== null && difference < 0 === (figure.better === 'lower');
  const isTried = old !== null && difference !== null;
  const words = isTried ? describeAgainst(figure.dimension, old, value, currency) : null;
  return (
    <FigureButton
      figureId={figure.id}
      label={[`${figure.longLabel}: ${text}`, origin?.long, words].filter(Boolean).join(', ')}
      className={classNames(styles.figure, isStale && styles.stale)}
    >
      <span
        className={styles.number}
        data-figure={figure.id}
        title={[writeExactQuantity({ dimension: figure.dimension }, shown), origin?.long, words]
          .filter(Boolean)
          .join(', ')}
      >
        {number}
        {unit === '' ? null : (
          <span className={classNames(styles.unit, figure.dimension === 'money' && styles.glued)}>{unit}</span>
        )}
      </span>
      {difference === null || (isTried && isSame(old, value)) ? (
        <span className={styles.label}>
          {figure.label}
          {origin === null ? null : `, ${origin.short}`}
          {figure.id === 'step-time' ? <StepDoubt /> : null}
        </span>
      ) : (
        <span className={classNames(styles.label, isBetter ? styles.better : styles.worse)}>
          {difference < 0 ? '▼' : '▲'} {formatQuantity(figure.dimension, Math.abs(difference), { currency }).text}
        </span>
      )}
    </FigureButton>
  );
}

/** How far the step time may be off: half of the band that is meant to hold four runs in five. */
function StepDoubt() {
  const trust = useTrust();
  if (trust === null) return null;
  return <span> {writeDoubt(trust.halfWidth)}</span>;
}
