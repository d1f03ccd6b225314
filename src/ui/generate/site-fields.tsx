import { describeWan } from '../../domain/topology/generate/default-request.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { QuantityField } from '../inspector/quantity-field.tsx';
import { SelectField } from '../theme/select-field.tsx';
import { changeRequest } from './change-request.ts';
import type { FabricFormProps } from './fabric-form-props.ts';

const MOST_SITES = 16;

/** Over how many sites the systems are shared out, and what joins the sites. */
export function SiteFields({ request, catalog, onChange }: FabricFormProps) {
  const { sites, wan } = request;
  const record = catalog.wanClasses.get(wan.catalogId);
  const setWan = (fields: Partial<typeof wan>): null => {
    onChange(changeRequest(request, { wan: { ...wan, ...fields } }));
    return null;
  };
  return (
    <>
      <QuantityField
        label="Sites"
        dimension="count"
        value={sites}
        minimum={1}
        maximum={MOST_SITES}
        steps="integer"
        onChange={(value) => {
          onChange(changeRequest(request, { sites: value }));
          return null;
        }}
      />
      {sites === 1 ? null : (
        <>
          <SelectField
            label="Between sites"
            value={wan.catalogId}
            isWide
            options={catalog.catalog.wanClasses.map(({ id, name, bandwidthBytesPerSecond }) => ({
              id,
              label: name,
              note: `${formatQuantity('bandwidth', bandwidthBytesPerSecond).text} a circuit`,
            }))}
            onChange={(id) => {
              const found = describeWan(id, catalog);
              if (found !== null) setWan({ ...found, latencySeconds: null });
            }}
          />
          <QuantityField
            label="Circuits between each two"
            dimension="count"
            value={wan.circuits}
            minimum={1}
            maximum={10_000}
            steps="integer"
            onChange={(circuits) => setWan({ circuits })}
          />
          <QuantityField
            label="Latency one way"
            dimension="duration"
            value={wan.latencySeconds ?? (record?.roundTripSeconds ?? 0) / 2}
            minimum={1e-6}
            maximum={10}
            standard={{
              isInForce: wan.latencySeconds === null,
              source: 'half of the round trip of the class',
              onReset: () => setWan({ latencySeconds: null }),
            }}
            onChange={(latencySeconds) => setWan({ latencySeconds })}
          />
        </>
      )}
    </>
  );
}
