import { LayoutTemplate, Network, Plus } from 'lucide-react';
import { PALETTE_SEARCH_ID } from '../palette/palette-search-id.ts';
import { Button } from '../theme/button.tsx';
import { usePreferences, useSession } from '../use-stores.ts';
import styles from './canvas.module.css';

/** What to do when nothing is drawn yet. */
export function EmptyCanvas() {
  const setOpenDialog = useSession((state) => state.setOpenDialog);
  const setPanel = usePreferences((state) => state.setPanel);
  const addBlock = () => {
    setPanel('left', { collapsed: false });
    // The panel may only now be mounted.
    requestAnimationFrame(() => document.getElementById(PALETTE_SEARCH_ID)?.focus());
  };
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>Nothing is drawn yet</p>
      <p className={styles.emptyText}>
        Start from a cluster that is already laid out, or drag racks, nodes and switches from the palette.
      </p>
      <div className={styles.emptyButtons}>
        <Button variant="primary" icon={LayoutTemplate} onPress={() => setOpenDialog('start')}>
          Start from a template
        </Button>
        <Button icon={Network} onPress={() => setOpenDialog('generate-network')}>
          Generate a network
        </Button>
        <Button icon={Plus} onPress={addBlock}>
          Add a block
        </Button>
      </div>
    </div>
  );
}
