import { Group, Panel, Separator } from 'react-resizable-panels';
import { SKIP_TARGETS } from '../a11y/skip-links.tsx';
import { Canvas } from '../canvas/canvas.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { classNames } from '../theme/class-names.ts';
import { usePreferences } from '../use-stores.ts';
import { Drawer } from './drawer.tsx';
import { LeftPanel } from './left-panel.tsx';
import styles from './workspace.module.css';

const LEFT = { id: 'left', minimum: 200, maximum: 420 } as const;
const RIGHT = { id: 'right', minimum: 280, maximum: 520 } as const;
const DRAWER_MINIMUM = 140;

/** All panels side by side, for wide windows. Sizes and folds are remembered. */
export function WideWorkspace() {
  const panels = usePreferences((state) => state.panels);
  const setPanel = usePreferences((state) => state.setPanel);
  return (
    <Group
      className={classNames(styles.columns)}
      orientation="horizontal"
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (!isUserInteraction) return;
        if (layout.left !== undefined) setPanel('left', { sizePercent: layout.left });
        if (layout.right !== undefined) setPanel('right', { sizePercent: layout.right });
      }}
    >
      {panels.left.collapsed ? null : (
        <>
          <Panel
            id={LEFT.id}
            className={classNames(styles.side)}
            defaultSize={`${panels.left.sizePercent}%`}
            minSize={LEFT.minimum}
            maxSize={LEFT.maximum}
            groupResizeBehavior="preserve-pixel-size"
          >
            <LeftPanel />
          </Panel>
          <Separator className={classNames(styles.vertical)} aria-label="Width of palette and outline" />
        </>
      )}
      <Panel id="middle" minSize={320} className={classNames(styles.middle)}>
        <CanvasAndDrawer />
      </Panel>
      {panels.right.collapsed ? null : (
        <>
          <Separator className={classNames(styles.vertical)} aria-label="Width of the inspector" />
          <Panel
            id={RIGHT.id}
            className={classNames(styles.side)}
            defaultSize={`${panels.right.sizePercent}%`}
            minSize={RIGHT.minimum}
            maxSize={RIGHT.maximum}
            groupResizeBehavior="preserve-pixel-size"
          >
            <Inspector />
          </Panel>
        </>
      )}
    </Group>
  );
}

/** The drawing with the figures below it. */
export function CanvasAndDrawer() {
  const drawer = usePreferences((state) => state.panels.drawer);
  const setPanel = usePreferences((state) => state.setPanel);
  const canvas = (
    <section id={SKIP_TARGETS.canvas} aria-label="Drawing" tabIndex={-1} className={styles.canvas}>
      <Canvas />
    </section>
  );
  if (drawer.collapsed) {
    return (
      <div className={styles.stack}>
        {canvas}
        <section id={SKIP_TARGETS.figures} aria-label="Figures" tabIndex={-1} className={styles.fold}>
          <Drawer isFolded />
        </section>
      </div>
    );
  }
  return (
    <Group
      className={classNames(styles.rows)}
      orientation="vertical"
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (isUserInteraction && layout.drawer !== undefined) setPanel('drawer', { sizePercent: layout.drawer });
      }}
    >
      <Panel id="canvas-panel" minSize={160}>
        {canvas}
      </Panel>
      <Separator className={classNames(styles.horizontal)} aria-label="Height of the figures" />
      <Panel id="drawer" defaultSize={`${drawer.sizePercent}%`} minSize={DRAWER_MINIMUM}>
        <section id={SKIP_TARGETS.figures} aria-label="Figures" tabIndex={-1} className={styles.fill}>
          <Drawer />
        </section>
      </Panel>
    </Group>
  );
}
