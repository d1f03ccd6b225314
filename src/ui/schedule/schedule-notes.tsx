import { TriangleAlert } from 'lucide-react';
import { checkStageMemory } from '../../domain/schedule/check-stage-memory.ts';
import { scheduleRun } from '../../domain/schedule/schedule-run.ts';
import styles from '../inspector/inspector.module.css';
import { useEstimate } from '../results/estimate-context.ts';
import { classNames } from '../theme/class-names.ts';
import { useDocument } from '../use-stores.ts';

/** Warnings that rest on figures: limits that are broken, and stages that do not fit into memory. */
export function ScheduleNotes() {
  const plan = useDocument((state) => state.plan);
  const { catalog, estimate, estimateOf } = useEstimate();
  if (catalog === null || estimate === null || estimateOf === null) return null;
  const { budgets } = scheduleRun(plan, catalog, estimate, estimateOf.scenario.strategy.accelerators);
  const warnings = [...budgets.filter(({ isBroken }) => isBroken), ...checkStageMemory(estimate)];
  return warnings.map(({ message, mend }) => (
    <div key={message} className={classNames(styles.scenarioNote, styles.warning)} role="note">
      <TriangleAlert size={14} aria-hidden className={styles.noteIcon} />
      <div>
        <p>{message}</p>
        {mend === null ? null : <p>{mend}</p>}
      </div>
    </div>
  ));
}
