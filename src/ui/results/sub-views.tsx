import { type ComponentType, Suspense } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { DrawerView } from '../../stores/session-store.ts';
import { classNames } from '../theme/class-names.ts';
import { useSession } from '../use-stores.ts';
import styles from './sub-views.module.css';

/** One part of a view of the drawer; `Part` is best a lazy component. */
export interface SubView {
  readonly id: string;
  readonly label: string;
  readonly Part: ComponentType;
}

/** The parts of one view of the drawer, one at a time; a view with a single part shows no row of names. */
export function SubViews({ view, parts }: { readonly view: DrawerView; readonly parts: readonly SubView[] }) {
  const chosen = useSession((state) => state.drawerParts[view]);
  const setPart = useSession((state) => state.setDrawerPart);
  const shown = parts.find(({ id }) => id === chosen) ?? parts[0];
  if (shown === undefined) return null;
  const content = (
    <Suspense fallback={null}>
      <shown.Part />
    </Suspense>
  );
  if (parts.length === 1) return content;
  return (
    <Tabs
      className={classNames(styles.views)}
      selectedKey={shown.id}
      onSelectionChange={(key) => setPart(view, String(key))}
    >
      <TabList className={classNames(styles.names)} aria-label="Parts of this view">
        {parts.map(({ id, label }) => (
          <Tab key={id} id={id} className={classNames(styles.name)}>
            {label}
          </Tab>
        ))}
      </TabList>
      {/* A panel keeps the id that it began with: each part has one of its own. */}
      <TabPanel key={shown.id} id={shown.id} className={classNames(styles.panel)}>
        {content}
      </TabPanel>
    </Tabs>
  );
}
