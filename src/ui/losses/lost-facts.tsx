import { Fragment, useState } from 'react';
import { describeLoss, describeSlower } from '../../domain/failure/describe-loss.ts';
import type { LossExtent } from '../../domain/failure/lose-items.ts';
import { usdPerAcceleratorHour } from '../../domain/failure/loss.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import type { SelectionLoss } from '../../engine/loss-query.ts';
import styles from '../inspector/inspector.module.css';
import { useEstimate } from '../results/estimate-context.ts';
import { useCurrency } from '../results/use-currency.ts';
import { useActions } from '../shell/action-context.ts';
import { Button } from '../theme/button.tsx';
import { SelectField } from '../theme/select-field.tsx';
import { useDocument } from '../use-stores.ts';
import { showLosses } from './show-losses.ts';
import { useSelectionLoss } from './use-losses.ts';

const count = (value: number): string => formatQuantity('count', value).text;
const time = (seconds: number): string => formatQuantity('duration', seconds).text;
const hours = (value: number): string => `${formatQuantity('count', round(value)).text} h`;

/** The verdict, its figures, and the way to the ranking. */
export function LostFacts({ ids }: { readonly ids: readonly string[] }) {
  const context = useActions();
  const [extent, setExtent] = useState<LossExtent>('one');
  const { compiled } = useEstimate();
  const total = useTotal(ids);
  const { found, isStale, problem } = useSelectionLoss(ids, extent);
  if (compiled !== null && !compiled.ok) return <p className={styles.source}>Known once the plan works.</p>;
  return (
    <>
      {total === null || total.count <= 1 ? null : (
        <SelectField
          label={total.word === 'cable' ? 'Cables' : 'How many'}
          value={extent}
          options={[
            { id: 'one', label: `One of ${count(total.count)}` },
            { id: 'all', label: `All ${count(total.count)}` },
          ]}
          onChange={setExtent}
        />
      )}
      {problem !== null ? (
        <p className={styles.source}>The loss could not be computed: {problem}.</p>
      ) : found === undefined || found === null ? (
        <p className={styles.source} role="status">
          {found === null ? 'Nothing of this is drawn.' : 'Computing the step without it …'}
        </p>
      ) : (
        <Facts found={found} isStale={isStale} />
      )}
      <div className={styles.buttons}>
        <Button onPress={() => showLosses(context)}>Rank all losses</Button>
      </div>
    </>
  );
}

function Facts({
  found: { loss, items, eventsInRun },
  isStale,
}: {
  readonly found: SelectionLoss;
  readonly isStale: boolean;
}) {
  const { estimate, estimateOf: compiledOf } = useEstimate();
  const currency = useCurrency();
  const money = (usd: number): string => formatQuantity('money', usd, { currency }).text;
  const run = {
    accelerators: compiledOf?.scenario.strategy.accelerators ?? 0,
    usd: estimate === null ? 0 : usdPerAcceleratorHour(estimate),
  };
  const facts: (readonly [name: string, value: string])[] = [
    ['Accelerators out', count(loss.acceleratorsLost)],
    ...(loss.machinesLost > 0 ? [['Machines out', count(loss.machinesLost)] as const] : []),
    ...(loss.interrupts
      ? ([
          ['Trains again after', time(loss.recoverySeconds)],
          ['Work done twice', time(loss.redoneSeconds)],
        ] as const)
      : []),
    ...(loss.stepSecondsWithout === null
      ? []
      : [['A step takes', `${time(loss.stepSecondsWithout)}, ${describeSlower(loss)}`] as const]),
    ...(loss.slowSeconds > 0 ? [['Slower for', time(loss.slowSeconds)] as const] : []),
    ['Accelerator-hours each time', hours(loss.acceleratorHours)],
    ['Money each time', money(loss.usd)],
    ...(eventsInRun === null
      ? []
      : ([
          ['In the run', `${count(round(eventsInRun))} times`],
          ['Accelerator-hours in the run', hours(eventsInRun * loss.acceleratorHours)],
          ['Money over the run', money(eventsInRun * loss.usd)],
        ] as const)),
  ];
  return (
    <section aria-busy={isStale} aria-label="What its loss does">
      <p>{describeLoss(loss)}</p>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      {eventsInRun !== null ? null : (
        <p className={styles.source}>
          {items.count > 1 || loss.effect === 'nothing'
            ? 'It has no failure rate of its own.'
            : 'How often this happens as a whole is not known.'}
        </p>
      )}
      <details className={styles.source}>
        <summary>What this is made of</summary>
        <p>
          Accelerator-hours: {count(run.accelerators)} accelerators × ({time(loss.recoverySeconds)} until it trains
          again + {time(loss.redoneSeconds)} of work done twice
          {loss.slowSeconds > 0
            ? ` + ${time(loss.slowSeconds)} × ${formatQuantity('ratio', 1 - loss.speedFraction).text} less speed`
            : ''}
          ). Money: those hours × {money(run.usd)}, what an accelerator-hour of this run costs.
        </p>
        {items.rates.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </details>
    </section>
  );
}

/** Three digits: an expectation is no count. */
function round(value: number): number {
  return Number(value.toPrecision(3));
}

/** Instances of a single selected block, or cables of a single selected link. */
function useTotal(ids: readonly string[]): { readonly count: number; readonly word: string } | null {
  const drawing = useDocument((state) => state.plan.drawing);
  const [id] = ids;
  if (ids.length !== 1 || id === undefined) return null;
  const link = drawing.links[id];
  let instances = 1;
  const seen = new Set<string>();
  for (let block = drawing.blocks[link?.from ?? id]; block !== undefined && !seen.has(block.id); ) {
    seen.add(block.id);
    instances *= block.count;
    block = drawing.blocks[block.parent ?? ''];
  }
  return link === undefined
    ? { count: instances, word: 'instance' }
    : { count: instances * link.cablesPerInstance, word: 'cable' };
}
