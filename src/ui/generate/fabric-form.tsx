import type { CatalogKind } from '../../domain/catalog/search-catalog.ts';
import { createRequestFor, describeSystem } from '../../domain/topology/generate/default-request.ts';
import type { FabricRequest } from '../../domain/topology/generate/fabric-request.ts';
import { hasRails, hasSwitches } from '../../domain/topology/generate/generate-fabric.ts';
import { CatalogCombo } from '../inspector/catalog-combo.tsx';
import { QuantityField } from '../inspector/quantity-field.tsx';
import { SelectField } from '../theme/select-field.tsx';
import { changeRequest, torusDimensions } from './change-request.ts';
import type { FabricFormProps } from './fabric-form-props.ts';
import { KIND_OPTIONS } from './fabric-words.ts';
import styles from './generate.module.css';
import { ShapeField } from './shape-field.tsx';
import { SiteFields } from './site-fields.tsx';
import { SwitchFields } from './switch-fields.tsx';

const SYSTEMS: readonly CatalogKind[] = ['system'];
const MOST_ACCELERATORS = 1_000_000;

/** The numbers that a network is generated from. */
export function FabricForm({ request, catalog, onChange }: FabricFormProps) {
  const change = (fields: Partial<FabricRequest>): null => {
    onChange(changeRequest(request, fields));
    return null;
  };
  const { kind, system } = request;
  const isTree = kind === 'fat-tree' || kind === 'rail-optimized';
  const isTorus = torusDimensions(request) !== null;
  return (
    <div className={styles.form}>
      <SelectField
        label="Network"
        value={kind}
        options={KIND_OPTIONS}
        isWide
        onChange={(next) => change({ kind: next })}
      />
      <CatalogCombo
        label="System"
        catalog={catalog}
        kinds={SYSTEMS}
        value={system.catalogId}
        name={system.name}
        accepts={(id) => describeSystem(id, catalog) !== null}
        onChange={(id) => {
          const fresh = createRequestFor(id, catalog, request.accelerators);
          if (fresh !== null) onChange(changeRequest(fresh, { sites: request.sites, wan: request.wan }));
        }}
      />
      <CountField
        label="Accelerators"
        value={request.accelerators}
        most={MOST_ACCELERATORS}
        onChange={(accelerators) => change({ accelerators })}
      />
      {isTorus ? (
        <ShapeField request={request} onChange={onChange} />
      ) : (
        <>
          <CountField
            label="Adapters of each system"
            value={request.adaptersPerSystem}
            most={1024}
            onChange={(adaptersPerSystem) => change({ adaptersPerSystem })}
          />
          <QuantityField
            label="Speed of an adapter"
            dimension="bandwidth"
            unit="Gbit/s"
            value={request.adapterBandwidthBytesPerSecond}
            minimum={125e6}
            maximum={1e12}
            onChange={(adapterBandwidthBytesPerSecond) => change({ adapterBandwidthBytesPerSecond })}
          />
        </>
      )}
      {hasSwitches(kind) ? <SwitchFields request={request} catalog={catalog} onChange={onChange} /> : null}
      {isTree ? (
        <SelectField
          label="Tiers of switches"
          value={String(request.tiers)}
          options={[
            { id: '2', label: '2: leaves and spines' },
            { id: '3', label: '3: leaves, spines, cores' },
          ]}
          isWide
          onChange={(tiers) => change({ tiers: tiers === '3' ? 3 : 2 })}
        />
      ) : null}
      {isTree || kind === 'rail-only' || kind === 'dragonfly-plus' ? (
        <RatioField
          label="Oversubscription of leaves"
          value={request.oversubscription}
          onChange={(oversubscription) => change({ oversubscription })}
        />
      ) : null}
      {(isTree && request.tiers === 3) || kind === 'dragonfly-plus' ? (
        <RatioField
          label={kind === 'dragonfly-plus' ? 'Oversubscription between groups' : 'Oversubscription of spines'}
          value={request.upperOversubscription}
          onChange={(upperOversubscription) => change({ upperOversubscription })}
        />
      ) : null}
      {hasRails(kind) ? (
        <CountField label="Rails" value={request.rails} most={64} onChange={(rails) => change({ rails })} />
      ) : null}
      {kind === 'dragonfly-plus' ? (
        <CountField label="Groups" value={request.groups} most={4096} onChange={(groups) => change({ groups })} />
      ) : null}
      {hasSwitches(kind) ? (
        <CountField label="Planes" value={request.planes} most={8} onChange={(planes) => change({ planes })} />
      ) : null}
      <SiteFields request={request} catalog={catalog} onChange={onChange} />
    </div>
  );
}

function CountField({
  label,
  value,
  most,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly onChange: (value: number) => null;
}) {
  return (
    <QuantityField
      label={label}
      dimension="count"
      value={value}
      minimum={1}
      maximum={most}
      steps="integer"
      onChange={onChange}
    />
  );
}

function RatioField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => null;
}) {
  return (
    <QuantityField
      label={label}
      dimension={null}
      unit=": 1"
      value={value}
      minimum={1}
      maximum={64}
      onChange={onChange}
    />
  );
}
