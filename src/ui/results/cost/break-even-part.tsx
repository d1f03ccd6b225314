import { breakEvenChart } from '../../../charts/break-even-chart.ts';
import { curvesOverUse, curvesOverYears } from '../../../domain/cost/break-even-curves.ts';
import { formatQuantity } from '../../../domain/units/format-quantity.ts';
import { ChartView } from '../../figure-view.tsx';
import { FactList } from '../fact-list.tsx';
import { ResultsView } from '../results-view.tsx';
import styles from '../view.module.css';

const SECONDS_PER_YEAR = 365 * 86_400;
/** Years that are drawn beyond the depreciation, so that a late crossing is seen. */
const YEARS_BEYOND = 3;

/** From which use on, and after how long, owning costs less than renting. */
export function BreakEvenPart() {
  return (
    <ResultsView>
      {({ estimate: { cost }, scenario }) => {
        const { currency, breakEven } = cost;
        const inputs = scenario.economy.cost;
        const money = (usd: number): string => formatQuantity('money', usd, { currency }).text;
        const share = (value: number): string => formatQuantity('ratio', value).text;
        const years = (value: number): string => `${formatQuantity('count', value).text}\u00a0years`;
        const isEndless = !Number.isFinite(breakEven.paybackYears);
        const plan = {
          utilization: inputs.ownedUtilization,
          interestPerYear: inputs.interestPerYear,
          years: inputs.depreciationYears + YEARS_BEYOND,
        };
        return (
          <>
            <section className={styles.column} aria-label="Price of an hour over use">
              <ChartView
                height={320}
                fills
                draw={(theme, size) =>
                  breakEvenChart(
                    {
                      title: 'Price of an accelerator-hour in use',
                      curves: curvesOverUse(cost, scenario.strategy.accelerators),
                      measure: 'share of the calendar in use',
                      formatAt: share,
                      formatMoney: money,
                    },
                    theme,
                    size,
                  )
                }
              />
            </section>
            <section className={styles.column} aria-label="Money spent over the years">
              <ChartView
                height={320}
                fills
                draw={(theme, size) =>
                  breakEvenChart(
                    {
                      title: `Spent at ${share(plan.utilization)} use, as present value`,
                      curves: curvesOverYears(cost, plan),
                      measure: 'after buying or starting to rent',
                      formatAt: years,
                      formatMoney: money,
                    },
                    theme,
                    size,
                  )
                }
              />
            </section>
            <section className={styles.narrow} aria-label="Break-even">
              <h3 className={styles.heading}>Owning costs less</h3>
              <FactList
                facts={[
                  [
                    'From this share of use',
                    Number.isFinite(breakEven.utilization) ? share(breakEven.utilization) : 'never',
                    'break-even',
                  ],
                  [
                    'Hours a year',
                    Number.isFinite(breakEven.hoursPerYear)
                      ? formatQuantity('count', Math.round(breakEven.hoursPerYear)).text
                      : 'never',
                    'break-even',
                  ],
                  [
                    'Paid for itself after',
                    isEndless
                      ? 'never'
                      : formatQuantity('duration', breakEven.paybackYears * SECONDS_PER_YEAR, { unit: 'years' }).text,
                    'payback',
                  ],
                  [
                    'Hours in use by then',
                    isEndless ? 'never' : formatQuantity('count', Math.round(breakEven.paybackHours)).text,
                    'payback',
                  ],
                ]}
              />
              {breakEven.utilization > 1 ? (
                <p className={styles.note}>More than the whole calendar: renting costs less at any use.</p>
              ) : null}
            </section>
          </>
        );
      }}
    </ResultsView>
  );
}
