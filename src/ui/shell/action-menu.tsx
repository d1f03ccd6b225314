import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import { Keyboard, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { runAction } from '../../actions/run-action.ts';
import { formatShortcut } from '../../actions/shortcut.ts';
import { classNames } from '../theme/class-names.ts';
import styles from '../theme/menu.module.css';
import { findAction, useActions } from './action-context.ts';
import { IS_MAC } from './platform.ts';

/** One part of a menu: actions that belong together. */
export interface ActionMenuSection {
  readonly label: string;
  readonly actionIds: readonly string[];
}

/** A button that opens a menu of actions. */
export function ActionMenu({
  label,
  sections,
  children,
  placement = 'bottom start',
}: {
  /** What the menu holds, said aloud. */
  readonly label: string;
  readonly sections: readonly ActionMenuSection[];
  /** The button. */
  readonly children: ReactElement;
  readonly placement?: 'bottom start' | 'bottom end';
}) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={classNames(styles.popover)} placement={placement}>
        <ActionItems label={label} sections={sections} />
      </Popover>
    </MenuTrigger>
  );
}

/** Rendered only while the menu is open, so that labels and states are those of this moment. */
function ActionItems({ label, sections }: { readonly label: string; readonly sections: readonly ActionMenuSection[] }) {
  const context = useActions();
  const actions = sections.flatMap((section) => section.actionIds.map(findAction));
  const disabled = actions.filter((action) => !action.isEnabled(context)).map((action) => action.id);
  return (
    <Menu
      className={classNames(styles.list)}
      aria-label={label}
      disabledKeys={disabled}
      onAction={(key) => {
        // After the menu has given the focus back, so that a dialog that opens now takes it from the right place.
        setTimeout(() => runAction(findAction(String(key)), context));
      }}
    >
      {sections.map((section) => (
        <MenuSection key={section.label} aria-label={section.label} className={classNames(styles.section)}>
          {section.actionIds.map(findAction).map((action) => {
            const text = action.label(context);
            const [shortcut] = action.shortcuts;
            return (
              <MenuItem key={action.id} id={action.id} textValue={text} className={classNames(styles.item)}>
                {action.isOn === undefined ? null : (
                  <span className={styles.check}>
                    {action.isOn(context) ? <Check size={14} aria-label="on" /> : null}
                  </span>
                )}
                <span className={styles.label}>{text}</span>
                {shortcut === undefined ? null : (
                  <Keyboard className={styles.keys}>{formatShortcut(shortcut, IS_MAC)}</Keyboard>
                )}
              </MenuItem>
            );
          })}
        </MenuSection>
      ))}
    </Menu>
  );
}
