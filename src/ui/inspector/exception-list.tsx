import { X } from 'lucide-react';
import { IconButton } from '../theme/button.tsx';
import styles from './inspector.module.css';

/** One thing that is not as the others. */
export interface ExceptionEntry {
  readonly key: string;
  readonly name: string;
  /** What is wrong with it: `cut`, `at 50 % speed`. */
  readonly state: string;
  readonly restoreLabel: string;
  readonly onRestore: () => void;
}

const SHOWN = 50;

/** What is broken, each with the way back. */
export function ExceptionList({
  entries,
  whenNone,
}: {
  readonly entries: readonly ExceptionEntry[];
  readonly whenNone: string;
}) {
  if (entries.length === 0) return <p className={styles.source}>{whenNone}</p>;
  return (
    <>
      {entries.slice(0, SHOWN).map(({ key, name, state, restoreLabel, onRestore }) => (
        <div key={key} className={styles.exception}>
          <span>{name}</span>
          <span>{state}</span>
          <IconButton label={restoreLabel} icon={X} onPress={onRestore} />
        </div>
      ))}
      {entries.length > SHOWN ? <p className={styles.source}>And {entries.length - SHOWN} more.</p> : null}
    </>
  );
}
