import { useId, useState } from 'react';
import { renamePlan } from '../../domain/plan/commands/rename-plan.ts';
import { Button } from '../theme/button.tsx';
import { Dialog } from '../theme/dialog.tsx';
import styles from '../theme/field.module.css';
import { useDocument } from '../use-stores.ts';
import type { DialogComponentProps } from './dialog-props.ts';

const MAX_LENGTH = 200;

/** Asks for the plan's name. */
export function RenameDialog({ onClose }: DialogComponentProps) {
  const id = useId();
  const current = useDocument((state) => state.plan.name);
  const dispatch = useDocument((state) => state.dispatch);
  const [name, setName] = useState(current);
  const rename = (): void => {
    dispatch(renamePlan(name.trim()));
    onClose();
  };
  return (
    <Dialog
      title="Rename plan"
      size="small"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isDisabled={name.trim() === ''} onPress={rename}>
            Rename
          </Button>
        </>
      }
    >
      <form
        className={styles.stacked}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') rename();
        }}
      >
        <label htmlFor={id}>Name</label>
        <input
          id={id}
          className={styles.input}
          value={name}
          maxLength={MAX_LENGTH}
          autoFocus
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setName(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
