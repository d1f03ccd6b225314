/** How much traffic of the layers and of the data dimension slow each other on links that both load. */
import {
  LAYER_TRAFFIC,
  type LayerTraffic,
  type NetworkRoutes,
  type RankGroup,
  type SharedPace,
} from '../../estimate/scenario.ts';
import { shareFairly } from './share-fairly.ts';
import type { UsageVector } from './usage-writer.ts';

/** Groups whose traffic runs beside that of the layers, the heaviest first. */
const DATA_GROUPS = ['shard', 'expert-data', 'replica'] as const;

/** Share of a pace that sums of a few numbers may miss it by. */
const ROUNDING = 1e-9;

/** Max–min fair paces of each kind of layer traffic beside that of the data dimension. The busiest link of a kind is taken to be the same for both. */
export function findSharing(usages: ReadonlyMap<RankGroup, UsageVector>): NetworkRoutes['sharing'] {
  const sharing: Partial<Record<LayerTraffic, SharedPace>> = {};
  const beside = DATA_GROUPS.map((name) => usages.get(name)).find((usage) => usage !== undefined);
  if (beside === undefined) return sharing;
  const data = findBusiest(beside);
  for (const kind of LAYER_TRAFFIC) {
    const own = usages.get(kind);
    if (own === undefined) continue;
    const layer = findBusiest(own);
    const links = [...new Set([...layer.keys(), ...data.keys()])];
    const pair = [layer, data].map((busiest) => ({
      seconds: Float64Array.from(links, (link) => busiest.get(link) ?? 0),
    }));
    const together = shareFairly(pair);
    const [layerPace = 1, dataPace = 1] = pair.map(({ seconds }, at) =>
      Math.min(1, (together[at] ?? 0) * Math.max(...seconds)),
    );
    if (Math.min(layerPace, dataPace) < 1 - ROUNDING) sharing[kind] = { layer: layerPace, data: dataPace };
  }
  return sharing;
}

function findBusiest(usage: UsageVector): Map<string, number> {
  const busiest = new Map<string, number>();
  for (const { kind, itemIds, first, end } of usage.parts) {
    let most = 0;
    for (let at = first; at < end; at++) most = Math.max(most, usage.seconds[at] ?? 0);
    if (most > 0) busiest.set(`${kind} ${itemIds.join(' ')}`, most);
  }
  return busiest;
}
