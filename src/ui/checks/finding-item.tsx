import { CircleAlert, Info, TriangleAlert, Wrench } from 'lucide-react';
import type { Finding } from '../../domain/topology/checks/finding.ts';
import { Button } from '../theme/button.tsx';
import { useDocument, useSession } from '../use-stores.ts';
import styles from './checks.module.css';
import { MendButtons } from './mend-buttons.tsx';

const SIGNS = { problem: CircleAlert, warning: TriangleAlert, information: Info } as const;
const WORDS = { problem: 'Problem', warning: 'Warning', information: 'To know' } as const;

/** One finding: what it is, what would mend it, and buttons that show and mend it. */
export function FindingItem({
  finding,
  showsItems = true,
  onMended,
}: {
  readonly finding: Finding;
  readonly showsItems?: boolean;
  readonly onMended?: () => void;
}) {
  const setSelection = useSession((state) => state.setSelection);
  const drawing = useDocument((state) => state.plan.drawing);
  const { severity, message, advice, mends, itemIds } = finding;
  const Sign = SIGNS[severity];
  const select = (): void => {
    // What the finding is about may have gone a moment ago.
    setSelection(itemIds.filter((id) => drawing.blocks[id] !== undefined || drawing.links[id] !== undefined));
  };
  return (
    <li className={styles.finding} data-severity={severity}>
      <Sign size={14} aria-label={WORDS[severity]} className={styles.sign} />
      <div>
        <p>{message}</p>
        {advice === null ? null : <p className={styles.advice}>{advice}</p>}
        <div className={styles.buttons}>
          {showsItems ? <Button onPress={select}>Show</Button> : null}
          <MendButtons mends={mends} icon={Wrench} {...(onMended === undefined ? {} : { onMended })} />
        </div>
      </div>
    </li>
  );
}
