import { useSyncExternalStore } from 'react';
import { useActions } from '../shell/action-context.ts';
import type { DialogComponentProps } from '../shell/dialog-props.ts';
import { Button } from '../theme/button.tsx';
import { Dialog } from '../theme/dialog.tsx';
import styles from './share.module.css';

/** Says why something could not be opened, and what to do about it. */
export function ProblemDialog({ onClose }: DialogComponentProps) {
  const { dialogInput } = useActions();
  const { problem } = useSyncExternalStore(dialogInput.cell.subscribe, dialogInput.cell.getState);
  if (problem === null) return null;
  return (
    <Dialog
      title={problem.title}
      role="alertdialog"
      onClose={onClose}
      footer={
        <Button variant="primary" onPress={onClose}>
          Close
        </Button>
      }
    >
      <ul className={styles.reasons}>
        {problem.reasons.map(({ message, hint }) => (
          <li key={message}>
            <p>{message}</p>
            <p className={styles.muted}>{hint}</p>
          </li>
        ))}
      </ul>
      <p className={styles.muted}>Your open plan is as it was.</p>
    </Dialog>
  );
}
