import { useMemo } from 'react';
import { findBlockPower } from '../../domain/overlay/block-power.ts';
import { updateBlock } from '../../domain/plan/commands/update-block.ts';
import { nameOf } from '../../domain/plan/describe-items.ts';
import type { Block } from '../../domain/plan/plan-document.ts';
import { findFacilityFeeds, redundancyWords } from '../../domain/topology/facility-feeds.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { useEstimate } from '../results/estimate-context.ts';
import { useDocument } from '../use-stores.ts';
import styles from './inspector.module.css';
import { QuantityField } from './quantity-field.tsx';
import { Section } from './section.tsx';
import { useDispatch, useDispatchOrTell } from './use-dispatch.ts';

/** What a power or cooling unit carries, what it feeds, and how many of its neighbours may fail. */
export function UnitSection({ block }: { readonly block: Block }) {
  const dispatch = useDispatch();
  const dispatchOrTell = useDispatchOrTell();
  const drawing = useDocument((state) => state.plan.drawing);
  const { catalog, estimate, estimateOf } = useEstimate();
  const power = useMemo(
    () =>
      catalog === null || estimate === null || estimateOf === null
        ? null
        : findBlockPower(drawing, catalog, estimateOf.scenario.economy.power, estimate.power),
    [drawing, catalog, estimate, estimateOf],
  );
  const feed = findFacilityFeeds(drawing, power).find(({ blocks }) => blocks.some(({ id }) => id === block.id));
  const isPower = block.kind === 'power';
  const watts = (value: number): string => formatQuantity('power', value).text;
  const inside = block.parent === null ? 'everything drawn' : nameOf(drawing, block.parent);
  return (
    <Section title={isPower ? 'Power' : 'Cooling'}>
      <QuantityField
        label={isPower ? 'Each carries' : 'Each takes away'}
        dimension="power"
        value={block.powerLimitWatts}
        placeholder="enough alone"
        minimum={1}
        maximum={1e11}
        onChange={(powerLimitWatts, gesture) => dispatch(updateBlock(block.id, { powerLimitWatts }, gesture))}
        standard={{
          isInForce: block.powerLimitWatts === null,
          source: 'one alone is enough',
          onReset: () => dispatchOrTell(updateBlock(block.id, { powerLimitWatts: null })),
        }}
      />
      {feed === undefined ? null : (
        <dl className={styles.facts}>
          <dt>{isPower ? 'Feeds' : 'Cools'}</dt>
          <dd>{inside}</dd>
          <dt>Units side by side</dt>
          <dd>{formatQuantity('count', feed.units).text}</dd>
          <dt>Together they carry</dt>
          <dd>{feed.capacityWatts === Number.POSITIVE_INFINITY ? 'enough' : watts(feed.capacityWatts)}</dd>
          <dt>Peak inside</dt>
          <dd>{feed.loadWatts === null ? 'not known yet' : watts(feed.loadWatts)}</dd>
          <dt>Redundancy</dt>
          <dd>{redundancyWords(feed)}</dd>
        </dl>
      )}
    </Section>
  );
}
