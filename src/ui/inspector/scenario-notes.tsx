import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { ScenarioProblem } from '../../domain/estimate/scenario-problem.ts';
import { isToMend, useFindings } from '../checks/checks-context.ts';
import { FindingItem } from '../checks/finding-item.tsx';
import { useCompiled } from '../results/estimate-context.ts';
import { Button } from '../theme/button.tsx';
import { classNames } from '../theme/class-names.ts';
import { useSession } from '../use-stores.ts';
import styles from './inspector.module.css';

/** Warnings that the checks of the drawing say with what mends them. */
const CHECKED: ReadonlySet<string> = new Set(['too-few-ports', 'unconnected']);

/** What stands in the way of an estimate and what to know about it, for the whole plan or for one item of the drawing. */
export function ScenarioNotes({ itemId }: { readonly itemId?: string }) {
  const compiled = useCompiled();
  const findings = useFindings();
  if (compiled === null) return null;
  const isHere = (problem: ScenarioProblem): boolean => itemId === undefined || problem.itemIds.includes(itemId);
  // The plan's own problems are listed above with what mends them.
  const problems =
    compiled.ok || itemId === undefined
      ? []
      : compiled.problems.filter((problem) => isHere(problem) && !(findings !== null && CHECKED.has(problem.code)));
  const warnings = compiled.warnings.filter(
    (warning) => isHere(warning) && !(findings !== null && CHECKED.has(warning.code)),
  );
  // Those of the whole plan are listed by themselves.
  const here = itemId === undefined ? [] : (findings ?? []).filter((finding) => finding.itemIds.includes(itemId));
  return (
    <>
      {problems.map((problem) => (
        <Note key={problem.message} problem={problem} isWarning={false} showsItems={false} />
      ))}
      {warnings.map((problem) => (
        <Note key={problem.message} problem={problem} isWarning showsItems={itemId === undefined} />
      ))}
      {here.length === 0 ? null : (
        <ul aria-label="Findings" className={styles.findings}>
          {here.map((finding) => (
            <FindingItem
              key={`${finding.code} ${finding.itemIds.join()}`}
              finding={finding}
              showsItems={isToMend(finding) && finding.itemIds.length > 1}
            />
          ))}
        </ul>
      )}
    </>
  );
}

function Note({
  problem,
  isWarning,
  showsItems,
}: {
  readonly problem: ScenarioProblem;
  readonly isWarning: boolean;
  readonly showsItems: boolean;
}) {
  const setSelection = useSession((state) => state.setSelection);
  const Icon = isWarning ? TriangleAlert : CircleAlert;
  return (
    <div className={classNames(styles.scenarioNote, isWarning && styles.warning)} role="note">
      <Icon size={14} aria-hidden className={styles.noteIcon} />
      <div>
        <p>{problem.message}</p>
        {problem.mend === null ? null : <p>{problem.mend}</p>}
        {showsItems && problem.itemIds.length > 0 ? (
          <Button onPress={() => setSelection(problem.itemIds)}>Show</Button>
        ) : null}
      </div>
    </div>
  );
}
