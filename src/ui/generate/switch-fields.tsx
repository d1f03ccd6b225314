import { listSwitches } from '../../domain/topology/generate/default-request.ts';
import { formatBitRate } from '../../render/block-facts.ts';
import { QuantityField } from '../inspector/quantity-field.tsx';
import { SelectField } from '../theme/select-field.tsx';
import { changeRequest } from './change-request.ts';
import type { FabricFormProps } from './fabric-form-props.ts';

const OWN = 'own';

/** The switch that all tiers are built of, and the kind of its links. */
export function SwitchFields({ request, catalog, onChange }: FabricFormProps) {
  const { networkSwitch, linkId } = request;
  const switches = listSwitches(catalog);
  const links = catalog.catalog.links.filter(({ kind }) => kind === 'scale-out');
  return (
    <>
      <SelectField
        label="Switch"
        value={networkSwitch.catalogId ?? OWN}
        isWide
        options={[
          ...switches.map(({ catalogId, name, radix, portBandwidthBytesPerSecond }) => ({
            id: catalogId ?? OWN,
            label: name,
            note: `${radix} × ${formatBitRate(portBandwidthBytesPerSecond)}`,
          })),
          { id: OWN, label: 'Another', note: 'with ports and speed of your own' },
        ]}
        onChange={(id) => {
          const found = switches.find(({ catalogId }) => catalogId === id);
          const own = { ...networkSwitch, catalogId: null, name: 'Switch' };
          onChange(changeRequest(request, { networkSwitch: found ?? own }));
        }}
      />
      {networkSwitch.catalogId === null ? (
        <>
          <QuantityField
            label="Ports of a switch"
            dimension="count"
            value={networkSwitch.radix}
            minimum={2}
            maximum={4096}
            steps="integer"
            onChange={(radix) => {
              onChange(changeRequest(request, { networkSwitch: { ...networkSwitch, radix } }));
              return null;
            }}
          />
          <QuantityField
            label="Speed of a port"
            dimension="bandwidth"
            unit="Gbit/s"
            value={networkSwitch.portBandwidthBytesPerSecond}
            minimum={125e6}
            maximum={1e12}
            onChange={(portBandwidthBytesPerSecond) => {
              onChange(changeRequest(request, { networkSwitch: { ...networkSwitch, portBandwidthBytesPerSecond } }));
              return null;
            }}
          />
        </>
      ) : null}
      <SelectField
        label="Kind of link"
        value={linkId}
        isWide
        options={links.map(({ id, name }) => ({ id, label: name }))}
        onChange={(id) => {
          const linkBandwidthBytesPerSecond = catalog.links.get(id)?.portBandwidthBytesPerSecond ?? null;
          onChange(changeRequest(request, { linkId: id, linkBandwidthBytesPerSecond }));
        }}
      />
    </>
  );
}
