import type { StepTimeline } from '../../domain/estimate/step-timeline.ts';
import type { TimelineSummary } from '../../domain/estimate/timeline-summary.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import viewStyles from '../results/view.module.css';
import { classNames } from '../theme/class-names.ts';
import styles from './timeline.module.css';

/** The step as a table: each rank's busy time, idle time and memory. */
export function TimelineTable({
  timeline,
  summary,
  capacityBytes,
}: {
  readonly timeline: StepTimeline;
  readonly summary: TimelineSummary;
  readonly capacityBytes: number;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={styles.tableRoom} tabIndex={0} aria-label="Timeline as a table">
      <table className={viewStyles.table}>
        <caption className={styles.help}>Each pipeline rank over one step</caption>
        <thead>
          <tr>
            <th scope="col">Pipeline rank</th>
            <th scope="col" className={viewStyles.words}>
              Stages
            </th>
            <th scope="col">Busy</th>
            <th scope="col">Idle: bubble, waiting</th>
            <th scope="col">Idle share</th>
            <th scope="col">Peak memory</th>
            <th scope="col">Peak at</th>
            <th scope="col">Of capacity</th>
          </tr>
        </thead>
        <tbody>
          {summary.ranks.map(({ rank, busySeconds, idleSeconds, peakBytes, peakAtSeconds }) => (
            <tr key={rank}>
              <th scope="row" className={styles.rowHead}>
                {rank + 1}
              </th>
              <td className={viewStyles.words}>{listStages(timeline, rank)}</td>
              <td>{formatQuantity('duration', busySeconds).text}</td>
              <td>{formatQuantity('duration', idleSeconds).text}</td>
              <td>{formatQuantity('ratio', idleSeconds / timeline.seconds).text}</td>
              <td className={classNames(peakBytes !== null && peakBytes > capacityBytes && viewStyles.danger)}>
                {peakBytes === null ? '–' : formatQuantity('memory', peakBytes).text}
              </td>
              <td>{peakAtSeconds === null ? '–' : formatQuantity('duration', peakAtSeconds).text}</td>
              <td>{peakBytes === null ? '–' : formatQuantity('ratio', peakBytes / capacityBytes).text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The stages that a rank really runs, whatever the schedule's order of them, from 1. */
function listStages({ boxes }: StepTimeline, rank: number): string {
  const stages = new Set<number>();
  for (let box = 0; box < boxes.rank.length; box++) {
    const stage = boxes.stage[box] ?? -1;
    if (boxes.rank[box] === rank && stage >= 0) stages.add(stage + 1);
  }
  return [...stages].sort((a, b) => a - b).join(', ');
}
