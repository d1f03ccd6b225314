import { useEffect, useRef } from 'react';
import type { LineProblem } from '../../domain/calibration/parse/read-lines.ts';
import styles from './calibration.module.css';

/** What was wrong in one text. */
export interface TextProblems {
  /** The file's name, or that it was pasted. */
  readonly source: string;
  /** Whether the rest of the text was taken. */
  readonly isTaken: boolean;
  readonly problems: readonly LineProblem[];
}

/** What is wrong in texts that were read, line by line, with what to do. */
export function ProblemNotes({ texts }: { readonly texts: readonly TextProblems[] }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (texts.length > 0) place.current?.scrollIntoView({ block: 'nearest' });
  }, [texts]);
  const wrong = texts.filter(({ problems }) => problems.length > 0);
  if (wrong.length === 0) return null;
  return (
    <div ref={place} role="alert" className={styles.problems}>
      {wrong.map(({ source, isTaken, problems }) => (
        <section key={source} aria-label={`Problems of ${source}`} className={isTaken ? styles.remark : styles.refusal}>
          <h4>{isTaken ? `${source}: added, but for this` : `${source}: not added`}</h4>
          <ul>
            {problems.map(({ line, message, mend }) => (
              <li key={`${line} ${message}`}>
                {line === 0 ? null : <strong>Line {line}: </strong>}
                {message} {mend}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
