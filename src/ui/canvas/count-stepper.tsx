import { Minus, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { dispatch } from '../../actions/dispatch.ts';
import { rectangleToScreen } from '../../domain/canvas/viewport.ts';
import { setCount } from '../../domain/plan/commands/set-count.ts';
import { nameOf } from '../../domain/plan/describe-items.ts';
import { absoluteRectangle } from '../../domain/plan/drawing/block-geometry.ts';
import { useActions } from '../shell/action-context.ts';
import { useDocument, useSession } from '../use-stores.ts';
import styles from './canvas.module.css';

const WIDTH = 124;
const HEIGHT = 30;
const MOST = 1_000_000;

/** How often the selected block is repeated, beside it on the canvas: − ×N +. */
export function CountStepper({ id }: { readonly id: string }) {
  const context = useActions();
  const drawing = useDocument((state) => state.plan.drawing);
  const viewport = useSession((state) => state.viewport);
  const size = useSession((state) => state.canvasSize);
  const count = drawing.blocks[id]?.count;
  const [draft, setDraft] = useState(String(count ?? 1));
  useEffect(() => setDraft(String(count ?? 1)), [count]);
  const place = absoluteRectangle(drawing, id);
  if (count === undefined || place === undefined) return null;
  const box = rectangleToScreen(viewport, place);
  const visible = box.x < size.width && box.y < size.height && box.x + box.width > 0 && box.y + box.height > 0;
  if (!visible || box.width < 24 || box.height < 16) return null;
  const x = Math.min(size.width - WIDTH - 8, Math.max(8, box.x + box.width - WIDTH));
  const above = box.y - HEIGHT - 22;
  const y = above >= 8 ? above : Math.min(size.height - HEIGHT - 56, Math.max(8, box.y + box.height + 22));
  const set = (next: number) => {
    const whole = Math.min(MOST, Math.max(1, Math.round(next)));
    if (Number.isFinite(whole) && whole !== count) dispatch(context, setCount(id, whole, `count:${id}`));
    else setDraft(String(count));
  };
  const name = nameOf(drawing, id);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot float over the drawing without its border.
    <div className={styles.stepper} style={{ left: x, top: y }} role="group" aria-label={`Count of ${name}`}>
      <Button
        className={styles.stepButton ?? ''}
        aria-label="One fewer"
        isDisabled={count <= 1}
        onPress={() => set(count - 1)}
      >
        <Minus size={14} aria-hidden />
      </Button>
      <span aria-hidden="true">×</span>
      <input
        className={styles.stepInput}
        aria-label={`Count of ${name}`}
        inputMode="numeric"
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={() => set(Number(draft))}
        onKeyDown={(event) => {
          if (event.key === 'Enter') set(Number(draft));
          else if (event.key === 'Escape') {
            setDraft(String(count));
            event.currentTarget.blur();
          } else if (event.key === 'ArrowUp') {
            event.preventDefault();
            set(count + 1);
          } else if (event.key === 'ArrowDown') {
            event.preventDefault();
            set(count - 1);
          }
        }}
      />
      <Button className={styles.stepButton ?? ''} aria-label="One more" onPress={() => set(count + 1)}>
        <Plus size={14} aria-hidden />
      </Button>
    </div>
  );
}
