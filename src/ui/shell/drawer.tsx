import { ChevronDown, ChevronUp } from 'lucide-react';
import { type ComponentType, lazy, Suspense } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { DrawerView } from '../../stores/session-store.ts';
import { StepView } from '../results/step-view.tsx';
import { IconButton } from '../theme/button.tsx';
import { classNames } from '../theme/class-names.ts';
import { usePreferences, useSession } from '../use-stores.ts';
import styles from './drawer.module.css';

const CostView = lazy(async () => ({ default: (await import('../results/cost-view.tsx')).CostView }));

const FailuresView = lazy(async () => ({ default: (await import('../results/failures-view.tsx')).FailuresView }));

const MemoryView = lazy(async () => ({ default: (await import('../results/memory-view.tsx')).MemoryView }));

const PowerView = lazy(async () => ({ default: (await import('../results/power-view.tsx')).PowerView }));

const AssumptionsView = lazy(async () => ({
  default: (await import('../results/assumptions-view.tsx')).AssumptionsView,
}));

const ScheduleView = lazy(async () => ({ default: (await import('../schedule/schedule-view.tsx')).ScheduleView }));

const SensitivityView = lazy(async () => ({
  default: (await import('../results/sensitivity-view.tsx')).SensitivityView,
}));

const TimelineView = lazy(async () => ({
  default: (await import('../timeline/timeline-view.tsx')).TimelineView,
}));

const VIEWS: readonly { readonly id: DrawerView; readonly label: string; readonly View: ComponentType }[] = [
  { id: 'step', label: 'Step', View: StepView },
  { id: 'timeline', label: 'Timeline', View: TimelineView },
  { id: 'memory', label: 'Memory', View: MemoryView },
  { id: 'cost', label: 'Cost', View: CostView },
  { id: 'power', label: 'Power', View: PowerView },
  { id: 'failures', label: 'Failures', View: FailuresView },
  { id: 'schedule', label: 'Schedule', View: ScheduleView },
  { id: 'sensitivity', label: 'Sensitivity', View: SensitivityView },
  { id: 'assumptions', label: 'Assumptions', View: AssumptionsView },
];

/** The views of the figures, one at a time. Folded, only their names remain. */
export function Drawer({
  isFolded = false,
  canFold = true,
}: {
  readonly isFolded?: boolean;
  readonly canFold?: boolean;
}) {
  const view = useSession((state) => state.drawerView);
  const setView = useSession((state) => state.setDrawerView);
  const setPanel = usePreferences((state) => state.setPanel);
  return (
    <Tabs
      className={classNames(styles.drawer)}
      selectedKey={view}
      onSelectionChange={(key) => {
        const chosen = VIEWS.find((candidate) => candidate.id === key);
        if (chosen === undefined) return;
        setView(chosen.id);
        if (isFolded) setPanel('drawer', { collapsed: false });
      }}
    >
      <div className={styles.bar}>
        <TabList className={classNames(styles.tabs)} aria-label="Figures">
          {VIEWS.map(({ id, label }) => (
            <Tab key={id} id={id} className={classNames(styles.tab)}>
              {label}
            </Tab>
          ))}
        </TabList>
        {canFold ? (
          <IconButton
            label={isFolded ? 'Show the figures' : 'Hide the figures'}
            icon={isFolded ? ChevronUp : ChevronDown}
            onPress={() => setPanel('drawer', { collapsed: !isFolded })}
          />
        ) : null}
      </div>
      {VIEWS.map(({ id, View }) => (
        <TabPanel key={id} id={id} className={classNames(styles.panel, isFolded && styles.folded)}>
          <Suspense fallback={null}>
            <View />
          </Suspense>
        </TabPanel>
      ))}
    </Tabs>
  );
}
