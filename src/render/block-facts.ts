/** What the catalogue says about a drawn block: its inside down to single accelerators, and the one figure on its card. */
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import { isFacilityUnit } from '../domain/plan/drawing/nesting-rules.ts';
import type { Block } from '../domain/plan/plan-document.ts';
import { formatQuantity } from '../domain/units/format-quantity.ts';

/** See the fields. */
export interface BlockFacts {
  /** Accelerators in one instance, by the catalogue; 0 for containers and switches. */
  readonly acceleratorsPerInstance: number;
  /** Accelerators that share a host inside one instance. */
  readonly acceleratorsPerHost: number;
  /** Ports of one switch; 0 = not known or no switch. */
  readonly portsPerInstance: number;
  /** Name of one accelerator; '' when there is none. */
  readonly acceleratorName: string;
  /** Memory of one accelerator, for the innermost cells; '' when there is none. */
  readonly acceleratorDetail: string;
  /** The key figure of one instance: `8 × H100 SXM5 80GB`; '' when nothing is known. */
  readonly keyFigure: string;
}

const NOTHING: BlockFacts = {
  acceleratorsPerInstance: 0,
  acceleratorsPerHost: 0,
  portsPerInstance: 0,
  acceleratorName: '',
  acceleratorDetail: '',
  keyFigure: '',
};

/** Bits per second as network people write them: `400 Gb/s`. */
export function formatBitRate(bytesPerSecond: number): string {
  const gigabits = (bytesPerSecond * 8) / 1e9;
  if (gigabits >= 1000) return `${Number((gigabits / 1000).toPrecision(3))} Tb/s`;
  if (gigabits >= 1) return `${Number(gigabits.toPrecision(3))} Gb/s`;
  return `${Number((gigabits * 1000).toPrecision(3))} Mb/s`;
}

/** A whole number with thin-space groups: `16 384`. */
export function formatWhole(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '\u2009');
}

/** Looks the block up. Without a catalogue only what the plan itself says is known. */
export function describeBlock(block: Block, index: CatalogIndex | null): BlockFacts {
  if (block.kind === 'storage') {
    if (block.storage === null) return NOTHING;
    return { ...NOTHING, keyFigure: `${formatQuantity('bandwidth', block.storage.readBytesPerSecond).text} read` };
  }
  if (isFacilityUnit(block.kind)) {
    const carries =
      block.powerLimitWatts === null ? 'one is enough' : formatQuantity('power', block.powerLimitWatts).text;
    return { ...NOTHING, keyFigure: block.powerLimitWatts === null ? carries : `${carries} each` };
  }
  if (block.catalogId === null || index === null) return NOTHING;
  if (block.kind === 'switch') {
    const found = index.switches.get(block.catalogId);
    if (found === undefined) return NOTHING;
    const rate = formatBitRate(found.portBandwidthBytesPerSecond);
    const ports = found.radix ?? 0;
    return { ...NOTHING, portsPerInstance: ports, keyFigure: ports > 0 ? `${ports} × ${rate}` : rate };
  }
  const system = index.systems.get(block.catalogId);
  const accelerator = index.accelerators.get(system?.acceleratorId ?? block.catalogId);
  if (accelerator === undefined) return NOTHING;
  const perInstance = system?.acceleratorsPerSystem ?? 1;
  const memory = `${accelerator.memoryGib} GiB`;
  return {
    acceleratorsPerInstance: perInstance,
    acceleratorsPerHost: system?.acceleratorsPerHost ?? perInstance,
    portsPerInstance: 0,
    acceleratorName: accelerator.name,
    acceleratorDetail: memory,
    keyFigure: system === undefined ? memory : `${perInstance} × ${accelerator.name}`,
  };
}
