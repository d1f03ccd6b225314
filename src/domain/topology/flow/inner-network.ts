/** The network inside one system, from the catalogue's record of its scale-up links. */
import type { CatalogIndex } from '../../catalog/catalog-types.ts';
import type { NetworkLevel } from '../../estimate/scenario.ts';
import type { Endpoint } from '../endpoint.ts';
import { buildScaleUpLevels, buildTorusLevel } from '../scale-up-levels.ts';
import type { InnerNetwork } from './fabric.ts';

/** Describes the inside of a system, or of a bare accelerator. */
export function describeInner(endpoint: Endpoint, index: CatalogIndex): InnerNetwork {
  const { block, system, accelerator, accelerators } = endpoint;
  const scaleUp = system?.scaleUp ?? accelerator.scaleUp;
  if (block.torusDims !== null) {
    const torus = buildTorusLevel(scaleUp, block.torusDims, '', index);
    return {
      islandSize: accelerators,
      kind: 'torus',
      bandwidthBytesPerSecond: torus.bandwidthBytesPerSecond,
      torusDims: block.torusDims,
      pairBandwidthBytesPerSecond: torus.neighbourBandwidthBytesPerSecond,
      hostBandwidthBytesPerSecond: 0,
      efficiency: torus.efficiency,
      hostEfficiency: 1,
    };
  }
  const levels = buildScaleUpLevels(scaleUp, accelerator, accelerators, system?.podShape ?? null, '', index);
  const joined = scaleUp.topology === 'none' ? 1 : Math.min(accelerators, scaleUp.maxDomain ?? accelerators);
  const island = joined > 1 && scaleUp.bandwidthBytesPerSecond > 0 ? levels[0] : undefined;
  const host = joined < accelerators ? levels.at(-1) : undefined;
  return {
    islandSize: island === undefined ? 1 : joined,
    kind: island === undefined ? 'none' : kindOf(island),
    bandwidthBytesPerSecond: island?.bandwidthBytesPerSecond ?? 0,
    torusDims: island?.torusDims ?? [],
    pairBandwidthBytesPerSecond: island?.neighbourBandwidthBytesPerSecond ?? 0,
    hostBandwidthBytesPerSecond: host?.bandwidthBytesPerSecond ?? 0,
    efficiency: island?.efficiency ?? 1,
    hostEfficiency: host?.efficiency ?? 1,
  };
}

function kindOf(island: NetworkLevel): InnerNetwork['kind'] {
  if (island.kind === 'torus') return 'torus';
  return island.neighbourBandwidthBytesPerSecond > 0 ? 'mesh' : 'switched';
}
