import { CircleCheck, TriangleAlert } from 'lucide-react';
import { ganttChart } from '../../charts/gantt-chart.ts';
import { scheduleRun } from '../../domain/schedule/schedule-run.ts';
import type { BudgetCheck } from '../../domain/schedule/schedule-types.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { ChartView } from '../figure-view.tsx';
import { useEstimate } from '../results/estimate-context.ts';
import { ResultsView } from '../results/results-view.tsx';
import viewStyles from '../results/view.module.css';
import { useDocument } from '../use-stores.ts';
import styles from './schedule-view.module.css';

const DAY = 86_400;
const days = (value: number): string => formatQuantity('duration', value * DAY).text;
const money = (value: number): string => formatQuantity('money', value).text;

/** The run on the calendar, from the order to the finish, and the limits that it has to keep. */
export function ScheduleView() {
  const plan = useDocument((state) => state.plan);
  const { catalog } = useEstimate();
  return (
    <ResultsView>
      {({ estimate, scenario }) => {
        if (catalog === null) return null;
        const { schedule, budgets } = scheduleRun(plan, catalog, estimate, scenario.strategy.accelerators);
        const finish = budgets.find(({ key }) => key === 'budget.finishSeconds');
        const limit = finish === undefined ? null : { days: finish.limit / DAY, isBroken: finish.isBroken };
        const facts: readonly (readonly [string, string])[] = [
          ['Ordered', schedule.orderDate ?? 'no date set'],
          ['Training starts after', days(schedule.trainingStartDays)],
          ['Finish after', days(schedule.finishDays)],
          ['Finish date', schedule.finishDate ?? 'set an order date'],
          ['Evaluations', formatQuantity('count', schedule.evaluations).text],
          ['Burn-in and training', money(schedule.trainingUsd)],
          ['Evaluation', money(schedule.evaluationUsd)],
          ['Serving, at your price', money(schedule.servingUsd)],
          ['Accelerator-hours', formatQuantity('count', schedule.acceleratorHours).text],
        ];
        return (
          <>
            <section className={viewStyles.wide} aria-label="From the order to the finish">
              <ChartView height={200} draw={(theme, size) => ganttChart(schedule, limit, theme, size)} />
              <p className={viewStyles.note}>
                Bars of the training: solid trains, hatched goes into checkpoints and restarts, dotted into evaluation.
                {estimate.run.stages.length > 1 ? ' Step, memory and links are shown for the main stage.' : ''}
              </p>
            </section>
            <section className={viewStyles.narrow} aria-label="Key figures of the schedule">
              <h3 className={viewStyles.heading}>Order to finish</h3>
              <dl className={viewStyles.facts}>
                {facts.map(([name, value]) => (
                  <div key={name} className={styles.fact}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            </section>
            <section className={viewStyles.column} aria-label="Limits">
              <h3 className={viewStyles.heading}>Limits</h3>
              {budgets.length === 0 ? (
                <p className={viewStyles.note}>
                  No limits are set. Set them under Assumptions: Budgets, limits and serving.
                </p>
              ) : (
                <ul className={styles.limits}>
                  {budgets.map((budget) => (
                    <Limit key={budget.key} budget={budget} />
                  ))}
                </ul>
              )}
            </section>
          </>
        );
      }}
    </ResultsView>
  );
}

function Limit({ budget }: { readonly budget: BudgetCheck }) {
  const { label, dimension, actual, limit, isBroken, message, mend } = budget;
  const show = (value: number): string => formatQuantity(dimension, value).text;
  return (
    <li className={isBroken ? styles.broken : styles.kept}>
      {isBroken ? <TriangleAlert size={14} aria-hidden /> : <CircleCheck size={14} aria-hidden />}
      <div>
        <p>{message ?? `${label}: ${show(actual)} of ${show(limit)}, kept.`}</p>
        {mend === null ? null : <p>{mend}</p>}
      </div>
    </li>
  );
}
