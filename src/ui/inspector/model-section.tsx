import { FileInput } from 'lucide-react';
import { runAction } from '../../actions/run-action.ts';
import type { ModelRecord } from '../../domain/catalog/catalog-types.ts';
import { setWorkload } from '../../domain/plan/commands/set-workload.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { countParameters } from '../../domain/workload/count-parameters.ts';
import type { ModelArchitecture } from '../../domain/workload/model-architecture.ts';
import { useCatalog } from '../results/estimate-context.ts';
import { findAction, useActions } from '../shell/action-context.ts';
import { Button } from '../theme/button.tsx';
import { useDocument } from '../use-stores.ts';
import { CatalogCombo } from './catalog-combo.tsx';
import styles from './inspector.module.css';
import { ProvenanceNote } from './provenance-note.tsx';
import { Section } from './section.tsx';
import { useDispatchOrTell } from './use-dispatch.ts';

const KINDS = ['model'] as const;

/** Which model is trained, and its shape. */
export function ModelSection() {
  const catalog = useCatalog();
  const actions = useActions();
  const model = useDocument((state) => state.plan.workload.model);
  const dispatch = useDispatchOrTell();
  const record = model.kind === 'catalog' ? catalog?.models.get(model.modelId) : undefined;
  const architecture = model.kind === 'custom' ? model.architecture : record?.architecture;
  const name = model.kind === 'custom' ? model.name : (record?.name ?? model.modelId);
  return (
    <Section title="Model">
      {catalog === null ? null : (
        <CatalogCombo
          label="Model to train"
          catalog={catalog}
          kinds={KINDS}
          value={model.kind === 'catalog' ? model.modelId : null}
          name={name}
          accepts={(id) => catalog.models.get(id)?.usable === true}
          onChange={(modelId) => dispatch(setWorkload({ model: { kind: 'catalog', modelId } }))}
        />
      )}
      {architecture === null || architecture === undefined ? null : <ShapeFacts architecture={architecture} />}
      {model.kind === 'custom' ? <p className={styles.source}>{model.source}</p> : null}
      {record === undefined ? null : <RecordNote record={record} />}
      <div className={styles.buttons}>
        <Button icon={FileInput} onPress={() => runAction(findAction('import-model'), actions)}>
          Import config.json …
        </Button>
      </div>
    </Section>
  );
}

function ShapeFacts({ architecture }: { readonly architecture: ModelArchitecture }) {
  const count = (value: number): string => formatQuantity('count', value).text;
  const parameters = countParameters(architecture);
  const { moe, mla } = architecture;
  const attention =
    mla !== null ? 'latent (MLA)' : architecture.kvHeads < architecture.heads ? 'grouped-query' : 'multi-head';
  return (
    <dl className={styles.facts}>
      <dt>Parameters</dt>
      <dd>{count(parameters.total)}</dd>
      {moe === null ? null : (
        <>
          <dt>Active per token</dt>
          <dd>{count(parameters.active)}</dd>
          <dt>Experts</dt>
          <dd>
            {moe.topK} of {moe.experts}
            {moe.sharedExperts > 0 ? ` + ${moe.sharedExperts} shared` : ''}
          </dd>
        </>
      )}
      <dt>Layers × width</dt>
      <dd>
        {architecture.layers} × {count(architecture.hidden)}
      </dd>
      <dt>Attention</dt>
      <dd>
        {architecture.heads} / {architecture.kvHeads} heads, {attention}
      </dd>
      <dt>Vocabulary</dt>
      <dd>{count(architecture.vocab)}</dd>
    </dl>
  );
}

function RecordNote({ record }: { readonly record: ModelRecord }) {
  return <ProvenanceNote provenance={record.provenance} />;
}
