import type { LucideIcon } from 'lucide-react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './button.module.css';
import { classNames } from './class-names.ts';
import { Hint } from './hint.tsx';

/** A button: `primary` once per view at most, `outline` for what stands alone, `plain` in bars and rows. */
export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly variant?: 'plain' | 'outline' | 'primary' | 'danger';
  readonly icon?: LucideIcon;
  readonly children: string;
  /** Key combination shown on hover, as people write it: `Ctrl+K`. */
  readonly shortcut?: string;
}

/** A button with words. */
export function Button({ variant = 'outline', icon: Icon, children, shortcut, ...props }: ButtonProps) {
  const button = (
    <AriaButton {...props} className={classNames(styles.button, styles[variant])}>
      {Icon === undefined ? null : <Icon size={16} aria-hidden />}
      <span>{children}</span>
    </AriaButton>
  );
  return shortcut === undefined ? (
    button
  ) : (
    <Hint text={children} shortcut={shortcut}>
      {button}
    </Hint>
  );
}

/** A button that shows an icon only; its label is read aloud and shown on hover. */
export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'aria-label'> {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly shortcut?: string;
  readonly variant?: 'plain' | 'outline';
  /** Whether what it switches is on; absent = it switches nothing. */
  readonly isOn?: boolean;
}

/** A button with an icon only. */
export function IconButton({ label, icon: Icon, shortcut, variant = 'plain', isOn, ...props }: IconButtonProps) {
  return (
    <Hint text={label} shortcut={shortcut}>
      <AriaButton
        {...props}
        aria-label={label}
        {...(isOn === undefined ? {} : { 'aria-pressed': isOn })}
        className={classNames(styles.button, styles[variant], styles.icon)}
      >
        <Icon size={16} aria-hidden />
      </AriaButton>
    </Hint>
  );
}
