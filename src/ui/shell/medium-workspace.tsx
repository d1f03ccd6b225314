import { ListTree, type LucideIcon, Plus, SlidersHorizontal } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import { SKIP_TARGETS } from '../a11y/skip-links.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { Outline } from '../outline/outline.tsx';
import { Palette } from '../palette/palette.tsx';
import { IconButton } from '../theme/button.tsx';
import { classNames } from '../theme/class-names.ts';
import { useSession } from '../use-stores.ts';
import styles from './workspace.module.css';
import { CanvasAndDrawer } from './workspace.tsx';

type Sheet = 'palette' | 'outline' | 'inspector';

const SHEETS: Readonly<
  Record<Sheet, { readonly label: string; readonly icon: LucideIcon; readonly content: ReactNode }>
> = {
  palette: { label: 'Add blocks', icon: Plus, content: <Palette /> },
  outline: { label: 'Outline', icon: ListTree, content: <Outline /> },
  inspector: { label: 'Inspector', icon: SlidersHorizontal, content: <Inspector /> },
};

/** The canvas with a rail of icons; palette, outline and inspector come as sheets over it. */
export function MediumWorkspace() {
  const [open, setOpen] = useState<Sheet | null>(null);
  const wantsChecks = useSession((state) => state.wantsChecks);
  useEffect(() => {
    if (wantsChecks) setOpen('inspector');
  }, [wantsChecks]);
  return (
    <div className={styles.medium}>
      <nav className={styles.rail} aria-label="Panels">
        {(Object.keys(SHEETS) as Sheet[]).map((sheet) => (
          <IconButton
            key={sheet}
            label={SHEETS[sheet].label}
            icon={SHEETS[sheet].icon}
            isOn={open === sheet}
            onPress={() => setOpen(open === sheet ? null : sheet)}
          />
        ))}
      </nav>
      <div className={styles.middle}>
        <CanvasAndDrawer />
      </div>
      {open === null ? null : (
        <aside
          key={open}
          id={open === 'palette' ? undefined : SKIP_TARGETS[open]}
          aria-label={SHEETS[open].label}
          tabIndex={-1}
          className={classNames(styles.sheet, open === 'inspector' ? styles.sheetRight : styles.sheetLeft)}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key === 'Escape' && !event.defaultPrevented) setOpen(null);
          }}
        >
          {SHEETS[open].content}
        </aside>
      )}
    </div>
  );
}
