import type { ReactNode } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { FigureId } from '../../domain/estimate/explain-figure.ts';
import { classNames } from '../theme/class-names.ts';
import styles from './figure-button.module.css';
import { FigureExplanation } from './figure-explanation.tsx';

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
  return (
    <DialogTrigger>
      <Button className={className ?? classNames(styles.inline)} aria-label={label}>
        {children}
      </Button>
      <Popover className={classNames(styles.popover)} placement="bottom start">
        <Dialog className={classNames(styles.dialog)}>
          <FigureExplanation figureId={figureId} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
