import { lazy, Suspense } from 'react';
import { renameBlock } from '../../domain/plan/commands/rename-block.ts';
import { setCount } from '../../domain/plan/commands/set-count.ts';
import { updateBlock } from '../../domain/plan/commands/update-block.ts';
import { isFacilityUnit } from '../../domain/plan/drawing/nesting-rules.ts';
import type { Block, BlockKind } from '../../domain/plan/plan-document.ts';
import { countInstances } from '../../domain/topology/summarize-drawing.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { LostSection } from '../losses/lost-section.tsx';
import { useCatalog, useCompiled } from '../results/estimate-context.ts';
import { SelectField } from '../theme/select-field.tsx';
import { TextField } from '../theme/text-field.tsx';
import { useDocument } from '../use-stores.ts';
import { BlockCatalogSection } from './block-catalog-section.tsx';
import { ExceptionsSection } from './exceptions-section.tsx';
import styles from './inspector.module.css';
import { QuantityField } from './quantity-field.tsx';
import { ScenarioNotes } from './scenario-notes.tsx';
import { Section } from './section.tsx';
import { StorageSection } from './storage-section.tsx';
import { TorusField } from './torus-field.tsx';
import { useDispatch, useDispatchOrTell } from './use-dispatch.ts';

const UnitSection = lazy(async () => ({ default: (await import('./unit-section.tsx')).UnitSection }));

const KIND_WORDS: Readonly<Record<BlockKind, string>> = {
  site: 'Site',
  hall: 'Hall',
  row: 'Row',
  rack: 'Rack',
  node: 'Node',
  accelerator: 'Accelerator',
  switch: 'Switch',
  storage: 'Storage',
  power: 'Power unit',
  cooling: 'Cooling unit',
};

const NO_REGION = 'none';

/** Values of one block. */
export function BlockInspector({ block }: { readonly block: Block }) {
  const catalog = useCatalog();
  const compiled = useCompiled();
  const drawing = useDocument((state) => state.plan.drawing);
  const dispatch = useDispatch();
  const dispatchOrTell = useDispatchOrTell();
  const instances = countInstances(drawing).get(block.id) ?? block.count;
  const accelerators = compiled?.counts.perBlock.get(block.id);
  const count = (value: number): string => formatQuantity('count', value).text;
  const regions = catalog?.catalog.regions ?? [];
  return (
    <>
      <header className={styles.head}>
        <p className={styles.kind}>{KIND_WORDS[block.kind]}</p>
        <h2 className={styles.title}>{block.name === '' ? KIND_WORDS[block.kind] : block.name}</h2>
      </header>
      <ScenarioNotes itemId={block.id} />
      <Section title="Block">
        <TextField
          label="Name"
          value={block.name}
          maxLength={200}
          onCommit={(name) => dispatchOrTell(renameBlock(block.id, name))}
        />
        <QuantityField
          label={block.parent === null ? 'Count' : 'Count in each parent'}
          dimension="count"
          value={block.count}
          minimum={1}
          maximum={1_000_000}
          steps="integer"
          onChange={(value, gesture) => dispatch(setCount(block.id, value, gesture))}
        />
        <dl className={styles.facts}>
          <dt>In the whole drawing</dt>
          <dd>{count(instances)}</dd>
          {accelerators === undefined ? null : (
            <>
              <dt>Accelerators inside</dt>
              <dd>{count(accelerators)}</dd>
            </>
          )}
        </dl>
        {block.kind === 'site' ? (
          <SelectField
            label="Region"
            value={block.regionId ?? NO_REGION}
            options={[
              { id: NO_REGION, label: 'Not said' },
              ...regions.map((region) => ({ id: region.id, label: region.name, note: region.country })),
            ]}
            onChange={(id) => dispatchOrTell(updateBlock(block.id, { regionId: id === NO_REGION ? null : id }))}
          />
        ) : null}
        {['switch', 'storage', 'power', 'cooling'].includes(block.kind) ? null : (
          <QuantityField
            label="Power limit of each"
            dimension="power"
            value={block.powerLimitWatts}
            placeholder="no limit"
            minimum={1}
            maximum={1e11}
            onChange={(powerLimitWatts, gesture) => dispatch(updateBlock(block.id, { powerLimitWatts }, gesture))}
            standard={{
              isInForce: block.powerLimitWatts === null,
              source: 'no limit drawn',
              onReset: () => dispatchOrTell(updateBlock(block.id, { powerLimitWatts: null })),
            }}
          />
        )}
        {['switch', 'storage', 'accelerator', 'power', 'cooling'].includes(block.kind) ? null : (
          <TorusField block={block} />
        )}
      </Section>
      {block.kind === 'storage' ? (
        <StorageSection block={block} />
      ) : isFacilityUnit(block.kind) ? (
        <Suspense fallback={null}>
          <UnitSection block={block} />
        </Suspense>
      ) : (
        <BlockCatalogSection block={block} />
      )}
      <LostSection ids={[block.id]} />
      <ExceptionsSection block={block} instances={instances} />
    </>
  );
}
