/** What an import would draw, in numbers. */
import type { CatalogIndex } from '../../../catalog/catalog-types.ts';
import type { Drawing } from '../../../plan/plan-document.ts';
import { findEndpoints } from '../../endpoint.ts';
import { countAccelerators, countInstances } from '../../summarize-drawing.ts';
import { describeLinks } from '../export/describe-link.ts';

/** Cables between two blocks. */
export interface ImportedCables {
  readonly id: string;
  readonly words: string;
  readonly cables: number;
  /** One cable, one direction; null = not known. */
  readonly bandwidthBytesPerSecond: number | null;
  readonly kind: string;
}

/** Numbers of a drawing. */
export interface ImportedCounts {
  readonly accelerators: number;
  /** Systems of the catalogue, and nodes that are none. */
  readonly hosts: number;
  readonly switches: number;
  readonly cables: number;
  readonly lines: readonly ImportedCables[];
  readonly blocks: number;
}

/** Counts a drawing. */
export function countImported(drawing: Drawing, index: CatalogIndex): ImportedCounts {
  const instances = countInstances(drawing);
  const endpoints = findEndpoints(drawing, index);
  const parents = new Set(Object.values(drawing.blocks).map(({ parent }) => parent));
  let hosts = 0;
  let switches = 0;
  for (const { id, kind } of Object.values(drawing.blocks)) {
    const isHost = kind === 'node' || (kind === 'rack' && (endpoints.has(id) || !parents.has(id)));
    if (isHost) hosts += instances.get(id) ?? 0;
    if (kind === 'switch') switches += instances.get(id) ?? 0;
  }
  const lines = describeLinks(drawing, index).map(({ link, cables, bandwidthBytesPerSecond, kind }) => ({
    id: link.id,
    words: `${drawing.blocks[link.from]?.name} to ${link.from === link.to ? 'each other' : drawing.blocks[link.to]?.name}`,
    cables,
    bandwidthBytesPerSecond,
    kind,
  }));
  return {
    accelerators: countAccelerators(drawing, index).total,
    hosts,
    switches,
    cables: lines.reduce((sum, line) => sum + line.cables, 0),
    lines: lines.sort((a, b) => b.cables - a.cables),
    blocks: Object.keys(drawing.blocks).length,
  };
}
