/** The network inside one system, from the catalogue's record of its scale-up links. */
import type { CatalogIndex } from '../../catalog/catalog-types.ts';
import type { Endpoint } from '../endpoint.ts';
import { buildScaleUpLevels } from '../scale-up-levels.ts';
import type { InnerNetwork } from './fabric.ts';

/** Describes the inside of a system, or of a bare accelerator. */
export function describeInner({ system, accelerator, accelerators }: Endpoint, index: CatalogIndex): InnerNetwork {
  const scaleUp = system?.scaleUp ?? accelerator.scaleUp;
  const levels = buildScaleUpLevels(scaleUp, accelerator, accelerators, system?.podShape ?? null, '', index);
  const joined = scaleUp.topology === 'none' ? 1 : Math.min(accelerators, scaleUp.maxDomain ?? accelerators);
  const island = joined > 1 && scaleUp.bandwidthBytesPerSecond > 0 ? levels[0] : undefined;
  const host = joined < accelerators ? levels.at(-1) : undefined;
  return {
    islandSize: island === undefined ? 1 : joined,
    kind: island === undefined ? 'none' : island.neighbourBandwidthBytesPerSecond > 0 ? 'mesh' : 'switched',
    bandwidthBytesPerSecond: island?.bandwidthBytesPerSecond ?? 0,
    pairBandwidthBytesPerSecond: island?.neighbourBandwidthBytesPerSecond ?? 0,
    hostBandwidthBytesPerSecond: host?.bandwidthBytesPerSecond ?? 0,
  };
}
