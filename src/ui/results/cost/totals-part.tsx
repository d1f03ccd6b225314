import { costChart } from '../../../charts/cost-chart.ts';
import { formatQuantity } from '../../../domain/units/format-quantity.ts';
import { ChartView } from '../../figure-view.tsx';
import { FactList } from '../fact-list.tsx';
import { FigureButton } from '../figure-button.tsx';
import { ResultsView } from '../results-view.tsx';
import styles from '../view.module.css';

/** Renting against owning, by component. */
export function TotalsPart() {
  return (
    <ResultsView>
      {({ estimate: { cost, run } }) => {
        const money = (amount: number): string => formatQuantity('money', amount, { currency: cost.currency }).text;
        const cheaper = cost.rented.totalUsd <= cost.owned.totalUsd ? 'Renting' : 'Owning';
        return (
          <>
            <section className={styles.column} aria-label="Cost when rented">
              <ChartView height={200} draw={(theme, size) => costChart(cost, 'rent', theme, size)} />
              {/* Here it is seen at any height of the drawer: renting has the fewest rows. */}
              <p className={styles.note}>
                {cheaper} is cheaper by {money(Math.abs(cost.rented.totalUsd - cost.owned.totalUsd))} for this run.
              </p>
              {cost.currency.code === 'USD' ? null : (
                <p className={styles.note}>
                  Shown in {cost.currency.code}, {cost.currency.perUsd} for 1 USD; prices are entered in US dollars.
                </p>
              )}
            </section>
            <section className={styles.column} aria-label="Cost when owned">
              <ChartView height={200} draw={(theme, size) => costChart(cost, 'own', theme, size)} />
            </section>
            <section className={styles.narrow} aria-label="Key figures of cost">
              <h3 className={styles.heading}>
                The run,{' '}
                <FigureButton figureId="cost" label={`Cost of the run: ${money(cost.headlineUsd)}`}>
                  {money(cost.headlineUsd)}
                </FigureButton>{' '}
                {cost.basis === 'rent' ? 'rented' : 'owned'}
              </h3>
              <FactList
                facts={[
                  ['Rented', money(cost.rented.totalUsd), 'cost-rented'],
                  ['Owned', money(cost.owned.totalUsd), 'cost-owned'],
                  ['Per million tokens', money(cost.usdPerMillionTokens), 'cost-per-token'],
                  ['Per accelerator-hour', money(cost.usdPerAcceleratorHour), 'cost-per-hour'],
                  ['Per useful hour of one', money(cost.usdPerUsefulAcceleratorHour), 'cost-per-useful-hour'],
                  ['Accelerator-hours', formatQuantity('count', run.acceleratorHours).text, 'accelerator-hours'],
                  ['Buying all that is drawn', money(cost.capitalUsd), 'capital'],
                ]}
              />
            </section>
          </>
        );
      }}
    </ResultsView>
  );
}
