import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  Copy,
  type LucideIcon,
  Trash2,
} from 'lucide-react';
import { runAction } from '../../actions/run-action.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { repeatBlocks } from '../../editor/selection-commands.ts';
import { LostSection } from '../losses/lost-section.tsx';
import { useCompiled } from '../results/estimate-context.ts';
import { findAction, useActions } from '../shell/action-context.ts';
import { IconButton } from '../theme/button.tsx';
import { useDocument } from '../use-stores.ts';
import styles from './inspector.module.css';
import { QuantityField } from './quantity-field.tsx';
import { Section } from './section.tsx';
import { useDispatch } from './use-dispatch.ts';

const ARRANGE: readonly (readonly [actionId: string, icon: LucideIcon])[] = [
  ['align-left', AlignStartVertical],
  ['align-center', AlignCenterVertical],
  ['align-right', AlignEndVertical],
  ['align-top', AlignStartHorizontal],
  ['align-middle', AlignCenterHorizontal],
  ['align-bottom', AlignEndHorizontal],
  ['distribute-horizontal', AlignHorizontalDistributeCenter],
  ['distribute-vertical', AlignVerticalDistributeCenter],
];

/** What can be done with several blocks and links at once. */
export function SelectionInspector({ ids }: { readonly ids: readonly string[] }) {
  const context = useActions();
  const compiled = useCompiled();
  const drawing = useDocument((state) => state.plan.drawing);
  const dispatch = useDispatch();
  const blocks = ids.flatMap((id) => drawing.blocks[id] ?? []);
  const links = ids.length - blocks.length;
  const counts = new Set(blocks.map((block) => block.count));
  const [common] = counts;
  const accelerators = blocks.reduce((sum, block) => sum + (compiled?.counts.perBlock.get(block.id) ?? 0), 0);
  const parts = [
    blocks.length === 0 ? null : `${blocks.length} block${blocks.length === 1 ? '' : 's'}`,
    links === 0 ? null : `${links} link${links === 1 ? '' : 's'}`,
  ].filter((part) => part !== null);
  return (
    <>
      <header className={styles.head}>
        <p className={styles.kind}>Selection</p>
        <h2 className={styles.title}>{parts.join(' and ')}</h2>
      </header>
      <Section title="Arrange">
        <div className={styles.buttons}>
          {[...ARRANGE, ['duplicate', Copy] as const, ['delete-selection', Trash2] as const].map(([id, icon]) => {
            const action = findAction(id);
            return (
              <IconButton
                key={id}
                label={action.label(context)}
                icon={icon}
                isDisabled={!action.isEnabled(context)}
                onPress={() => runAction(action, context)}
              />
            );
          })}
        </div>
      </Section>
      {blocks.length === 0 ? null : (
        <Section title="All of them">
          <QuantityField
            label="Count of each"
            dimension="count"
            value={counts.size === 1 ? (common ?? null) : null}
            placeholder="different"
            minimum={1}
            maximum={1_000_000}
            steps="integer"
            onChange={(count) => {
              const command = repeatBlocks(
                blocks.map((block) => block.id),
                count,
              );
              return command === undefined ? null : dispatch(command);
            }}
          />
          {accelerators === 0 ? null : (
            <dl className={styles.facts}>
              <dt>Accelerators inside</dt>
              <dd>{formatQuantity('count', accelerators).text}</dd>
            </dl>
          )}
        </Section>
      )}
      <LostSection ids={ids} />
    </>
  );
}
