import { SKIP_TARGETS } from '../a11y/skip-links.tsx';
import { Outline } from '../outline/outline.tsx';
import { Palette } from '../palette/palette.tsx';
import styles from './workspace.module.css';

/** What can be drawn, and below it what is drawn, as a tree. */
export function LeftPanel() {
  return (
    <div className={styles.left}>
      <section aria-label="Add blocks" className={styles.palette}>
        <Palette />
      </section>
      <section id={SKIP_TARGETS.outline} aria-label="Outline" tabIndex={-1} className={styles.outline}>
        <Outline />
      </section>
    </div>
  );
}
