import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect } from 'react';
import { runAction } from '../../actions/run-action.ts';
import { describeStorageError } from '../../storage/storage-problem.ts';
import { findAction, useActions } from '../shell/action-context.ts';
import type { DialogComponentProps } from '../shell/dialog-props.ts';
import { Button } from '../theme/button.tsx';
import { Dialog } from '../theme/dialog.tsx';
import { useSession } from '../use-stores.ts';
import { useKeeping } from './keeping-context.ts';
import styles from './library.module.css';
import { PlanRow } from './plan-row.tsx';

/** Key under which the list of saved plans is cached. */
const LIBRARY_KEY = ['library'];

/** The saved plans: open, rename, duplicate, delete and take that back, older versions. */
export function LibraryDialog({ onClose }: DialogComponentProps) {
  const context = useActions();
  return (
    <Dialog
      title="Saved plans"
      size="large"
      onClose={onClose}
      footer={
        <>
          <Button onPress={() => runAction(findAction('open-start'), context)}>Templates and examples</Button>
          <Button onPress={() => runAction(findAction('open-other'), context)}>Open file or link …</Button>
        </>
      }
    >
      <Suspense fallback={<p className={styles.muted}>Reading the library …</p>}>
        <PlanList onClose={onClose} />
      </Suspense>
    </Dialog>
  );
}

function PlanList({ onClose }: DialogComponentProps) {
  const { library, autosave } = useKeeping();
  const client = useQueryClient();
  const addToast = useSession((state) => state.addToast);
  const plans = useQuery({
    queryKey: LIBRARY_KEY,
    networkMode: 'always',
    retry: false,
    staleTime: 0,
    queryFn: async () => {
      // What is being edited right now belongs in the list as it is.
      await autosave.flush();
      return library.list();
    },
  });
  useEffect(
    () => library.channel.listen(() => void client.invalidateQueries({ queryKey: LIBRARY_KEY })),
    [library, client],
  );
  const change = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      await client.invalidateQueries({ queryKey: LIBRARY_KEY });
    } catch (error) {
      addToast({ tone: 'error', message: describeStorageError(error).message });
    }
  };
  const open = async (id: string): Promise<void> => {
    onClose();
    const opened = await autosave.open(id);
    if (opened.ok) return;
    addToast({
      tone: 'warning',
      message: opened.message,
      ...(opened.reason === 'unsaved'
        ? { action: { label: 'Open anyway', run: () => void autosave.open(id, { discardUnsaved: true }) } }
        : {}),
    });
  };
  if (plans.isError) return <p className={styles.empty}>{describeStorageError(plans.error).message}</p>;
  if (plans.data === undefined) return <p className={styles.muted}>Reading the library …</p>;
  if (plans.data.length === 0) return <p className={styles.empty}>No plans are saved in this browser yet.</p>;
  return (
    <ul>
      {plans.data.map((plan) => (
        <PlanRow
          key={plan.id}
          plan={plan}
          onOpen={() => void open(plan.id)}
          onRename={(name) => void change(() => library.rename(plan.id, name))}
          onDuplicate={() => void change(() => library.duplicate(plan.id))}
          onDelete={() =>
            void change(async () => {
              await library.remove(plan.id);
              addToast({
                tone: 'info',
                message: `Deleted “${plan.name}”.`,
                action: { label: 'Undo', run: () => void change(() => library.restore(plan.id)) },
              });
            })
          }
        />
      ))}
    </ul>
  );
}
