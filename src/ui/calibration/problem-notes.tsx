import type { LineProblem } from '../../domain/calibration/parse/read-lines.ts';
import styles from './calibration.module.css';

/** What is wrong in a text that was read, line by line, with what to do. */
export function ProblemNotes({ problems }: { readonly problems: readonly LineProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className={styles.problems} role="alert" aria-label="Problems of the text">
      {problems.map(({ line, message, mend }) => (
        <li key={`${line} ${message}`}>
          {line === 0 ? '' : `Line ${line}: `}
          {message} {mend}
        </li>
      ))}
    </ul>
  );
}
