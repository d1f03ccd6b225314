/** Systems of the catalogue that a GPU matrix may be the matrix of. */
import type { CatalogIndex, System } from '../../../catalog/catalog-types.ts';
import type { GpuNode } from './read-gpu-matrix.ts';

/** How GPUs are joined: all to all by the same number of NVLinks, by some NVLinks, or by none. */
export type GpuJoin = 'switched' | 'mesh' | 'none';

/** How the GPUs of a node are joined. */
export function joinOf({ gpus, nvlinks }: GpuNode): { readonly join: GpuJoin; readonly links: number } {
  const counts = new Set<number>();
  for (const [one, links] of nvlinks.entries()) {
    for (const [other, count] of links.entries()) if (one !== other) counts.add(count);
  }
  const [links = 0] = counts;
  if (counts.size === 0 || (counts.size === 1 && links === 0)) return { join: 'none', links: 0 };
  // Behind switches every pair may use all links of a GPU, and there is no such number without a switch from five GPUs on.
  const isAlike = counts.size === 1;
  return {
    join: isAlike && gpus.length > 4 ? 'switched' : isAlike && links * (gpus.length - 1) > 18 ? 'switched' : 'mesh',
    links,
  };
}

/** Adapters that stand near a GPU and therefore carry its traffic. */
export function countNearNics({ nicPaths }: GpuNode): number {
  return nicPaths.filter((path) => path === 'pix' || path === 'pxb' || path === 'phb').length;
}

/** Systems with as many accelerators and the same links, the likeliest first: named GPU, adapters, then the order of the catalogue. */
export function matchGpuNode(node: GpuNode, index: CatalogIndex): readonly System[] {
  const { join, links } = joinOf(node);
  const nics = countNearNics(node);
  const scored: { readonly system: System; readonly cost: number }[] = [];
  for (const [at, system] of index.catalog.systems.entries()) {
    const accelerator = index.accelerators.get(system.acceleratorId);
    if (accelerator === undefined || accelerator.vendor !== 'NVIDIA' || system.kind === 'rack') continue;
    if (
      system.acceleratorsPerSystem !== node.gpus.length ||
      !isJoinedSo(system, join, links, accelerator.scaleUp.links)
    )
      continue;
    const ports = system.nics[0]?.count ?? 0;
    const isModel = node.model === '' || isNamed(node.model, system.acceleratorId);
    // A wrong model weighs more than any number of adapters, and those more than the order of the catalogue.
    scored.push({ system, cost: (isModel ? 0 : 1e6) + Math.abs(ports - nics) * 1e3 + at });
  }
  return scored.sort((a, b) => a.cost - b.cost).map(({ system }) => system);
}

function isJoinedSo(system: System, join: GpuJoin, links: number, acceleratorLinks: number | null): boolean {
  const { topology } = system.scaleUp;
  if (system.acceleratorsPerSystem === 1) return true;
  if (join === 'none') return topology === 'pcie' || topology === 'none';
  if (join === 'switched') return topology === 'switched' && (system.scaleUp.links ?? acceleratorLinks) === links;
  return topology === 'hybrid-mesh' || topology === 'mesh' || topology === 'pair';
}

/** Whether `NVIDIA H100 80GB HBM3` is `h100-sxm5-80gb`: the first word of the id stands in the name. */
function isNamed(model: string, acceleratorId: string): boolean {
  const words = model.toLowerCase().split(/[^a-z0-9]+/);
  const [first = '', second = ''] = acceleratorId.split('-');
  return words.includes(first) || (['rtx', 'gh', 'gb'].includes(first) && words.includes(second));
}
