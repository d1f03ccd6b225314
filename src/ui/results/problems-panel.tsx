import { CircleAlert } from 'lucide-react';
import { runAction } from '../../actions/run-action.ts';
import type { ScenarioProblem } from '../../domain/estimate/scenario-problem.ts';
import { setStrategy } from '../../domain/plan/commands/set-strategy.ts';
import { setWorkload } from '../../domain/plan/commands/set-workload.ts';
import { absoluteRectangle, type Point } from '../../domain/plan/drawing/block-geometry.ts';
import type { Drawing, PlanCommand, Strategy, Workload } from '../../domain/plan/plan-document.ts';
import { joinThroughSwitch } from '../../editor/join-through-switch.ts';
import { useFindings } from '../checks/checks-context.ts';
import { MendButtons } from '../checks/mend-buttons.tsx';
import { findAction, useActions } from '../shell/action-context.ts';
import { Button } from '../theme/button.tsx';
import { useDocument, useSession } from '../use-stores.ts';
import { useEstimate } from './estimate-context.ts';
import { MendButton } from './mend-button.tsx';
import styles from './results-view.module.css';

/** Why there are no figures, problem by problem, each with what mends it. */
export function ProblemsPanel() {
  const { compiled, engineProblem, catalogProblem, retry } = useEstimate();
  const context = useActions();
  const isEmpty = useDocument((state) => Object.keys(state.plan.drawing.blocks).length === 0);
  const trouble = catalogProblem ?? engineProblem;
  if (trouble !== null) {
    return (
      <div className={styles.problems} role="alert">
        <div className={styles.problem}>
          <CircleAlert size={16} aria-hidden />
          <p className={styles.message}>{trouble}</p>
        </div>
        <div className={styles.buttons}>
          <Button variant="primary" onPress={retry}>
            Try again
          </Button>
        </div>
      </div>
    );
  }
  if (isEmpty) {
    return (
      <div className={styles.empty}>
        <p className={styles.message}>Nothing is drawn yet.</p>
        <p className={styles.mend}>
          Drag blocks from the left onto the canvas, or start with a cluster that is drawn already.
        </p>
        <Button variant="primary" onPress={() => runAction(findAction('open-start'), context)}>
          Choose a template
        </Button>
      </div>
    );
  }
  if (compiled === null || compiled.ok) return null;
  return (
    <div className={styles.problems}>
      <ul className={styles.list} aria-label="What stands in the way">
        {compiled.problems.map((problem) => (
          <Problem key={`${problem.code}-${problem.field}-${problem.itemIds.join()}`} problem={problem} />
        ))}
      </ul>
      {compiled.scenario === null ? null : (
        <div className={styles.buttons}>
          <MendButton />
        </div>
      )}
    </div>
  );
}

function Problem({ problem }: { readonly problem: ScenarioProblem }) {
  const plan = useDocument((state) => state.plan);
  const dispatch = useDocument((state) => state.dispatch);
  const setSelection = useSession((state) => state.setSelection);
  const { catalog } = useEstimate();
  const findings = useFindings();
  const [nearest] = problem.nearest;
  const join =
    problem.code === 'unconnected'
      ? joinThroughSwitch(plan.drawing, problem.itemIds, catalog, above(plan.drawing, problem.itemIds))
      : null;
  const command = nearest === undefined ? null : mendCommand(plan.strategy, plan.workload, problem.field, nearest);
  return (
    <li className={styles.problem}>
      <CircleAlert size={16} aria-hidden />
      <div>
        <p className={styles.message}>{problem.message}</p>
        {problem.mend === null ? null : <p className={styles.mend}>{problem.mend}</p>}
      </div>
      <div className={styles.choices}>
        {problem.itemIds.length === 0 ? null : <Button onPress={() => setSelection(problem.itemIds)}>Show</Button>}
        {join === null ? null : <Button onPress={() => dispatch(join)}>Connect through a switch</Button>}
        {problem.code === 'unconnected' ? (
          <MendButtons mends={findings?.find(({ code }) => code === 'unreachable')?.mends ?? []} />
        ) : null}
        {command === null ? null : <Button onPress={() => dispatch(command)}>{`Set to ${nearest}`}</Button>}
      </div>
    </li>
  );
}

/** A point above the first of the blocks, in canvas units: where a switch that joins them is placed. */
function above(drawing: Drawing, [first]: readonly string[]): Point {
  const box = first === undefined ? undefined : absoluteRectangle(drawing, first);
  return box === undefined ? { x: 0, y: 0 } : { x: box.x + box.width / 2, y: box.y - box.height };
}

/** The command that gives the problem's field its nearest valid value; null when the field is none of the plan's. */
function mendCommand(strategy: Strategy, workload: Workload, field: string | null, value: number): PlanCommand | null {
  if (field === null) return null;
  if (field in strategy) return setStrategy({ [field]: value } as Partial<Strategy>);
  if (field in workload) return setWorkload({ [field]: value } as Partial<Workload>);
  return null;
}
