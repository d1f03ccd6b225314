import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import type { CatalogKind } from '../../domain/catalog/search-catalog.ts';
import {
  type HostKind,
  type ImportChoices,
  listHostKinds,
  MOST_ASKED_KINDS,
} from '../../domain/topology/exchange/import/import-choices.ts';
import type { ReadNetwork } from '../../domain/topology/exchange/import/read-network.ts';
import { IMPORT_FORMATS, type ImportFormat } from '../../domain/topology/exchange/import/recognize-format.ts';
import { describeSystem } from '../../domain/topology/generate/default-request.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { CatalogCombo } from '../inspector/catalog-combo.tsx';
import { QuantityField } from '../inspector/quantity-field.tsx';
import { SelectField } from '../theme/select-field.tsx';
import { SwitchField } from '../theme/switch-field.tsx';
import type { Import } from './use-import.ts';

const FORMAT_WORDS: Readonly<Record<ImportFormat, string>> = {
  slurm: 'Slurm topology.conf',
  containerlab: 'containerlab YAML',
  'netbox-csv': 'NetBox-style CSV',
  'netbox-yaml': 'NetBox-style YAML',
  'gpu-matrix': 'nvidia-smi topo -m',
};
const SYSTEMS: readonly CatalogKind[] = ['system'];
const NODES: readonly CatalogKind[] = ['system', 'accelerator'];
const LINKS: readonly CatalogKind[] = ['link'];

/** Which format it is; what was recognised is the first choice. */
export function FormatField({ source }: { readonly source: Import }) {
  const { recognized, forced, setForced } = source;
  return (
    <SelectField
      label="Format"
      value={forced ?? 'auto'}
      options={[
        { id: 'auto', label: recognized === null ? 'By the text' : `${FORMAT_WORDS[recognized]}, by the text` },
        ...IMPORT_FORMATS.map((id) => ({ id, label: FORMAT_WORDS[id] })),
      ]}
      isWide
      onChange={(id) => setForced(id === 'auto' ? null : id)}
    />
  );
}

/** What the text leaves open. */
export function ImportForm({
  network,
  choices,
  catalog,
  onChoose,
}: {
  readonly network: ReadNetwork;
  readonly choices: ImportChoices;
  readonly catalog: CatalogIndex;
  readonly onChoose: (change: Partial<ImportChoices>) => void;
}) {
  const cables = network.kind === 'graph' ? network.graph.cables : [];
  const isSpeedOpen = network.kind === 'node' || cables.some((cable) => cable.bandwidthBytesPerSecond === null);
  return (
    <>
      {listHostKinds(network)
        .slice(0, MOST_ASKED_KINDS)
        .map((kind) => (
          <HostField key={kind.kind} kind={kind} {...{ network, choices, catalog, onChoose }} />
        ))}
      {network.kind === 'node' ? (
        <QuantityField
          label="Such nodes"
          dimension="count"
          value={choices.nodes}
          minimum={1}
          maximum={100_000}
          steps="integer"
          onChange={(nodes) => {
            onChoose({ nodes });
            return null;
          }}
        />
      ) : null}
      {isSpeedOpen ? (
        <CatalogCombo
          label="Link kind where none is said"
          catalog={catalog}
          kinds={LINKS}
          value={choices.linkId}
          name={catalog.links.get(choices.linkId)?.name ?? ''}
          accepts={(id) => catalog.links.get(id)?.kind === 'scale-out'}
          onChange={(linkId) => onChoose({ linkId })}
        />
      ) : null}
      {cables.some(({ count }) => count === null) ? (
        <QuantityField
          label="Oversubscription"
          dimension={null}
          unit=": 1"
          value={choices.oversubscription}
          minimum={1}
          maximum={64}
          onChange={(oversubscription) => {
            onChoose({ oversubscription });
            return null;
          }}
        />
      ) : null}
    </>
  );
}

interface HostFieldProps {
  readonly kind: HostKind;
  readonly network: ReadNetwork;
  readonly choices: ImportChoices;
  readonly catalog: CatalogIndex;
  readonly onChoose: (change: Partial<ImportChoices>) => void;
}

function HostField({ kind: { kind, hosts, sample }, network, choices, catalog, onChoose }: HostFieldProps) {
  const isNode = network.kind === 'node';
  const chosen = choices.systems[kind] ?? null;
  const setSystem = (id: string | null): void => onChoose({ systems: { ...choices.systems, [kind]: id } });
  const number = formatQuantity('count', hosts).text;
  const words = kind === '' ? sample : kind;
  const accelerator = choices.acceleratorId === null ? undefined : catalog.accelerators.get(choices.acceleratorId);
  const name = chosen === null ? (isNode ? (accelerator?.name ?? '') : '') : (catalog.systems.get(chosen)?.name ?? '');
  return (
    <>
      {isNode ? null : (
        <SwitchField
          label={`${words}: accelerators`}
          isOn={chosen !== null}
          onChange={(isOn) => setSystem(isOn ? 'dgx-h100' : null)}
        />
      )}
      {chosen === null && !isNode ? null : (
        <CatalogCombo
          label={
            isNode
              ? 'System, or the accelerator in it'
              : `System of ${words} (${number} ${hosts === 1 ? 'host' : 'hosts'})`
          }
          catalog={catalog}
          kinds={isNode ? NODES : SYSTEMS}
          value={chosen ?? choices.acceleratorId}
          name={name}
          accepts={(id, is) => is === 'accelerator' || describeSystem(id, catalog) !== null}
          onChange={(id, is) =>
            is === 'accelerator'
              ? onChoose({ acceleratorId: id, systems: { ...choices.systems, [kind]: null } })
              : setSystem(id)
          }
        />
      )}
    </>
  );
}
