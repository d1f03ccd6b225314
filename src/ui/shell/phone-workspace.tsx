import { ChartNoAxesColumn, ListTree, type LucideIcon, Pencil, SlidersHorizontal } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { Canvas } from '../canvas/canvas.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { Outline } from '../outline/outline.tsx';
import { classNames } from '../theme/class-names.ts';
import { useSession } from '../use-stores.ts';
import { Drawer } from './drawer.tsx';
import styles from './workspace.module.css';

const PARTS: readonly {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly content: ReactNode;
}[] = [
  { id: 'canvas', label: 'Drawing', icon: Pencil, content: <Canvas /> },
  { id: 'figures', label: 'Figures', icon: ChartNoAxesColumn, content: <Drawer canFold={false} /> },
  { id: 'inspector', label: 'Values', icon: SlidersHorizontal, content: <Inspector /> },
  { id: 'outline', label: 'Outline', icon: ListTree, content: <Outline /> },
];

/** One thing at a time, chosen at the foot of the page. */
export function PhoneWorkspace() {
  const [part, setPart] = useState('canvas');
  const wantsChecks = useSession((state) => state.wantsChecks);
  useEffect(() => {
    if (wantsChecks) setPart('inspector');
  }, [wantsChecks]);
  return (
    <Tabs className={classNames(styles.phone)} selectedKey={part} onSelectionChange={(key) => setPart(String(key))}>
      {PARTS.map(({ id, content }) => (
        <TabPanel key={id} id={id} className={classNames(styles.phonePanel)}>
          {content}
        </TabPanel>
      ))}
      <TabList className={classNames(styles.phoneTabs)} aria-label="Parts of the plan">
        {PARTS.map(({ id, label, icon: Icon }) => (
          <Tab key={id} id={id} className={classNames(styles.phoneTab)}>
            <Icon size={18} aria-hidden />
            {label}
          </Tab>
        ))}
      </TabList>
    </Tabs>
  );
}
