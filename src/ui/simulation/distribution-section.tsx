import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { distributionChart } from '../../charts/distribution-chart.ts';
import type { Estimate } from '../../domain/estimate/estimate.ts';
import type { SimulatedFigureKey, SimulatedRuns } from '../../domain/simulation/simulated-runs.ts';
import { writeSpreadSeconds } from '../../domain/simulation/write-spread.ts';
import type { Dimension } from '../../domain/units/dimensions.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { ChartView } from '../figure-view.tsx';
import viewStyles from '../results/view.module.css';
import { classNames } from '../theme/class-names.ts';
import styles from './runs.module.css';

const FIGURES: readonly {
  readonly key: SimulatedFigureKey;
  readonly label: string;
  readonly name: string;
  readonly dimension: Dimension;
  readonly closedForm: (estimate: Estimate) => number;
}[] = [
  {
    key: 'wallSeconds',
    label: 'Time',
    name: 'Training time',
    dimension: 'duration',
    closedForm: ({ run }) => run.wallSeconds,
  },
  {
    key: 'usd',
    label: 'Cost',
    name: 'Cost of the run',
    dimension: 'money',
    closedForm: ({ cost }) => cost.headlineUsd,
  },
  {
    key: 'joules',
    label: 'Energy',
    name: 'Energy of the run',
    dimension: 'energy',
    closedForm: ({ power }) => power.energyJoules,
  },
];

/** How the runs spread in time, cost or energy. */
export function DistributionSection({
  runs,
  estimate,
  isStale,
}: {
  readonly runs: SimulatedRuns;
  readonly estimate: Estimate;
  readonly isStale: boolean;
}) {
  const [key, setKey] = useState<SimulatedFigureKey>('wallSeconds');
  const shown = FIGURES.find((each) => each.key === key) ?? FIGURES[0];
  if (shown === undefined) return null;
  const figure = runs[shown.key];
  const format = (value: number): string =>
    shown.dimension === 'duration'
      ? writeSpreadSeconds(figure, value)
      : formatQuantity(shown.dimension, value, { currency: estimate.cost.currency }).text;
  return (
    <section className={classNames(viewStyles.column, isStale && viewStyles.stale)} aria-label="How the runs spread">
      <div className={styles.head}>
        <h3 className={viewStyles.heading}>{shown.name}</h3>
        <ToggleButtonGroup
          aria-label="What is shown"
          className={classNames(styles.choice)}
          selectedKeys={[shown.key]}
          disallowEmptySelection
          onSelectionChange={(keys) => {
            const [chosen] = [...keys];
            if (chosen !== undefined) setKey(chosen as SimulatedFigureKey);
          }}
        >
          {FIGURES.map((each) => (
            <ToggleButton key={each.key} id={each.key} className={classNames(styles.option)}>
              {each.label}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
      <ChartView
        height={150}
        draw={(theme, size) =>
          distributionChart(
            {
              label: shown.name,
              values: runs.byRun[shown.key],
              figure,
              closedForm: shown.closedForm(estimate),
              format,
            },
            theme,
            size,
          )
        }
      />
      <dl className={viewStyles.strip}>
        {(
          [
            ['5 % below', figure.p5],
            ['50 % below', figure.p50],
            ['95 % below', figure.p95],
            ['Closed form', shown.closedForm(estimate)],
          ] as const
        ).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{format(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
