/** What exported files say about a link: its own values where it has some, else the catalogue's. */
import type { CatalogIndex } from '../../../catalog/catalog-types.ts';
import type { Drawing, Link } from '../../../plan/plan-document.ts';
import { countInstances } from '../../summarize-drawing.ts';

/** One link in plain values. */
export interface LinkFacts {
  readonly link: Link;
  /** Name of its kind. */
  readonly kind: string;
  /** Cables in the whole drawing. */
  readonly cables: number;
  /** One cable, one direction; null = not known. */
  readonly bandwidthBytesPerSecond: number | null;
  /** One way, seconds; null = the catalogue does not know it either. */
  readonly latencySeconds: number | null;
}

/** All links of a drawing whose ends exist. */
export function describeLinks(drawing: Drawing, index: CatalogIndex | null): LinkFacts[] {
  const instances = countInstances(drawing);
  return Object.values(drawing.links).flatMap((link) => {
    if (drawing.blocks[link.from] === undefined || drawing.blocks[link.to] === undefined) return [];
    const record = index?.links.get(link.catalogId);
    const wan = index?.wanClasses.get(link.catalogId);
    const speed = record?.portBandwidthBytesPerSecond ?? wan?.bandwidthBytesPerSecond ?? null;
    return [
      {
        link,
        kind: record?.name ?? wan?.name ?? link.catalogId,
        cables: (instances.get(link.from) ?? 0) * link.cablesPerInstance,
        bandwidthBytesPerSecond: link.bandwidthBytesPerSecond ?? speed,
        latencySeconds:
          link.latencySeconds ??
          record?.endToEndLatencySeconds ??
          (wan === undefined ? null : wan.roundTripSeconds / 2),
      },
    ];
  });
}

/** Name of what the catalogue has for a block; '' = nothing. */
export function nameInCatalog(catalogId: string | null, index: CatalogIndex | null): string {
  if (catalogId === null || index === null) return '';
  return (
    index.systems.get(catalogId)?.name ??
    index.accelerators.get(catalogId)?.name ??
    index.switches.get(catalogId)?.name ??
    ''
  );
}
