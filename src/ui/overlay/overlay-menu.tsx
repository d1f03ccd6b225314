import { ChevronDown, Layers } from 'lucide-react';
import { Button } from 'react-aria-components';
import { overlayActionId } from '../../actions/show-overlay.ts';
import { OVERLAY_LABELS, PLACED_DIMENSIONS } from '../../domain/overlay/overlay-choices.ts';
import { ActionMenu, type ActionMenuSection } from '../shell/action-menu.tsx';
import { classNames } from '../theme/class-names.ts';
import { usePreferences } from '../use-stores.ts';
import styles from './overlay.module.css';

const SECTIONS: readonly ActionMenuSection[] = [
  {
    label: 'Link load',
    actionIds: ['load', ...PLACED_DIMENSIONS.map((name) => `load-${name}` as const)].map((id) => `overlay-${id}`),
  },
  { label: 'What limits the step', actionIds: ['overlay-sensitivity'] },
  { label: 'Where ranks lie', actionIds: PLACED_DIMENSIONS.map(overlayActionId) },
  { label: 'Site', actionIds: ['overlay-power', 'overlay-heat'] },
  { label: 'Nothing', actionIds: ['overlay-none'] },
];

/** Chooses what is laid over the drawing. */
export function OverlayMenu() {
  const overlay = usePreferences((state) => state.overlay);
  return (
    <ActionMenu label="Overlay" sections={SECTIONS}>
      <Button
        className={classNames(styles.choose, overlay !== 'none' && styles.isOn)}
        aria-label={`Overlay: ${OVERLAY_LABELS[overlay]}`}
      >
        <Layers size={16} aria-hidden />
        <span className={styles.chosen}>{overlay === 'none' ? 'Overlay' : OVERLAY_LABELS[overlay]}</span>
        <ChevronDown size={14} aria-hidden />
      </Button>
    </ActionMenu>
  );
}
