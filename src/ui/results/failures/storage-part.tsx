import { TriangleAlert } from 'lucide-react';
import { estimateStorage } from '../../../domain/storage/estimate-storage.ts';
import type { StorageRate } from '../../../domain/storage/storage-estimate.ts';
import { findStorageWarnings } from '../../../domain/storage/storage-warnings.ts';
import { nameLimit } from '../../../domain/storage/storage-words.ts';
import { formatQuantity } from '../../../domain/units/format-quantity.ts';
import { Button } from '../../theme/button.tsx';
import { useSession } from '../../use-stores.ts';
import { FactList } from '../fact-list.tsx';
import problemStyles from '../results-view.module.css';
import { ResultsView, type ViewInputs } from '../results-view.tsx';
import styles from '../view.module.css';

const bytes = (value: number): string => formatQuantity('bytes', value).text;
const rate = (value: number): string => formatQuantity('bandwidth', value).text;
const time = (value: number): string => formatQuantity('duration', value).text;

/** What storage does for checkpoints, recoveries and training data, what holds it up, and where that is drawn. */
export function StoragePart() {
  return <ResultsView>{(inputs) => <StorageFigures {...inputs} />}</ResultsView>;
}

function StorageFigures({ estimate, scenario, compiled }: ViewInputs) {
  const setSelection = useSession((state) => state.setSelection);
  const storage = estimateStorage(compiled.storage, scenario, estimate);
  const warnings = findStorageWarnings(compiled.storage, storage, scenario);
  const { checkpoint, restore, dataLoading } = storage;
  return (
    <>
      <section className={styles.column} aria-label="Checkpoints in storage">
        <h3 className={styles.heading}>Checkpoints</h3>
        <FactList
          facts={[
            ['Size', bytes(checkpoint.bytes), 'checkpoint-size'],
            ['All writers together', rate(storage.write.bytesPerSecond), 'storage-write'],
            ['Time to write one', time(checkpoint.writeSeconds), 'storage-write-time'],
            ['Interval in force', time(checkpoint.intervalSeconds), 'interval'],
            ['Best interval', time(checkpoint.bestIntervalSeconds), 'best-interval'],
          ]}
        />
        <HeldBy what="Writing" flow={storage.write} />
      </section>
      <section className={styles.column} aria-label="Reading back">
        <h3 className={styles.heading}>
          {restore.mode === 'once' ? 'Reading back, once' : 'Reading back, by every rank'}
        </h3>
        <FactList
          facts={[
            ['All readers together', rate(storage.read.bytesPerSecond), 'storage-read'],
            ['Time to read it back', time(restore.seconds), 'storage-restore'],
            ['Training data needed', rate(dataLoading.neededBytesPerSecond), 'storage-loading'],
            [
              storage.capacityBytes === null ? 'Needed' : `Needed of ${bytes(storage.capacityBytes)}`,
              bytes(storage.neededBytes),
              'storage-capacity',
            ],
          ]}
        />
        <HeldBy what="Reading" flow={storage.read} />
      </section>
      <section className={styles.column} aria-label="What holds storage up">
        <h3 className={styles.heading}>What to know</h3>
        {warnings.length === 0 ? <p className={problemStyles.mend}>Nothing here holds the run up.</p> : null}
        <ul className={problemStyles.list}>
          {warnings.map(({ code, message, mend, itemIds }) => (
            <li key={code} className={problemStyles.problem}>
              <TriangleAlert size={16} aria-hidden />
              <div>
                <p className={problemStyles.message}>{message}</p>
                {mend === null ? null : <p className={problemStyles.mend}>{mend}</p>}
              </div>
              {itemIds.length === 0 ? null : <Button onPress={() => setSelection(itemIds)}>Show</Button>}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

/** What holds one direction, with a button that selects it on the drawing. */
function HeldBy({ what, flow }: { readonly what: string; readonly flow: StorageRate }) {
  const setSelection = useSession((state) => state.setSelection);
  return (
    <p className={problemStyles.mend}>
      {what} is held by {nameLimit(flow)}.{' '}
      {flow.itemIds.length === 0 ? null : (
        <Button
          variant="plain"
          aria-label={`Show what holds ${what.toLowerCase()}`}
          onPress={() => setSelection(flow.itemIds)}
        >
          Show
        </Button>
      )}
    </p>
  );
}
