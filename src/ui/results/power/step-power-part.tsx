import { useQuery } from '@tanstack/react-query';
import { LoaderCircle } from 'lucide-react';
import { useMemo } from 'react';
import { stepPowerChart } from '../../../charts/step-power-chart.ts';
import type { Estimate } from '../../../domain/estimate/estimate.ts';
import type { Scenario } from '../../../domain/estimate/scenario.ts';
import { type BlockPowerRow, listBlockPower } from '../../../domain/power/block-rows.ts';
import { describeStepPower, type StepPower } from '../../../domain/power/describe-step-power.ts';
import { formatQuantity } from '../../../domain/units/format-quantity.ts';
import { timelineQueryOptions } from '../../../engine/timeline-query.ts';
import { ChartView } from '../../figure-view.tsx';
import { classNames } from '../../theme/class-names.ts';
import { useDocument } from '../../use-stores.ts';
import { useEngine } from '../engine-context.ts';
import { useCatalog } from '../estimate-context.ts';
import resultsStyles from '../results-view.module.css';
import { ResultsView } from '../results-view.tsx';
import styles from '../view.module.css';

const watts = (value: number): string => formatQuantity('power', value).text;
const ramp = (value: number): string => `${formatQuantity('power', value).text}/s`;
const percent = (value: number): string => formatQuantity('ratio', value).text;
const hertz = (value: number): string =>
  `${value < 0.1 ? value.toFixed(3) : value < 10 ? value.toFixed(2) : value.toFixed(0)}\u202fHz`;

/** How power moves within one step: average, peak, swing, ramp. */
export function StepPowerPart() {
  return (
    <ResultsView>{({ estimate, scenario }) => <StepPowerOf estimate={estimate} scenario={scenario} />}</ResultsView>
  );
}

function StepPowerOf({ estimate, scenario }: { readonly estimate: Estimate; readonly scenario: Scenario }) {
  const catalog = useCatalog();
  const drawing = useDocument((state) => state.plan.drawing);
  const { data, error, isPlaceholderData } = useQuery(
    timelineQueryOptions(useEngine(), scenario, estimate.modelVersion, 'step-power'),
  );
  const step = useMemo(
    () => (data === undefined || isPlaceholderData ? null : describeStepPower(scenario, estimate, data)),
    [data, isPlaceholderData, scenario, estimate],
  );
  const rows = useMemo(
    () => (catalog === null || step === null ? [] : listBlockPower(drawing, catalog, scenario, estimate, step.trace)),
    [catalog, drawing, scenario, estimate, step],
  );
  if (error !== null) {
    return (
      <p className={styles.muted} role="alert">
        The step could not be simulated: {error.message}
      </p>
    );
  }
  if (step === null) {
    return (
      <div className={resultsStyles.waiting} role="status">
        <LoaderCircle size={16} aria-hidden className={resultsStyles.spinner} /> Simulating the step …
      </div>
    );
  }
  const { swing } = step;
  return (
    <>
      <section className={styles.column} aria-label="Power over one step">
        <ChartView
          height={150}
          draw={(theme, size) =>
            stepPowerChart(
              {
                stepSeconds: step.trace.stepSeconds,
                watts: step.watts,
                averageWatts: swing.averageWatts,
                peakWatts: swing.peakWatts,
                troughWatts: swing.troughWatts,
                limitWatts: limitOfAll(rows),
              },
              theme,
              size,
            )
          }
        />
        <p className={styles.note}>
          Equipment of the job, without cooling. Of it {watts(step.steadyWatts)} of hosts, network and storage stay the
          same.
        </p>
      </section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className={classNames(styles.wide, styles.scroll)} tabIndex={0} aria-label="Figures within a step">
        <section aria-label="The swing">
          <h3 className={styles.heading}>
            Swing within a step, {watts(swing.amplitudeWatts)} ({percent(swing.amplitudeShare)} of the peak)
          </h3>
          <SwingTable step={step} scenario={scenario} />
        </section>
        <section className={styles.later} aria-label="Block by block">
          <h3 className={styles.heading}>One of each, block by block</h3>
          <BlockTable rows={rows} />
        </section>
      </section>
    </>
  );
}

