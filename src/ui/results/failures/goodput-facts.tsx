import type { ReliabilityInputs } from '../../../domain/assumptions/reliability-inputs.ts';
import type { ReliabilityEstimate } from '../../../domain/estimate/reliability-estimate.ts';
import { formatQuantity } from '../../../domain/units/format-quantity.ts';
import { FactList } from '../fact-list.tsx';
import styles from '../view.module.css';

type Facts = Parameters<typeof FactList>[0]['facts'];

/** Interruptions, checkpoints and spares in figures, each of which opens to what it is made of. */
export function GoodputFacts({
  reliability,
  inputs,
}: {
  readonly reliability: ReliabilityEstimate;
  readonly inputs: ReliabilityInputs;
}) {
  const time = (seconds: number): string => formatQuantity('duration', seconds).text;
  const count = (amount: number): string => formatQuantity('count', amount).text;
  const ratio = (share: number): string => formatQuantity('ratio', share).text;
  const isBest = reliability.checkpointIntervalSeconds === reliability.bestCheckpointIntervalSeconds;
  const level = reliability.storageLevel;
  const checkpoints: Facts = [
    ['Checkpoint size', formatQuantity('bytes', reliability.checkpointBytes).text, 'checkpoint-size'],
    [
      level === null ? 'Time to write one' : 'Time to copy to peers',
      time(reliability.checkpointWriteSeconds),
      'checkpoint-write',
    ],
    ['Training stops for', time(reliability.checkpointBlockingSeconds), 'checkpoint-blocking'],
    ['Best interval', time(reliability.bestCheckpointIntervalSeconds), 'best-interval'],
    [
      isBest ? 'Interval in force (best)' : 'Interval in force',
      time(reliability.checkpointIntervalSeconds),
      'interval',
    ],
  ];
  const stored: Facts =
    level === null
      ? []
      : [
          [`Stored, every ${count(level.every)}`, time(level.intervalSeconds), 'storage-interval'],
          ['Survived in memory', ratio(reliability.peerSurvival), 'storage-interval'],
        ];
  return (
    <>
      <h3 className={styles.heading}>Checkpoints</h3>
      <FactList
        facts={[
          ['Interruptions a day', count(reliability.interruptionsPerDay), 'interruptions'],
          ['Between interruptions', time(reliability.meanSecondsBetweenInterruptions), 'time-between'],
          ['Interruptions in the run', count(reliability.interruptionsInRun), 'interruptions-in-run'],
          ...checkpoints,
          ...stored,
          ['Restarts in first order', ratio(reliability.firstOrderGoodput), 'first-order-goodput'],
        ]}
      />
      <h3 className={`${styles.heading} ${styles.later}`}>Spares</h3>
      <FactList
        facts={[
          ['Under repair', `${count(reliability.spares.meanInRepair)} machines`, 'in-repair'],
          ['Spares', `${count(reliability.spares.machines)} machines`, 'in-repair'],
          [`For ${ratio(inputs.spareConfidence)}`, `${count(reliability.sparesNeeded)} machines`, 'in-repair'],
          ['Chance of too few', ratio(reliability.spares.chanceShort), 'in-repair'],
          ['Wait then', time(reliability.spares.waitSeconds), 'in-repair'],
        ]}
      />
      {inputs.sparePool === 'always-ready' && (
        <p className={styles.note}>
          A machine is taken to be always ready; the last two hold if the job had its own spares only.
        </p>
      )}
      {inputs.faultTolerance === 'replicas' && inputs.replicaGroups < 2 && (
        <p className={styles.note}>
          One replica group: nothing trains on when it is lost. A sharding group smaller than the data ranks makes more.
        </p>
      )}
    </>
  );
}
