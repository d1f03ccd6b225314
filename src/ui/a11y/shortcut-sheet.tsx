import type { Action, ActionGroup } from '../../actions/action.ts';
import { ALL_ACTIONS } from '../../actions/all-actions.ts';
import { formatShortcut } from '../../actions/shortcut.ts';
import { useActions } from '../shell/action-context.ts';
import { IS_MAC } from '../shell/platform.ts';
import { Dialog } from '../theme/dialog.tsx';
import styles from './shortcut-sheet.module.css';

const GROUPS: readonly ActionGroup[] = ['Plan', 'Edit', 'Arrange', 'View', 'Share', 'Help'];

/** Keys of the canvas and of fields, which are no actions of their own. */
const OTHER_KEYS: readonly (readonly [what: string, keys: string])[] = [
  ['Move the selection', '↑ ↓ ← →'],
  ['Pan the canvas', 'Space + drag, or the wheel'],
  ['Zoom to the pointer', 'Ctrl + wheel, or pinch'],
  ['Add to the selection', 'Shift + click'],
  ['Change a number', '↑ ↓, with Shift ×10'],
  ['Scrub a number', 'Drag its label'],
  ['Close what is open', 'Esc'],
];

/** All keys, by what they are for. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const withKeys = ALL_ACTIONS.filter((action) => action.shortcuts.length > 0);
  return (
    <Dialog title="Keyboard shortcuts" size="large" onClose={onClose}>
      <div className={styles.sheet}>
        {GROUPS.map((group) => {
          const actions = withKeys.filter((action) => action.group === group);
          return actions.length === 0 ? null : <KeyGroup key={group} title={group} actions={actions} />;
        })}
        <section className={styles.group}>
          <h3>Canvas and fields</h3>
          {OTHER_KEYS.map(([what, keys]) => (
            <div key={what} className={styles.row}>
              <span>{what}</span>
              <kbd>{keys}</kbd>
            </div>
          ))}
        </section>
      </div>
    </Dialog>
  );
}

function KeyGroup({ title, actions }: { readonly title: string; readonly actions: readonly Action[] }) {
  const context = useActions();
  return (
    <section className={styles.group}>
      <h3>{title}</h3>
      {actions.map((action) => (
        <div key={action.id} className={styles.row}>
          <span>{action.label(context)}</span>
          <kbd>{formatShortcut(action.shortcuts[0] ?? '', IS_MAC)}</kbd>
        </div>
      ))}
    </section>
  );
}
