import type { Accelerator, CatalogIndex } from '../../../catalog/catalog-types.ts';
import { joinOf } from './match-gpu-node.ts';
import type { GpuNode } from './read-gpu-matrix.ts';

/** The accelerator that a matrix names, else the first NVIDIA one that is joined in the same way; null = none. */
export function matchAccelerator(node: GpuNode, index: CatalogIndex): Accelerator | null {
  const all = index.catalog.accelerators.filter(({ vendor }) => vendor === 'NVIDIA');
  const words = node.model.toLowerCase().split(/[^a-z0-9]+/);
  const sized = words.map((word) => word.replace(/^(\d+)gb$/, '$1gb'));
  const score = ({ id }: Accelerator): number => {
    const tokens = id.split('-');
    return tokens[0] !== undefined && sized.includes(tokens[0])
      ? tokens.filter((token) => sized.includes(token)).length
      : 0;
  };
  const named = [...all].sort((a, b) => score(b) - score(a))[0];
  if (named !== undefined && score(named) > 0) return named;
  const { join, links } = joinOf(node);
  const first = (isFit: (accelerator: Accelerator) => boolean): Accelerator | undefined => all.find(isFit);
  if (join === 'none') return first(({ scaleUp }) => scaleUp.topology === 'pcie') ?? null;
  // Behind switches a pair shows all links of a GPU; without, those of all its neighbours are its links.
  const most =
    join === 'switched' ? links : Math.max(0, ...node.nvlinks.map((row) => row.reduce((sum, count) => sum + count, 0)));
  return first(({ scaleUp }) => scaleUp.links === most) ?? first(({ scaleUp }) => /bridge/.test(scaleUp.name)) ?? null;
}