/** The drawn limit of a block that holds the whole job alone. */
function limitOfAll(rows: readonly BlockPowerRow[]): number | null {
  const [outermost] = rows;
  return outermost !== undefined && outermost.instances === 1 ? outermost.limitWatts : null;
}

function SwingTable({ step, scenario }: { readonly step: StepPower; readonly scenario: Scenario }) {
  const { swing, levels, rampLimitWattsPerSecond: limit } = step;
  const { smoothingSeconds } = scenario.economy.power.ramp;
  const evened = formatQuantity('duration', smoothingSeconds).text;
  const facts: readonly (readonly [name: string, value: string, how: string, isOver?: boolean])[] = [
    ['Average', watts(swing.averageWatts), 'mean over the step'],
    ['Peak', watts(swing.peakWatts), `highest mean over ${evened}`],
    ['Trough', watts(swing.troughWatts), `lowest mean over ${evened}`],
    ['Ramp', ramp(swing.rampWattsPerSecond), 'fastest change of that mean', step.isOverRampLimit],
    [
      'Ramp limit of the site',
      limit === null ? 'none stated' : ramp(limit),
      step.isOverRampLimit ? 'over the limit: batteries or software have to even it out' : 'an assumption: Site',
      step.isOverRampLimit,
    ],
    ...(step.isOverRampLimit
      ? [
          [
            'Store to even it out',
            formatQuantity('energy', step.smoothingJoules).text,
            'what a step takes above its average, kept from what it leaves',
          ] as const,
        ]
      : []),
    ['Steps', hertz(swing.stepHz), 'one over the step time'],
    [
      'Strongest',
      swing.strongestHz === null ? 'none' : hertz(swing.strongestHz),
      swing.strongestHz === null
        ? 'nothing swings'
        : `${watts(swing.strongestWatts)} from top to bottom, ${Math.round(swing.strongestHz / swing.stepHz)} times a step`,
    ],
    ['From 0.1 to 20 Hz', watts(swing.gridBandWatts), 'what grids are sensitive to, as one sine from top to bottom'],
    ['Accelerator, forward', watts(levels.forward), 'one of them, in forward passes'],
    ['Accelerator, backward', watts(levels.backward), 'in backward passes'],
    ['Accelerator, data traffic', watts(levels.data), 'while only gradients or weights travel'],
    ['Accelerator, waiting', watts(levels.waiting), 'in bubbles; taken as idle'],
  ];
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <th scope="col">Value</th>
          <th scope="col" className={styles.words}>
            How it is counted
          </th>
        </tr>
      </thead>
      <tbody>
        {facts.map(([name, value, how, isOver]) => (
          <tr key={name}>
            <td>{name}</td>
            <td className={classNames(isOver === true && styles.danger)}>{value}</td>
            <td className={classNames(styles.words, styles.wraps)}>{how}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function BlockTable({ rows }: { readonly rows: readonly BlockPowerRow[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {['Block', 'Average', 'Peak', 'Rated', 'Limit', 'Swing', 'Ramp'].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className={classNames(styles.place)} title={row.name}>
              {row.name}
            </td>
            <td>{watts(row.averageWatts)}</td>
            <td className={classNames(row.isOverLimit && styles.danger)}>{watts(row.peakWatts)}</td>
            <td>{watts(row.ratedWatts)}</td>
            <td className={classNames(row.isOverLimit && styles.danger)}>
              {row.limitWatts === null ? '–' : `${watts(row.limitWatts)}${row.isOverLimit ? ', over' : ''}`}
            </td>
            <td>{row.swing === null ? '–' : watts(row.swing.amplitudeWatts)}</td>
            <td className={classNames(row.isOverRampLimit && styles.danger)}>
              {row.swing === null ? '–' : `${ramp(row.swing.rampWattsPerSecond)}${row.isOverRampLimit ? ', over' : ''}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
