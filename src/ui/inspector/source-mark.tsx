import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { classNames } from '../theme/class-names.ts';
import styles from './quantity-field.module.css';

/** Says whether a value is the default; opens to what it means and where it is from. */
export function SourceMark({
  label,
  isInForce,
  source,
  meaning,
}: {
  readonly label: string;
  readonly isInForce: boolean;
  readonly source: string;
  readonly meaning?: string;
}) {
  return (
    <DialogTrigger>
      <Button className={classNames(styles.mark, !isInForce && styles.own)} aria-label={`${label}: where it is from`}>
        {isInForce ? 'default' : 'set'}
      </Button>
      <Popover className={classNames(styles.popover)} placement="bottom start">
        <Dialog className={classNames(styles.explanation)} aria-label={`Where ${label} is from`}>
          {meaning === undefined ? null : <p>{meaning}</p>}
          <p className={styles.origin}>
            {isInForce ? 'Default: ' : 'In force: '}
            {source}
          </p>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
