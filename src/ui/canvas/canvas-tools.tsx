import { Hand, Maximize, Minus, MousePointer2, Plus, Spline } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { runAction } from '../../actions/run-action.ts';
import { formatShortcut } from '../../actions/shortcut.ts';
import { OverlayMenu } from '../overlay/overlay-menu.tsx';
import { findAction, useActions } from '../shell/action-context.ts';
import { IS_MAC } from '../shell/platform.ts';
import { IconButton } from '../theme/button.tsx';
import { useSession } from '../use-stores.ts';
import styles from './canvas.module.css';

const TOOLS = [
  { id: 'tool-select', tool: 'select', icon: MousePointer2 },
  { id: 'tool-hand', tool: 'hand', icon: Hand },
  { id: 'tool-connect', tool: 'connect', icon: Spline },
] as const;

/** Tools and zoom, floating at the foot of the canvas. */
export function CanvasTools() {
  const context = useActions();
  const tool = useSession((state) => state.tool);
  const zoom = useSession((state) => state.viewport.zoom);
  const run = (id: string) => () => void runAction(findAction(id), context);
  const shortcutOf = (id: string): { shortcut?: string } => {
    const [first] = findAction(id).shortcuts;
    return first === undefined ? {} : { shortcut: formatShortcut(first, IS_MAC) };
  };
  return (
    <div className={styles.tools}>
      <div className={styles.bar} role="toolbar" aria-label="Drawing tools">
        {TOOLS.map(({ id, tool: name, icon }) => (
          <IconButton
            key={id}
            label={findAction(id).label(context)}
            icon={icon}
            isOn={tool === name}
            onPress={run(id)}
            {...shortcutOf(id)}
          />
        ))}
      </div>
      <div className={styles.bar} role="toolbar" aria-label="Overlays">
        <OverlayMenu />
      </div>
      <div className={styles.bar} role="toolbar" aria-label="Zoom">
        <IconButton label="Zoom out" icon={Minus} onPress={run('zoom-out')} {...shortcutOf('zoom-out')} />
        <AriaButton
          className={styles.percent ?? ''}
          aria-label={`Zoom ${formatZoom(zoom)}, set to 100 %`}
          onPress={run('zoom-actual')}
        >
          {formatZoom(zoom)}
        </AriaButton>
        <IconButton label="Zoom in" icon={Plus} onPress={run('zoom-in')} {...shortcutOf('zoom-in')} />
        <IconButton label="Zoom to fit" icon={Maximize} onPress={run('zoom-fit')} {...shortcutOf('zoom-fit')} />
      </div>
    </div>
  );
}

function formatZoom(zoom: number): string {
  const percent = zoom * 100;
  return `${percent >= 10 ? Math.round(percent) : percent.toFixed(1)}\u2009%`;
}
