import { FileInput, Link2 } from 'lucide-react';
import { useId, useState } from 'react';
import { openDroppedFile } from '../../actions/open-dropped-file.ts';
import { openLink } from '../../actions/open-link.ts';
import { useActions } from '../shell/action-context.ts';
import type { DialogComponentProps } from '../shell/dialog-props.ts';
import { Button } from '../theme/button.tsx';
import { Dialog } from '../theme/dialog.tsx';
import fieldStyles from '../theme/field.module.css';
import styles from './share.module.css';

/** Opens a plan from a file or a link, as a plan of its own. */
export function OpenDialog({ onClose }: DialogComponentProps) {
  const id = useId();
  const context = useActions();
  const [link, setLink] = useState('');
  const open = async (): Promise<void> => {
    onClose();
    await openLink(context, link);
  };
  return (
    <Dialog title="Open a plan" onClose={onClose}>
      <div className={styles.open}>
        <section>
          <h3 className={styles.heading}>From a file</h3>
          <p className={styles.muted}>
            A plan file, or a model’s config.json. Dropping it anywhere on the page does the same.
          </p>
          <Button
            icon={FileInput}
            onPress={async () => {
              const file = await context.services.pickFile('.json,application/json');
              if (file === null) return;
              onClose();
              await openDroppedFile(context, file);
            }}
          >
            Choose a file …
          </Button>
        </section>
        <section>
          <label htmlFor={id} className={styles.heading}>
            From a link
          </label>
          <textarea
            id={id}
            className={fieldStyles.area}
            value={link}
            spellCheck={false}
            placeholder="https://…#2…"
            onChange={(event) => setLink(event.target.value)}
          />
          <Button icon={Link2} isDisabled={link.trim() === ''} onPress={open}>
            Open link
          </Button>
        </section>
        <p className={styles.muted}>What is opened becomes a new plan; the one that is open stays in the library.</p>
      </div>
    </Dialog>
  );
}
