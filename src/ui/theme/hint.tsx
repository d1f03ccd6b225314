import type { ReactElement } from 'react';
import { Tooltip, TooltipTrigger } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './hint.module.css';

const DELAY_MILLISECONDS = 500;

/** A short text beside what the pointer or the focus rests on. */
export function Hint({
  text,
  shortcut,
  children,
}: {
  readonly text: string;
  readonly shortcut?: string | undefined;
  readonly children: ReactElement;
}) {
  return (
    <TooltipTrigger delay={DELAY_MILLISECONDS} closeDelay={0}>
      {children}
      <Tooltip className={classNames(styles.hint)} offset={6}>
        {text}
        {shortcut === undefined ? null : <kbd className={classNames(styles.keys)}>{shortcut}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
