import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Button, DialogTrigger, Popover } from 'react-aria-components';
import type { FigureId } from '../../domain/estimate/explain-figure.ts';
import { classNames } from '../theme/class-names.ts';
import { useSession } from '../use-stores.ts';
import styles from './figure-button.module.css';

const FigureDialog = lazy(async () => ({ default: (await import('./figure-dialog.tsx')).FigureDialog }));

/** A figure that opens to what it is made of. */
export function FigureButton({
  figureId,
  label,
  className,
  children,
}: {
  readonly figureId: FigureId;
  /** The figure's name and value, said aloud. */
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const hasDialog = useSession((state) => state.openDialog !== null);
  // A dialog that a shortcut or a link inside opens would lie under it.
  if (isOpen && hasDialog) setIsOpen(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setIsOpen}>
      <Button className={className ?? classNames(styles.inline)} aria-label={label}>
        {children}
      </Button>
      <Popover className={classNames(styles.popover)} placement="bottom start">
        <Suspense fallback={null}>
          <FigureDialog figureId={figureId} />
        </Suspense>
      </Popover>
    </DialogTrigger>
  );
}
