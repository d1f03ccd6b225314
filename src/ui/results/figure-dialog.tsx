import { Dialog } from 'react-aria-components';
import type { FigureId } from '../../domain/estimate/explain-figure.ts';
import { classNames } from '../theme/class-names.ts';
import styles from './figure-button.module.css';
import { FigureExplanation } from './figure-explanation.tsx';

/** The dialog of a figure; it is mounted with its heading, so that the heading names it. */
export function FigureDialog({ figureId }: { readonly figureId: FigureId }) {
  return (
    <Dialog className={classNames(styles.dialog)}>
      <FigureExplanation figureId={figureId} />
    </Dialog>
  );
}
