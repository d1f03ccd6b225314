import { updateLink } from '../../domain/plan/commands/update-link.ts';
import type { Link } from '../../domain/plan/plan-document.ts';
import { LostSection } from '../losses/lost-section.tsx';
import { useCatalog } from '../results/estimate-context.ts';
import { SelectField } from '../theme/select-field.tsx';
import { useDocument } from '../use-stores.ts';
import { CablesSection } from './cables-section.tsx';
import { CatalogCombo } from './catalog-combo.tsx';
import { LinkFacts, WanFacts } from './catalog-facts.tsx';
import styles from './inspector.module.css';
import { QuantityField } from './quantity-field.tsx';
import { ScenarioNotes } from './scenario-notes.tsx';
import { Section } from './section.tsx';
import { useDispatch, useDispatchOrTell } from './use-dispatch.ts';

const KINDS = ['link', 'wan-class'] as const;

const PATTERNS: readonly { readonly id: Link['pattern']; readonly label: string; readonly note: string }[] = [
  { id: 'rails', label: 'Rails', note: 'Cable k ends on instance k: a switch of its own for each port.' },
  { id: 'single', label: 'Single', note: 'All cables of one instance end on the same instance.' },
  { id: 'spread', label: 'Spread', note: 'Cables are spread evenly over all instances.' },
];

/** Values of one link. */
export function LinkInspector({ link }: { readonly link: Link }) {
  const catalog = useCatalog();
  const blocks = useDocument((state) => state.plan.drawing.blocks);
  const dispatch = useDispatch();
  const dispatchOrTell = useDispatchOrTell();
  const record = catalog?.links.get(link.catalogId);
  const wanClass = record === undefined ? catalog?.wanClasses.get(link.catalogId) : undefined;
  const source = record ?? wanClass;
  const standardBandwidth = record?.portBandwidthBytesPerSecond ?? wanClass?.bandwidthBytesPerSecond ?? null;
  const standardLatency = record?.hopLatencySeconds ?? (wanClass === undefined ? null : wanClass.roundTripSeconds / 2);
  const sourceText = source === undefined ? 'the catalogue' : `${source.name}, ${source.provenance.source}`;
  return (
    <>
      <header className={styles.head}>
        <p className={styles.kind}>Link</p>
        <h2 className={styles.title}>
          {blocks[link.from]?.name ?? link.from} → {blocks[link.to]?.name ?? link.to}
        </h2>
      </header>
      <ScenarioNotes itemId={link.id} />
      <Section title="Cables">
        <QuantityField
          label="Cables of each"
          dimension="count"
          value={link.cablesPerInstance}
          minimum={1}
          maximum={1_000_000}
          steps="integer"
          note={`Leave each instance of ${blocks[link.from]?.name ?? link.from}.`}
          onChange={(cablesPerInstance, gesture) => dispatch(updateLink(link.id, { cablesPerInstance }, gesture))}
        />
        <SelectField
          label="They end"
          value={link.pattern}
          options={PATTERNS}
          note={PATTERNS.find((pattern) => pattern.id === link.pattern)?.note}
          onChange={(pattern) => dispatchOrTell(updateLink(link.id, { pattern }))}
        />
        <QuantityField
          label="One cable, one direction"
          dimension="bandwidth"
          value={link.bandwidthBytesPerSecond ?? standardBandwidth}
          placeholder="unknown"
          minimum={1e6}
          maximum={1e14}
          onChange={(bandwidthBytesPerSecond, gesture) =>
            dispatch(updateLink(link.id, { bandwidthBytesPerSecond }, gesture))
          }
          standard={{
            isInForce: link.bandwidthBytesPerSecond === null,
            source: sourceText,
            onReset: () => dispatchOrTell(updateLink(link.id, { bandwidthBytesPerSecond: null })),
          }}
        />
        <QuantityField
          label="Latency, one way"
          dimension="duration"
          value={link.latencySeconds ?? standardLatency}
          placeholder="unknown"
          minimum={0}
          maximum={10}
          onChange={(latencySeconds, gesture) => dispatch(updateLink(link.id, { latencySeconds }, gesture))}
          standard={{
            isInForce: link.latencySeconds === null,
            source: sourceText,
            onReset: () => dispatchOrTell(updateLink(link.id, { latencySeconds: null })),
          }}
        />
      </Section>
      <LostSection ids={[link.id]} />
      <CablesSection key={link.id} link={link} />
      {catalog === null ? null : (
        <Section title="Catalogue">
          <CatalogCombo
            label="Kind of link"
            catalog={catalog}
            kinds={KINDS}
            value={link.catalogId}
            name={source?.name ?? link.catalogId}
            onChange={(catalogId) => dispatchOrTell(updateLink(link.id, { catalogId }))}
          />
          {record === undefined ? null : <LinkFacts link={record} />}
          {wanClass === undefined ? null : <WanFacts wanClass={wanClass} />}
        </Section>
      )}
    </>
  );
}
