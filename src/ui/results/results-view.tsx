import { LoaderCircle } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { CompiledScenario } from '../../domain/estimate/compiled-scenario.ts';
import type { Estimate } from '../../domain/estimate/estimate.ts';
import type { Scenario } from '../../domain/estimate/scenario.ts';
import { classNames } from '../theme/class-names.ts';
import { useEstimate } from './estimate-context.ts';
import { ProblemsPanel } from './problems-panel.tsx';
import styles from './results-view.module.css';
import viewStyles from './view.module.css';

/** What a view of the drawer shows. */
export interface ViewInputs {
  readonly estimate: Estimate;
  readonly scenario: Scenario;
  readonly compiled: Extract<CompiledScenario, { readonly ok: true }>;
}

/** A view of the drawer: the newest figures, dimmed while they are old; what stands in the way when there are none. */
export function ResultsView({ children }: { readonly children: (inputs: ViewInputs) => ReactNode }) {
  const { estimate, estimateOf, isStale, compiled, engineProblem, catalogProblem } = useEstimate();
  // Drawn once for each answer, not with every edit that only dims it.
  const content = useMemo(
    () =>
      estimate === null || estimateOf === null
        ? null
        : children({ estimate, scenario: estimateOf.scenario, compiled: estimateOf }),
    [estimate, estimateOf, children],
  );
  if (engineProblem !== null || catalogProblem !== null || (compiled !== null && !compiled.ok))
    return <ProblemsPanel />;
  if (content === null) {
    return (
      <div className={styles.waiting} role="status">
        <LoaderCircle size={16} aria-hidden className={styles.spinner} /> Computing the figures …
      </div>
    );
  }
  return <div className={classNames(viewStyles.view, isStale && viewStyles.stale)}>{content}</div>;
}
