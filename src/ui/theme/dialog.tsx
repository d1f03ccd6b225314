import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './dialog.module.css';

/** A dialog over the page; Escape and a click beside it close it. */
export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the foot, the main one last. */
  readonly footer?: ReactNode;
  readonly size?: 'small' | 'medium' | 'large' | 'full';
  /** `alertdialog` for what went wrong and must be read. */
  readonly role?: 'dialog' | 'alertdialog';
}

/** A dialog over the page. Shown as long as it is mounted. */
export function Dialog({ title, onClose, children, footer, size = 'medium', role = 'dialog' }: DialogProps) {
  const ref = useRef<HTMLElement>(null);
  // A button that goes away or is switched off while it has the focus drops it on the page, where Escape reaches no dialog.
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) ref.current?.focus();
  });
  return (
    <ModalOverlay
      className={classNames(styles.overlay)}
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className={classNames(styles.modal, styles[size])}>
        <AriaDialog ref={ref} className={classNames(styles.dialog)} role={role}>
          <header className={classNames(styles.header)}>
            <Heading slot="title" level={2} className={classNames(styles.title)}>
              {title}
            </Heading>
            <IconButton label="Close" icon={X} onPress={onClose} />
          </header>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
          <section className={classNames(styles.body)} tabIndex={0} aria-label={title}>
            {children}
          </section>
          {footer === undefined ? null : <footer className={classNames(styles.footer)}>{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
