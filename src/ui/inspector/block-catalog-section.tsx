import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import type { CatalogKind } from '../../domain/catalog/search-catalog.ts';
import { updateBlock } from '../../domain/plan/commands/update-block.ts';
import type { Block, BlockKind } from '../../domain/plan/plan-document.ts';
import { useCatalog } from '../results/estimate-context.ts';
import { Button } from '../theme/button.tsx';
import { CatalogCombo } from './catalog-combo.tsx';
import { AcceleratorFacts, SwitchFacts, SystemFacts } from './catalog-facts.tsx';
import styles from './inspector.module.css';
import { Section } from './section.tsx';
import { useDispatchOrTell } from './use-dispatch.ts';

const KINDS: Readonly<Partial<Record<BlockKind, readonly CatalogKind[]>>> = {
  rack: ['system'],
  node: ['system'],
  accelerator: ['accelerator'],
  switch: ['switch'],
};

/** Which catalogue item a block is, with its facts and their source. */
export function BlockCatalogSection({ block }: { readonly block: Block }) {
  const catalog = useCatalog();
  const dispatch = useDispatchOrTell();
  const kinds = KINDS[block.kind];
  if (kinds === undefined || catalog === null) return null;
  return (
    <Section title="Catalogue">
      <CatalogCombo
        label="Item"
        catalog={catalog}
        kinds={kinds}
        value={block.catalogId}
        name={block.catalogId === null ? '' : nameOf(catalog, block.kind, block.catalogId)}
        onChange={(catalogId) => dispatch(updateBlock(block.id, { catalogId }))}
      />
      <ItemFacts catalog={catalog} block={block} />
      {block.catalogId === null || block.kind !== 'rack' ? null : (
        <div className={styles.buttons}>
          <Button onPress={() => dispatch(updateBlock(block.id, { catalogId: null }))}>
            Make it a plain container
          </Button>
        </div>
      )}
    </Section>
  );
}

function ItemFacts({ catalog, block }: { readonly catalog: CatalogIndex; readonly block: Block }) {
  const id = block.catalogId;
  if (id === null) return <p className={styles.source}>A plain container: what it holds is drawn inside.</p>;
  const accelerator = block.kind === 'accelerator' ? catalog.accelerators.get(id) : undefined;
  if (accelerator !== undefined) return <AcceleratorFacts accelerator={accelerator} />;
  const networkSwitch = block.kind === 'switch' ? catalog.switches.get(id) : undefined;
  if (networkSwitch !== undefined) return <SwitchFacts networkSwitch={networkSwitch} />;
  const system = catalog.systems.get(id);
  if (system !== undefined) return <SystemFacts system={system} catalog={catalog} />;
  return <p className={styles.bad}>The catalogue has no item “{id}”. Choose another.</p>;
}

function nameOf(catalog: CatalogIndex, kind: BlockKind, id: string): string {
  const record =
    kind === 'accelerator'
      ? catalog.accelerators.get(id)
      : kind === 'switch'
        ? catalog.switches.get(id)
        : catalog.systems.get(id);
  return record?.name ?? id;
}
