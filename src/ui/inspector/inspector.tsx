import { SKIP_TARGETS } from '../a11y/skip-links.tsx';
import { useDocument, useSession } from '../use-stores.ts';
import { BlockInspector } from './block-inspector.tsx';
import styles from './inspector.module.css';
import { LinkInspector } from './link-inspector.tsx';
import { PlanInspector } from './plan-inspector.tsx';
import { SelectionInspector } from './selection-inspector.tsx';

/** Values of what is selected; of the plan when nothing is. */
export function Inspector() {
  const selection = useSession((state) => state.selection);
  const drawing = useDocument((state) => state.plan.drawing);
  const [first] = selection;
  const block = first === undefined ? undefined : drawing.blocks[first];
  const link = first === undefined ? undefined : drawing.links[first];
  return (
    <section id={SKIP_TARGETS.inspector} aria-label="Inspector" tabIndex={-1} className={styles.inspector}>
      {selection.length > 1 ? (
        <SelectionInspector ids={selection} />
      ) : block !== undefined ? (
        <BlockInspector key={block.id} block={block} />
      ) : link !== undefined ? (
        <LinkInspector key={link.id} link={link} />
      ) : (
        <PlanInspector />
      )}
    </section>
  );
}
