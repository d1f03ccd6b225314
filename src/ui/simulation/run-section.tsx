import { useQuery } from '@tanstack/react-query';
import { runTimelineChart } from '../../charts/run-timeline-chart.ts';
import type { Scenario } from '../../domain/estimate/scenario.ts';
import { describeRunEvent } from '../../domain/simulation/run-states.ts';
import type { SimulatedRun } from '../../domain/simulation/simulated-runs.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { modelVersionQueryOptions } from '../../engine/estimate-query.ts';
import { simulatedRunQueryOptions } from '../../engine/simulation-query.ts';
import { ChartView } from '../figure-view.tsx';
import { QuantityField } from '../inspector/quantity-field.tsx';
import { useEngine } from '../results/engine-context.ts';
import { useCurrency } from '../results/use-currency.ts';
import viewStyles from '../results/view.module.css';
import { classNames } from '../theme/class-names.ts';
import styles from './runs.module.css';

/** Events that are listed at most. */
const SHOWN_EVENTS = 400;

/** One of the runs: what it did over time, and everything that happened in it. */
export function RunSection({
  scenario,
  seed,
  index,
  last,
  onIndex,
}: {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly index: number;
  readonly last: number;
  readonly onIndex: (index: number) => void;
}) {
  const engine = useEngine();
  const currency = useCurrency();
  const version = useQuery(modelVersionQueryOptions(engine));
  const { data: run } = useQuery(simulatedRunQueryOptions(engine, scenario, { seed, index }, version.data));
  return (
    <section className={classNames(viewStyles.wide, viewStyles.scroll)} aria-label="One of the runs">
      <div className={styles.head}>
        <h3 className={viewStyles.heading}>What one run did instead of training at full speed</h3>
        <div className={styles.which}>
          <QuantityField
            label="Run"
            dimension="count"
            value={index + 1}
            minimum={1}
            maximum={last + 1}
            steps="integer"
            onChange={(value) => {
              onIndex(Math.round(value) - 1);
              return null;
            }}
          />
        </div>
      </div>
      {run === undefined ? (
        <p className={viewStyles.muted} role="status">
          Going through the run …
        </p>
      ) : (
        <>
          <p className={viewStyles.muted}>
            {formatQuantity('duration', run.wallSeconds).text}, {formatQuantity('money', run.usd, { currency }).text},{' '}
            {formatQuantity('energy', run.joules).text}, {formatQuantity('count', run.interruptions).text} interruptions
            {run.isFinished ? '' : '; given up, since it hardly advanced'}.
          </p>
          <ChartView height={140} draw={(theme, size) => runTimelineChart(run, theme, size)} />
          <Events run={run} />
        </>
      )}
    </section>
  );
}

function Events({ run }: { readonly run: SimulatedRun }) {
  const shown = run.events.slice(0, SHOWN_EVENTS);
  const left = run.events.length - shown.length;
  const hasSpares = run.events.some(({ spares }) => spares !== null);
  if (run.events.length === 0) return <p className={viewStyles.note}>Nothing happened to it.</p>;
  return (
    <div className={styles.events}>
      <table className={viewStyles.table} aria-label="What happened in the run">
        <thead>
          <tr>
            <th scope="col">After</th>
            <th scope="col" className={viewStyles.words}>
              What happened
            </th>
            {hasSpares ? <th scope="col">Spares left</th> : null}
            {hasSpares ? <th scope="col">Machines missing</th> : null}
          </tr>
        </thead>
        <tbody>
          {shown.map((event, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: events have no identity of their own; the list is replaced as a whole.
            <tr key={at}>
              <td>{formatQuantity('duration', event.seconds).text}</td>
              <td className={viewStyles.words}>{describeRunEvent(event)}</td>
              {hasSpares ? <td>{event.spares ?? '–'}</td> : null}
              {hasSpares ? <td>{event.missing}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 || run.isCut ? (
        <p className={viewStyles.note}>
          {formatQuantity('count', left).text} more events{run.isCut ? ', and more than are kept' : ''}.
        </p>
      ) : null}
    </div>
  );
}
