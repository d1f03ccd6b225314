import { Fragment } from 'react';
import type { Accelerator, CatalogIndex, Link, Switch, System, WanClass } from '../../domain/catalog/catalog-types.ts';
import type { Dimension } from '../../domain/units/dimensions.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import styles from './inspector.module.css';
import { ProvenanceNote } from './provenance-note.tsx';

type Fact = readonly [name: string, value: string | null];

const GIB = 1024 ** 3;

function show(dimension: Dimension, value: number | null): string | null {
  return value === null ? null : formatQuantity(dimension, value).text;
}

/** Facts with their names; unknown ones are left out. */
function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) =>
        value === null ? null : (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ),
      )}
    </dl>
  );
}

/** What the catalogue knows of an accelerator. */
export function AcceleratorFacts({ accelerator }: { readonly accelerator: Accelerator }) {
  return (
    <>
      <Facts
        facts={[
          ['Vendor, year', `${accelerator.vendor}, ${accelerator.year}`],
          ['BF16, dense', show('flops', accelerator.peakFlops.bf16)],
          ['FP8, dense', show('flops', accelerator.peakFlops.fp8)],
          ['FP4, dense', show('flops', accelerator.peakFlops.fp4)],
          ['Memory', `${show('memory', accelerator.memoryGib * GIB)} ${accelerator.memoryType}`],
          ['Memory bandwidth', show('bandwidth', accelerator.memoryBandwidthBytesPerSecond)],
          ['Scale-up, one direction', show('bandwidth', accelerator.scaleUp.bandwidthBytesPerSecond)],
          ['Rated power', show('power', accelerator.tdpWatts)],
          ['Price', show('money', accelerator.unitPriceUsd)],
        ]}
      />
      <ProvenanceNote provenance={accelerator.provenance} />
    </>
  );
}

/** What the catalogue knows of a system, with its accelerator. */
export function SystemFacts({ system, catalog }: { readonly system: System; readonly catalog: CatalogIndex }) {
  const accelerator = catalog.accelerators.get(system.acceleratorId);
  return (
    <>
      <Facts
        facts={[
          ['Accelerators', `${system.acceleratorsPerSystem} × ${accelerator?.name ?? system.acceleratorId}`],
          ['BF16, dense, each', show('flops', accelerator?.peakFlops.bf16 ?? null)],
          ['Memory, each', accelerator === undefined ? null : show('memory', accelerator.memoryGib * GIB)],
          ['Inside', `${system.scaleUp.name}, ${show('bandwidth', system.scaleUp.bandwidthBytesPerSecond)}`],
          ['Leaves, per accelerator', show('bandwidth', system.scaleOutBandwidthBytesPerSecond)],
          [
            'Ports',
            system.nics.map((nic) => `${nic.count} × ${show('bandwidth', nic.bandwidthBytesPerSecond)}`).join(', ') ||
              null,
          ],
          ['Most power', show('power', system.maxPowerWatts)],
          ['Rack units', show('count', system.rackUnits)],
          ['Price', show('money', system.capexUsd)],
        ]}
      />
      <ProvenanceNote provenance={system.provenance} />
    </>
  );
}

/** What the catalogue knows of a switch. */
export function SwitchFacts({ networkSwitch }: { readonly networkSwitch: Switch }) {
  return (
    <>
      <Facts
        facts={[
          ['Ports', show('count', networkSwitch.radix)],
          ['One port', show('bandwidth', networkSwitch.portBandwidthBytesPerSecond)],
          ['Latency', show('duration', networkSwitch.latencySeconds)],
          ['Adds up all-reduces', networkSwitch.inNetworkReduction ? 'yes' : 'no'],
          ['Typical power', show('power', networkSwitch.typicalPowerWatts)],
          ['Price', show('money', networkSwitch.priceUsd)],
        ]}
      />
      <ProvenanceNote provenance={networkSwitch.provenance} />
    </>
  );
}

/** What the catalogue knows of a kind of link. */
export function LinkFacts({ link }: { readonly link: Link }) {
  return (
    <>
      <Facts
        facts={[
          ['One port, one direction', show('bandwidth', link.portBandwidthBytesPerSecond)],
          ['One hop', show('duration', link.hopLatencySeconds)],
          ['End to end', show('duration', link.endToEndLatencySeconds)],
          ['Large messages reach', show('ratio', link.efficiency)],
          ['Adds up all-reduces', link.inNetworkReduction ? 'yes' : 'no'],
        ]}
      />
      <ProvenanceNote provenance={link.provenance} />
    </>
  );
}

/** What the catalogue knows of a class of connection between sites. */
export function WanFacts({ wanClass }: { readonly wanClass: WanClass }) {
  return (
    <>
      <Facts
        facts={[
          ['Distance', show('length', wanClass.distanceMetres)],
          ['Round trip', show('duration', wanClass.roundTripSeconds)],
          ['Bandwidth', show('bandwidth', wanClass.bandwidthBytesPerSecond)],
        ]}
      />
      <ProvenanceNote provenance={wanClass.provenance} />
    </>
  );
}
