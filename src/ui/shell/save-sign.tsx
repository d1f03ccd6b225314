import { Check, CloudOff, LoaderCircle, type LucideIcon, TriangleAlert } from 'lucide-react';
import { Suspense } from 'react';
import type { SaveState } from '../../storage/save-state.ts';
import { useKeeping, useSaveState } from '../library/keeping-context.ts';
import { Button, IconButton } from '../theme/button.tsx';
import { Dialog } from '../theme/dialog.tsx';

const ICONS: Readonly<Record<SaveState['status'], LucideIcon>> = {
  saved: Check,
  saving: LoaderCircle,
  failed: CloudOff,
  conflict: TriangleAlert,
};

/** Shows whether the open plan is safe. A press writes at once. */
export function SaveSign() {
  return (
    <Suspense fallback={null}>
      <Sign />
    </Suspense>
  );
}

function Sign() {
  const { autosave } = useKeeping();
  const state = useSaveState();
  return (
    <>
      <IconButton label={state.message} icon={ICONS[state.status]} onPress={() => void autosave.flush()} />
      {state.status === 'conflict' ? (
        <ConflictDialog canTakeTheirs={state.theirs !== null} message={state.message} />
      ) : null}
    </>
  );
}

function ConflictDialog({ message, canTakeTheirs }: { readonly message: string; readonly canTakeTheirs: boolean }) {
  const { autosave } = useKeeping();
  return (
    <Dialog
      title="Two tabs changed this plan"
      size="small"
      role="alertdialog"
      // Closing without a choice would leave the plan unsaved without a word, so it keeps this tab's work as a copy.
      onClose={() => void autosave.keepMineAsCopy()}
      footer={
        <>
          {canTakeTheirs ? (
            <>
              <Button onPress={() => void autosave.takeTheirs()}>Show the other tab’s</Button>
              <Button onPress={() => void autosave.keepMine()}>Keep this tab’s</Button>
            </>
          ) : null}
          <Button variant="primary" onPress={() => void autosave.keepMineAsCopy()}>
            Keep both
          </Button>
        </>
      }
    >
      <p>{message}</p>
    </Dialog>
  );
}
