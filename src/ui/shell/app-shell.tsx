import { LiveRegion } from '../a11y/live-region.tsx';
import { SkipLinks } from '../a11y/skip-links.tsx';
import styles from './app-shell.module.css';
import { Dialogs } from './dialogs.tsx';
import { DropZone } from './drop-zone.tsx';
import { Header } from './header.tsx';
import { MediumWorkspace } from './medium-workspace.tsx';
import { PhoneWorkspace } from './phone-workspace.tsx';
import { Toasts } from './toasts.tsx';
import { useLayout } from './use-layout.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { WideWorkspace } from './workspace.tsx';

/** The whole page: header, panels, dialogs, messages. */
export function AppShell() {
  const layout = useLayout();
  useShortcuts();
  return (
    <DropZone>
      <div className={styles.shell}>
        <SkipLinks
          targets={layout === 'wide' ? ['canvas', 'outline', 'figures', 'inspector'] : ['canvas', 'figures']}
        />
        <Header layout={layout} />
        <main className={styles.main}>
          {layout === 'wide' ? <WideWorkspace /> : layout === 'medium' ? <MediumWorkspace /> : <PhoneWorkspace />}
        </main>
        <Dialogs />
        <Toasts layout={layout} />
        <LiveRegion />
      </div>
    </DropZone>
  );
}
