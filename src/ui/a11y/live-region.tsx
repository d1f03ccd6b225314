import { useSession } from '../use-stores.ts';
import styles from './a11y.module.css';

/** Says to the screen reader what changed. */
export function LiveRegion() {
  const text = useSession((state) => state.announcement);
  const number = useSession((state) => state.announcementNumber);
  return (
    <div className={styles.hidden} role="status" aria-live="polite">
      {/* A new element each time, so that the same words twice are said twice. */}
      <span key={number}>{text}</span>
    </div>
  );
}
