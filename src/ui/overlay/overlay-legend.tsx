import { X } from 'lucide-react';
import { runAction } from '../../actions/run-action.ts';
import { findMark, PLACE_COLORS } from '../../domain/overlay/drawing-overlay.ts';
import { nameOf } from '../../domain/plan/describe-items.ts';
import { overlayColors } from '../../render/overlay-colors.ts';
import { findAction, useActions } from '../shell/action-context.ts';
import { IconButton } from '../theme/button.tsx';
import { useFigureTheme } from '../theme/use-figure-theme.ts';
import { useDocument, usePreferences, useSession } from '../use-stores.ts';
import styles from './overlay.module.css';
import { useOverlay } from './overlay-context.ts';

/** How to read the overlay, its answer, and the exact words of what the pointer or the selection is on. */
export function OverlayLegend() {
  const chosen = usePreferences((state) => state.overlay);
  const overlay = useOverlay();
  const context = useActions();
  const theme = useFigureTheme();
  if (chosen === 'none') return null;
  const colors = overlayColors(theme);
  return (
    <section className={styles.legend} aria-label="Overlay">
      <header className={styles.legendHead}>
        <h2 className={styles.legendTitle}>{overlay?.title ?? 'Overlay'}</h2>
        <IconButton
          label="Hide the overlay"
          icon={X}
          shortcut="Alt+O"
          onPress={() => runAction(findAction('overlay-none'), context)}
        />
      </header>
      {overlay === null ? (
        <p className={styles.legendText}>Comes with the figures.</p>
      ) : (
        <>
          {overlay.legend.ends === null ? null : (
            <div className={styles.scaleRow}>
              <span>{overlay.legend.ends[0]}</span>
              <span
                className={styles.scale}
                aria-hidden
                style={{ background: `linear-gradient(to right, ${colors.stops.join(', ')})` }}
              />
              <span>{overlay.legend.ends[1]}</span>
            </div>
          )}
          {overlay.legend.places.length === 0 ? null : (
            <ol className={styles.places}>
              {overlay.legend.places.map((letters, place) => (
                <li
                  key={letters}
                  className={styles.place}
                  style={{ background: colors.places[place % PLACE_COLORS] ?? '' }}
                >
                  {letters}
                </li>
              ))}
            </ol>
          )}
          <p className={styles.measure}>
            {overlay.legend.measure}
            {overlay.legend.alarm === null ? null : `. ${overlay.legend.alarm}`}
          </p>
          <p className={styles.legendText}>{overlay.summary}</p>
          <Pointed />
        </>
      )}
    </section>
  );
}

/** What the overlay says of the one thing that is under the pointer, else of what is selected. */
function Pointed() {
  const overlay = useOverlay();
  const hovered = useSession((state) => state.hoveredId);
  const selection = useSession((state) => state.selection);
  const drawing = useDocument((state) => state.plan.drawing);
  const id = hovered ?? (selection.length === 1 ? selection[0] : undefined);
  const mark = id === undefined ? undefined : findMark(overlay, id);
  if (id === undefined || mark === undefined) return null;
  return (
    <p className={styles.pointed} data-testid="overlay-pointed">
      <strong>{nameOf(drawing, id)}</strong>: {mark.words}
    </p>
  );
}
