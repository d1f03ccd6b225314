import { useEffect, useRef, useState } from 'react';
import { dispatch } from '../../actions/dispatch.ts';
import { rectangleToScreen } from '../../domain/canvas/viewport.ts';
import { renameBlock } from '../../domain/plan/commands/rename-block.ts';
import { absoluteRectangle } from '../../domain/plan/drawing/block-geometry.ts';
import { useActions } from '../shell/action-context.ts';
import { useDocument, useSession } from '../use-stores.ts';
import styles from './canvas.module.css';

/** The name of a block, edited in place. Enter and leaving take it over, Escape does not. */
export function RenameField({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const context = useActions();
  const drawing = useDocument((state) => state.plan.drawing);
  const viewport = useSession((state) => state.viewport);
  const size = useSession((state) => state.canvasSize);
  const block = drawing.blocks[id];
  const [draft, setDraft] = useState(block?.name ?? '');
  const ref = useRef<HTMLInputElement>(null);
  const finished = useRef(false);
  useEffect(() => {
    ref.current?.focus();
    ref.current?.select();
  }, []);
  const place = absoluteRectangle(drawing, id);
  if (block === undefined || place === undefined) return null;
  const box = rectangleToScreen(viewport, place);
  const finish = (take: boolean) => {
    if (finished.current) return;
    finished.current = true;
    const name = draft.trim();
    if (take && name !== block.name) dispatch(context, renameBlock(id, name));
    onDone();
  };
  const width = Math.min(360, Math.max(140, box.width - 8));
  return (
    <input
      ref={ref}
      className={styles.rename}
      style={{
        left: Math.min(size.width - width - 4, Math.max(4, box.x + 4)),
        top: Math.min(size.height - 34, Math.max(4, box.y + 3)),
        width,
      }}
      aria-label={`Name of ${block.name || block.kind}`}
      maxLength={200}
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') finish(true);
        if (event.key === 'Escape') finish(false);
      }}
    />
  );
}
