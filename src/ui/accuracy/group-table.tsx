import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { AccuracyRow } from '../../domain/accuracy/accuracy-file.ts';
import { type AccuracyGrouping, summarizeAccuracy } from '../../domain/accuracy/summarize-accuracy.ts';
import { classNames } from '../theme/class-names.ts';
import styles from './accuracy.module.css';
import { percentOf, precisePercentOf, signedPercentOf } from './accuracy-words.ts';
import { useStackName } from './use-stack-name.ts';

/** Error at which a bar is full. */
const FULL = 0.4;
const FEW = 8;
const NAMES: Readonly<Record<AccuracyGrouping, string>> = {
  source: 'Source',
  accelerator: 'Accelerator',
  family: 'Parallelism',
  stack: 'Software',
};

/** Errors by a grouping, a bar for each kind of error. */
export function GroupTable({
  title,
  rows,
  by,
}: {
  readonly title: string;
  readonly rows: readonly AccuracyRow[];
  readonly by: AccuracyGrouping;
}) {
  const [isWhole, setIsWhole] = useState(false);
  const nameStack = useStackName();
  const groups = summarizeAccuracy(rows, by);
  const shown = isWhole ? groups : groups.slice(0, FEW);
  return (
    <section aria-label={title} className={styles.section}>
      <h3 className={styles.heading}>{title}</h3>
      <table className={classNames(styles.table, styles.groups)}>
        <thead>
          <tr>
            <th scope="col">{NAMES[by]}</th>
            <th scope="col">Runs</th>
            <th scope="col">In-sample</th>
            <th scope="col">Held out</th>
            <th scope="col" title="Median of the signed errors, held out: + is predicted too long">
              Signed
            </th>
            <th scope="col" title="Share of the runs inside their 80 % band, held out">
              In band
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ name, inSample, heldOut, coverage }) => (
            <tr key={name}>
              <th scope="row" title={name}>
                {by === 'stack' ? nameStack(name) : name}
              </th>
              <td>{inSample.count}</td>
              <Bar value={inSample.medianAbsolute} className={styles.inSample} />
              <Bar value={heldOut.medianAbsolute} className={styles.heldOut} />
              <td>{signedPercentOf(heldOut.medianSigned)}</td>
              <td>{percentOf(coverage)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {groups.length > FEW ? (
        <Button className={classNames(styles.more)} onPress={() => setIsWhole(!isWhole)}>
          {isWhole ? 'Fewer' : `All ${groups.length}`}
        </Button>
      ) : null}
    </section>
  );
}

/** A median absolute error as a number on a bar. */
function Bar({ value, className }: { readonly value: number | null; readonly className: string | undefined }) {
  const width = `${Math.min(100, (100 * (value ?? 0)) / FULL)}%`;
  return (
    <td className={styles.barCell}>
      <span className={classNames(styles.bar, className)} style={{ inlineSize: width }} aria-hidden />
      <span className={styles.barText}>{precisePercentOf(value)}</span>
    </td>
  );
}
