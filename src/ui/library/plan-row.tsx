import { Copy, History, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { PlanSummary } from '../../storage/plan-library.ts';
import { Button, IconButton } from '../theme/button.tsx';
import fieldStyles from '../theme/field.module.css';
import { useDocument } from '../use-stores.ts';
import styles from './library.module.css';
import { VersionList } from './version-list.tsx';
import { writeTime } from './write-time.ts';

/** One saved plan in the list. */
export function PlanRow({
  plan,
  onOpen,
  onRename,
  onDuplicate,
  onDelete,
}: {
  readonly plan: PlanSummary;
  readonly onOpen: () => void;
  readonly onRename: (name: string) => void;
  readonly onDuplicate: () => void;
  readonly onDelete: () => void;
}) {
  const isOpen = useDocument((state) => state.planId === plan.id);
  const [draft, setDraft] = useState<string | null>(null);
  const [showsVersions, setShowsVersions] = useState(false);
  const name = plan.name === '' ? 'Untitled plan' : plan.name;
  return (
    <li className={styles.plan}>
      {draft === null ? (
        <div>
          <p className={styles.planName}>{name}</p>
          <p className={styles.muted}>
            {isOpen ? <span className={styles.current}>open</span> : null} Changed {writeTime(plan.updatedAt)} ·{' '}
            {plan.blockCount} block{plan.blockCount === 1 ? '' : 's'}
          </p>
        </div>
      ) : (
        <form
          className={styles.rename}
          onSubmit={(event) => {
            event.preventDefault();
            if (draft.trim() !== '') onRename(draft.trim());
            setDraft(null);
          }}
        >
          <input
            aria-label="Name"
            className={fieldStyles.input}
            value={draft}
            maxLength={200}
            onChange={(event) => setDraft(event.target.value)}
          />
          <Button type="submit" variant="primary">
            Rename
          </Button>
        </form>
      )}
      <div className={styles.planButtons}>
        <Button isDisabled={isOpen} onPress={onOpen}>
          Open
        </Button>
        <IconButton
          label={`Rename ${name}`}
          icon={Pencil}
          onPress={() => setDraft(draft === null ? plan.name : null)}
        />
        <IconButton label={`Duplicate ${name}`} icon={Copy} onPress={onDuplicate} />
        <IconButton
          label={`Versions of ${name}`}
          icon={History}
          isOn={showsVersions}
          onPress={() => setShowsVersions(!showsVersions)}
        />
        <IconButton label={`Delete ${name}`} icon={Trash2} isDisabled={isOpen} onPress={onDelete} />
      </div>
      {showsVersions ? <VersionList planId={plan.id} isOpen={isOpen} /> : null}
    </li>
  );
}
