import { lazy, Suspense } from 'react';
import { setNotes } from '../../domain/plan/commands/set-notes.ts';
import { ChecksSection } from '../checks/checks-section.tsx';
import { useCompiled } from '../results/estimate-context.ts';
import { MendButton } from '../results/mend-button.tsx';
import fieldStyles from '../theme/field.module.css';
import { useDocument } from '../use-stores.ts';
import styles from './inspector.module.css';
import { ModelSection } from './model-section.tsx';
import { ParallelismSection } from './parallelism-section.tsx';
import { ScenarioNotes } from './scenario-notes.tsx';
import { Section } from './section.tsx';
import { TrainingSection } from './training-section.tsx';

const ScheduleNotes = lazy(async () => ({ default: (await import('../schedule/schedule-notes.tsx')).ScheduleNotes }));

const StagesSection = lazy(async () => ({ default: (await import('../schedule/stages-section.tsx')).StagesSection }));

/** The plan itself: what is trained, on how much, and how the work is cut. */
export function PlanInspector() {
  const name = useDocument((state) => state.plan.name);
  const notes = useDocument((state) => state.plan.notes);
  const dispatch = useDocument((state) => state.dispatch);
  return (
    <>
      <header className={styles.head}>
        <p className={styles.kind}>Plan</p>
        <h2 className={styles.title}>{name === '' ? 'Untitled plan' : name}</h2>
      </header>
      <StrategyProblems />
      <ScenarioNotes />
      <Suspense fallback={null}>
        <ScheduleNotes />
      </Suspense>
      <ChecksSection />
      <ModelSection />
      <TrainingSection />
      <Suspense fallback={null}>
        <StagesSection />
      </Suspense>
      <ParallelismSection />
      <Section title="Notes" isOpen={notes !== ''}>
        <textarea
          className={fieldStyles.area}
          aria-label="Notes"
          placeholder="What this plan is for"
          maxLength={10_000}
          value={notes}
          onChange={(event) => dispatch(setNotes(event.target.value, 'notes'))}
        />
      </Section>
    </>
  );
}

function StrategyProblems() {
  const compiled = useCompiled();
  if (compiled === null || compiled.ok) return null;
  const problems = compiled.problems.filter((problem) => problem.part !== 'drawing' && problem.part !== 'assumptions');
  if (problems.length === 0) return null;
  return (
    <section className={styles.problems} aria-label="Problems of the strategy">
      <h3>{problems.length === 1 ? 'This does not work yet' : `${problems.length} things do not work yet`}</h3>
      {problems.map((problem) => (
        <p key={`${problem.code}-${problem.field}`}>{problem.message}</p>
      ))}
      {compiled.scenario === null ? null : <MendButton />}
    </section>
  );
}
