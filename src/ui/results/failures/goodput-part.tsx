import { hoursChart } from '../../../charts/hours-chart.ts';
import { interruptionsChart } from '../../../charts/interruptions-chart.ts';
import { intervalChart } from '../../../charts/interval-chart.ts';
import { formatQuantity } from '../../../domain/units/format-quantity.ts';
import { ChartView } from '../../figure-view.tsx';
import { FigureButton } from '../figure-button.tsx';
import { ResultsView } from '../results-view.tsx';
import styles from '../view.module.css';
import { GoodputFacts } from './goodput-facts.tsx';

/** What breaks, how often, what it takes from the run, and what other checkpoints would make of it. */
export function GoodputPart() {
  return (
    <ResultsView>
      {({ estimate: { reliability, step }, scenario }) => {
        const goodput = formatQuantity('ratio', reliability.goodput).text;
        const useful = reliability.acceleratorHoursByUse.find(({ key }) => key === 'useful')?.amount ?? 0;
        const usefulShare = formatQuantity(
          'ratio',
          reliability.allocatedAcceleratorHours > 0 ? useful / reliability.allocatedAcceleratorHours : 0,
        ).text;
        const worst = reliability.interruptionsPerDayByCause
          .filter(({ amount }) => amount > 0)
          .sort((a, b) => b.amount - a.amount)[0];
        const origins = reliability.interruptionsPerDayByOrigin.filter(({ amount }) => amount > 0);
        return (
          <>
            <section className={styles.column} aria-label="Interruptions and checkpoints">
              <ChartView height={200} draw={(theme, size) => interruptionsChart(reliability, theme, size)} />
              {worst !== undefined && (
                <p className={styles.note}>
                  Worst cause: {worst.label},{' '}
                  {formatQuantity('ratio', worst.amount / reliability.interruptionsPerDay).text}.{' '}
                  {origins
                    .map(({ label, amount }) => `${label} ${formatQuantity('count', amount).text} a day`)
                    .join(' · ')}
                  .
                </p>
              )}
              <h3 className={`${styles.heading} ${styles.later}`}>Goodput over the interval between checkpoints</h3>
              <ChartView height={180} draw={(theme, size) => intervalChart(reliability, theme, size)} />
            </section>
            <section className={styles.column} aria-label="Goodput">
              <h3 className={styles.heading}>
                Useful share of wall time,{' '}
                <FigureButton figureId="goodput" label={`Goodput: ${goodput}`}>
                  {goodput}
                </FigureButton>
                ; of the hours of job and spares,{' '}
                <FigureButton figureId="useful-hours" label={`Useful share of accelerator-hours: ${usefulShare}`}>
                  {usefulShare}
                </FigureButton>
              </h3>
              <ChartView
                height={200}
                draw={(theme, size) =>
                  hoursChart({ reliability, modelFlopsUtilization: step.modelFlopsUtilization }, theme, size)
                }
              />
            </section>
            <section className={styles.narrow} aria-label="Checkpoints and spares">
              <GoodputFacts reliability={reliability} inputs={scenario.economy.reliability} />
            </section>
          </>
        );
      }}
    </ResultsView>
  );
}
