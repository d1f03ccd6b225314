import { lazy, Suspense } from 'react';
import { stepBreakdownChart } from '../../charts/step-breakdown-chart.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { ChartView } from '../figure-view.tsx';
import { classNames } from '../theme/class-names.ts';
import { CalibrationSign } from './calibration-sign.tsx';
import { CollectivesTable } from './collectives-table.tsx';
import { FactStrip } from './fact-list.tsx';
import { FigureButton } from './figure-button.tsx';
import { OperationsTable } from './operations-table.tsx';
import { ResultsView } from './results-view.tsx';
import styles from './view.module.css';

const StepBand = lazy(async () => ({ default: (await import('../accuracy/step-trust.tsx')).StepBand }));
const NearestRuns = lazy(async () => ({ default: (await import('../accuracy/step-trust.tsx')).NearestRuns }));

/** Where the time of one step goes, down to operations and collectives. */
export function StepView() {
  return (
    <ResultsView>
      {({ estimate: { step, run }, scenario }) => (
        <>
          <section className={styles.column} aria-label="Breakdown of the step">
            <h3 className={styles.heading}>
              One step,{' '}
              <FigureButton figureId="step-time" label={`Step time: ${formatQuantity('duration', step.seconds).text}`}>
                {formatQuantity('duration', step.seconds).text}
              </FigureButton>
              <CalibrationSign />
              <Suspense fallback={null}>
                <StepBand />
              </Suspense>
            </h3>
            <ChartView height={200} draw={(theme, size) => stepBreakdownChart(step, theme, size)} />
          </section>
          <section
            className={classNames(styles.wide, styles.scroll)}
            aria-label="Key figures, collectives and operations"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
            tabIndex={0}
          >
            <FactStrip
              facts={[
                [
                  'Per accelerator',
                  formatQuantity('flops', step.modelFlopsPerSecondPerAccelerator).text,
                  'accelerator-flops',
                ],
                ['MFU', formatQuantity('ratio', step.modelFlopsUtilization).text, 'mfu'],
                ['HFU', formatQuantity('ratio', step.hardwareFlopsUtilization).text, 'hfu'],
                ['Throughput', `${formatQuantity('tokens', step.tokensPerSecond).text}/s`, 'throughput'],
                ['Steps in the run', formatQuantity('count', run.steps).text, 'steps'],
                ['Micro-batches', formatQuantity('count', step.microBatches).text, 'micro-batches'],
                ['Data ranks', formatQuantity('count', scenario.strategy.data).text, 'data-ranks'],
                ['Pipeline bubble', formatQuantity('ratio', step.bubbleFraction).text, 'bubble'],
              ]}
            />
            <Suspense fallback={null}>
              <NearestRuns />
            </Suspense>
            <h3 className={classNames(styles.heading, styles.later)}>Collectives</h3>
            <CollectivesTable collectives={step.collectives} levels={scenario.network.levels} />
            <h3 className={classNames(styles.heading, styles.later)}>Operations on the slowest rank</h3>
            <OperationsTable operations={step.operations} />
          </section>
        </>
      )}
    </ResultsView>
  );
}
