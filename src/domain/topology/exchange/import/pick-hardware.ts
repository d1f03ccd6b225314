/** Links and switches of the catalogue for what a file says about cables and devices. */
import type { CatalogIndex } from '../../../catalog/catalog-types.ts';
import type { SketchLink } from '../../../plan/templates/sketch.ts';
import type { LinkFamily } from '../network-graph.ts';

/** How ids of link kinds begin. */
const FAMILIES: Readonly<Record<LinkFamily, string>> = { infiniband: 'ib-', ethernet: 'roce-', nvlink: 'nvlink' };
/** Weight of a wrong family against a factor of two in speed. */
const FAMILY_WEIGHT = 3;

/** The nearest link kind; its bandwidth is only said where the file's differs. */
export function pickLink(
  {
    bandwidthBytesPerSecond,
    family,
  }: { readonly bandwidthBytesPerSecond: number | null; readonly family: LinkFamily | null },
  usualId: string,
  index: CatalogIndex,
): Pick<SketchLink, 'catalogId' | 'bandwidthBytesPerSecond'> {
  if (bandwidthBytesPerSecond === null) return { catalogId: usualId };
  let best: { readonly id: string; readonly cost: number; readonly speed: number } | null = null;
  for (const { id, kind, portBandwidthBytesPerSecond: speed } of index.catalog.links) {
    if (kind !== (family === 'nvlink' ? 'scale-up' : 'scale-out') || speed === null) continue;
    const isFamily = family === null ? id === usualId : id.startsWith(FAMILIES[family]);
    const cost = Math.abs(Math.log2(speed / bandwidthBytesPerSecond)) + (isFamily ? 0 : FAMILY_WEIGHT);
    if (best === null || cost < best.cost) best = { id, cost, speed };
  }
  if (best === null) return { catalogId: usualId, bandwidthBytesPerSecond };
  const isUsual = Math.abs(best.speed / bandwidthBytesPerSecond - 1) < 0.01;
  return { catalogId: best.id, ...(isUsual ? {} : { bandwidthBytesPerSecond }) };
}

/** The switch that a model's words name by a model number (`QM9700`, `SN5600`); null = none. */
export function pickSwitch(kind: string, index: CatalogIndex): string | null {
  const plain = kind.toLowerCase();
  if (plain === '') return null;
  for (const { id, name } of index.catalog.switches) {
    const tokens = [id, ...name.toLowerCase().split(/[\s()]+/)].filter((token) =>
      /^(?=.*[a-z])(?=.*\d{4})[a-z0-9-]+$/.test(token),
    );
    if (tokens.some((token) => plain.includes(token))) return id;
  }
  return null;
}
