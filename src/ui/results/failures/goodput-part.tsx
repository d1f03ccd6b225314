import { goodputChart } from '../../../charts/goodput-chart.ts';
import { interruptionsChart } from '../../../charts/interruptions-chart.ts';
import { formatQuantity } from '../../../domain/units/format-quantity.ts';
import { ChartView } from '../../figure-view.tsx';
import { FactList } from '../fact-list.tsx';
import { FigureButton } from '../figure-button.tsx';
import { ResultsView } from '../results-view.tsx';
import styles from '../view.module.css';

/** What breaks, how often, and what it takes from the run. */
export function GoodputPart() {
  return (
    <ResultsView>
      {({ estimate: { reliability } }) => {
        const time = (seconds: number): string => formatQuantity('duration', seconds).text;
        const isBest = reliability.checkpointIntervalSeconds === reliability.bestCheckpointIntervalSeconds;
        return (
          <>
            <section className={styles.column} aria-label="Interruptions by cause">
              <ChartView height={200} draw={(theme, size) => interruptionsChart(reliability, theme, size)} />
            </section>
            <section className={styles.column} aria-label="Goodput">
              <h3 className={styles.heading}>
                Useful share of wall time,{' '}
                <FigureButton
                  figureId="goodput"
                  label={`Goodput: ${formatQuantity('ratio', reliability.goodput).text}`}
                >
                  {formatQuantity('ratio', reliability.goodput).text}
                </FigureButton>
              </h3>
              <ChartView height={200} draw={(theme, size) => goodputChart(reliability, theme, size)} />
            </section>
            <section className={styles.narrow} aria-label="Checkpoints">
              <h3 className={styles.heading}>Checkpoints</h3>
              <FactList
                facts={[
                  [
                    'Interruptions a day',
                    formatQuantity('count', reliability.interruptionsPerDay).text,
                    'interruptions',
                  ],
                  ['Between interruptions', time(reliability.meanSecondsBetweenInterruptions), 'time-between'],
                  [
                    'Interruptions in the run',
                    formatQuantity('count', reliability.interruptionsInRun).text,
                    'interruptions-in-run',
                  ],
                  ['Checkpoint size', formatQuantity('bytes', reliability.checkpointBytes).text, 'checkpoint-size'],
                  ['Time to write one', time(reliability.checkpointWriteSeconds), 'checkpoint-write'],
                  ['Training stops for', time(reliability.checkpointBlockingSeconds), 'checkpoint-blocking'],
                  ['Best interval', time(reliability.bestCheckpointIntervalSeconds), 'best-interval'],
                  [
                    isBest ? 'Interval in force (best)' : 'Interval in force',
                    time(reliability.checkpointIntervalSeconds),
                    'interval',
                  ],
                ]}
              />
            </section>
          </>
        );
      }}
    </ResultsView>
  );
}
