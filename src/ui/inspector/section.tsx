import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { classNames } from '../theme/class-names.ts';
import styles from './inspector.module.css';

/** A part of the inspector that can be folded. */
export function Section({
  title,
  children,
  isOpen = true,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly isOpen?: boolean;
}) {
  return (
    <Disclosure className={classNames(styles.section)} defaultExpanded={isOpen}>
      <Heading level={3} className={classNames(styles.sectionTitle)}>
        <Button slot="trigger" className={classNames(styles.fold)}>
          <ChevronRight size={14} aria-hidden />
          {title}
        </Button>
      </Heading>
      <DisclosurePanel className={classNames(styles.panel)}>
        <div className={styles.content}>{children}</div>
      </DisclosurePanel>
    </Disclosure>
  );
}
