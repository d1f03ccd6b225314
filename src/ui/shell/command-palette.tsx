import { Search } from 'lucide-react';
import {
  Autocomplete,
  Dialog,
  Input,
  Keyboard,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from 'react-aria-components';
import { ALL_ACTIONS } from '../../actions/all-actions.ts';
import { runAction } from '../../actions/run-action.ts';
import { formatShortcut } from '../../actions/shortcut.ts';
import { classNames } from '../theme/class-names.ts';
import dialogStyles from '../theme/dialog.module.css';
import menuStyles from '../theme/menu.module.css';
import { findAction, useActions } from './action-context.ts';
import styles from './command-palette.module.css';
import type { DialogComponentProps } from './dialog-props.ts';
import { IS_MAC } from './platform.ts';

/** Finds any command by its name and runs it. */
export function CommandPalette({ onClose }: DialogComponentProps) {
  const context = useActions();
  const { contains } = useFilter({ sensitivity: 'base' });
  const actions = ALL_ACTIONS.filter((action) => action.id !== 'command-palette' && action.isEnabled(context));
  // Every typed word must be somewhere in the label: "zoom fit" finds "Zoom to fit".
  const matches = (label: string, typed: string): boolean =>
    typed
      .trim()
      .split(/\s+/)
      .every((word) => contains(label, word));
  return (
    <ModalOverlay
      className={classNames(dialogStyles.overlay)}
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className={classNames(dialogStyles.modal, styles.palette)}>
        <Dialog aria-label="Commands" className={classNames(dialogStyles.dialog)}>
          <Autocomplete filter={matches}>
            <SearchField aria-label="Find a command" autoFocus className={classNames(styles.search)}>
              <Search size={16} aria-hidden />
              <Input placeholder="Find a command" className={classNames(styles.input)} />
            </SearchField>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
            <section className={styles.list} aria-label="Commands found" tabIndex={0}>
              <Menu
                aria-label="Commands"
                className={classNames(menuStyles.list)}
                renderEmptyState={() => <p className={styles.empty}>No command is called that.</p>}
                onAction={(key) => {
                  onClose();
                  setTimeout(() => runAction(findAction(String(key)), context));
                }}
              >
                {actions.map((action) => {
                  const text = action.label(context);
                  const [shortcut] = action.shortcuts;
                  return (
                    <MenuItem
                      key={action.id}
                      id={action.id}
                      textValue={`${action.group} ${text}`}
                      className={classNames(menuStyles.item)}
                    >
                      <span className={styles.group}>{action.group}</span>
                      <span className={menuStyles.label}>{text}</span>
                      {shortcut === undefined ? null : (
                        <Keyboard className={menuStyles.keys}>{formatShortcut(shortcut, IS_MAC)}</Keyboard>
                      )}
                    </MenuItem>
                  );
                })}
              </Menu>
            </section>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
