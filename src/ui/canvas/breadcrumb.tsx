import { ChevronRight } from 'lucide-react';
import { Button } from 'react-aria-components';
import { type PlacedBlock, type PlacedDrawing, placeDrawing } from '../../domain/canvas/placed-drawing.ts';
import { rectangleToScreen, type ScreenSize, type Viewport } from '../../domain/canvas/viewport.ts';
import { zoomToSelection } from '../../editor/view-commands.ts';
import { formatWhole } from '../../render/block-facts.ts';
import { useDocument, useSession } from '../use-stores.ts';
import styles from './canvas.module.css';

/** Where one is when zoomed into a block so far that its name has left the screen; each step leads back out. */
export function Breadcrumb() {
  const drawing = useDocument((state) => state.plan.drawing);
  const viewport = useSession((state) => state.viewport);
  const size = useSession((state) => state.canvasSize);
  const setSelection = useSession((state) => state.setSelection);
  const setViewport = useSession((state) => state.setViewport);
  const path = findPath(placeDrawing(drawing), viewport, size);
  if (path.length === 0) return null;
  return (
    <nav aria-label="Shown part of the drawing">
      <ol className={styles.crumbs}>
        {path.map(({ block }, at) => (
          <li key={block.id} className={styles.crumb}>
            {at === 0 ? null : <ChevronRight size={14} aria-hidden />}
            <Button
              className={styles.crumbButton ?? ''}
              onPress={() => {
                setSelection([block.id]);
                const view = zoomToSelection(drawing, [block.id], size);
                if (view !== undefined) setViewport(view);
              }}
            >
              {`${block.name || block.kind}${block.count > 1 ? ` ×${formatWhole(block.count)}` : ''}`}
            </Button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The blocks around the middle of the screen, outermost first; none while the innermost one's head can be seen. */
function findPath(placed: PlacedDrawing, viewport: Viewport, size: ScreenSize): readonly PlacedBlock[] {
  const path: PlacedBlock[] = [];
  let headIsSeen = true;
  for (const block of placed.blocks) {
    const box = rectangleToScreen(viewport, block);
    const around =
      box.x <= size.width / 2 &&
      box.y <= size.height / 2 &&
      box.x + box.width >= size.width / 2 &&
      box.y + box.height >= size.height / 2;
    if (!around || (block.block.parent !== null && path.at(-1)?.block.id !== block.block.parent)) continue;
    if (block.block.parent === null) path.length = 0;
    path.push(block);
    headIsSeen = box.y > -8 && box.x > -40;
  }
  return headIsSeen ? [] : path;
}
