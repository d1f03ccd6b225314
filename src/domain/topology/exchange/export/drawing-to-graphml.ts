/**
 * A drawing as GraphML: folded as it is drawn. Blocks are nodes with a count, blocks with others inside hold a nested graph, links are
 * edges of the outermost graph. All values are data with declared keys.
 */
import type { CatalogIndex } from '../../../catalog/catalog-types.ts';
import { groupByParent } from '../../../plan/drawing/block-tree.ts';
import type { Block, Drawing } from '../../../plan/plan-document.ts';
import { countInstances } from '../../summarize-drawing.ts';
import { describeLinks, type LinkFacts, nameInCatalog } from './describe-link.ts';
import { escapeXml } from './escape-xml.ts';

interface Key {
  readonly id: string;
  readonly for: 'graph' | 'node' | 'edge';
  readonly name: string;
  readonly type: 'string' | 'int' | 'long' | 'double';
}

/** Names carry their unit. */
const KEYS: readonly Key[] = [
  { id: 'title', for: 'graph', name: 'title', type: 'string' },
  { id: 'label', for: 'node', name: 'label', type: 'string' },
  { id: 'kind', for: 'node', name: 'kind', type: 'string' },
  { id: 'count', for: 'node', name: 'countPerParent', type: 'int' },
  { id: 'total', for: 'node', name: 'countInAll', type: 'long' },
  { id: 'catalog', for: 'node', name: 'catalogId', type: 'string' },
  { id: 'product', for: 'node', name: 'product', type: 'string' },
  { id: 'accelerators', for: 'node', name: 'acceleratorsPerInstance', type: 'int' },
  { id: 'torus', for: 'node', name: 'torusShape', type: 'string' },
  { id: 'region', for: 'node', name: 'regionId', type: 'string' },
  { id: 'power', for: 'node', name: 'powerLimitWatts', type: 'double' },
  { id: 'failed', for: 'node', name: 'failedInstances', type: 'int' },
  { id: 'degraded', for: 'node', name: 'degradedInstances', type: 'int' },
  { id: 'x', for: 'node', name: 'x', type: 'double' },
  { id: 'y', for: 'node', name: 'y', type: 'double' },
  { id: 'width', for: 'node', name: 'width', type: 'double' },
  { id: 'height', for: 'node', name: 'height', type: 'double' },
  { id: 'link', for: 'edge', name: 'catalogId', type: 'string' },
  { id: 'linkKind', for: 'edge', name: 'kind', type: 'string' },
  { id: 'each', for: 'edge', name: 'cablesPerInstance', type: 'int' },
  { id: 'cables', for: 'edge', name: 'cablesInAll', type: 'long' },
  { id: 'pattern', for: 'edge', name: 'pattern', type: 'string' },
  { id: 'speed', for: 'edge', name: 'bandwidthBytesPerSecond', type: 'double' },
  { id: 'broken', for: 'edge', name: 'entriesOfBrokenCables', type: 'int' },
  { id: 'latency', for: 'edge', name: 'latencySeconds', type: 'double' },
];

/** Writes a drawing. `title` = the plan's name. */
export function drawingToGraphml(drawing: Drawing, title: string, index: CatalogIndex | null): string {
  const children = groupByParent(drawing);
  const instances = countInstances(drawing);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">',
    ...KEYS.map((key) => `  <key id="${key.id}" for="${key.for}" attr.name="${key.name}" attr.type="${key.type}"/>`),
    '  <graph id="drawing" edgedefault="undirected">',
    ...dataLines([['title', title]], '    '),
  ];
  const write = (block: Block, indent: string): void => {
    const inside = children.get(block.id) ?? [];
    lines.push(`${indent}<node id="${escapeXml(block.id)}">`);
    lines.push(...dataLines(nodeData(block, instances.get(block.id) ?? 0, index), `${indent}  `));
    if (inside.length > 0) {
      lines.push(`${indent}  <graph id="${escapeXml(block.id)}:" edgedefault="undirected">`);
      for (const child of inside) write(child, `${indent}    `);
      lines.push(`${indent}  </graph>`);
    }
    lines.push(`${indent}</node>`);
  };
  for (const block of children.get(null) ?? []) write(block, '    ');
  for (const facts of describeLinks(drawing, index)) {
    const { id, from, to } = facts.link;
    lines.push(`    <edge id="${escapeXml(id)}" source="${escapeXml(from)}" target="${escapeXml(to)}">`);
    lines.push(...dataLines(edgeData(facts), '      '), '    </edge>');
  }
  return [...lines, '  </graph>', '</graphml>', ''].join('\n');
}

type Data = readonly (readonly [key: string, value: string | number | null])[];

function nodeData(block: Block, total: number, index: CatalogIndex | null): Data {
  const accelerators =
    block.catalogId === null ? undefined : index?.systems.get(block.catalogId)?.acceleratorsPerSystem;
  const countOf = (state: 'failed' | 'degraded'): number | null =>
    block.exceptions.filter((exception) => exception.state === state).length || null;
  return [
    ['label', block.name],
    ['kind', block.kind],
    ['count', block.count],
    ['total', total],
    ['catalog', block.catalogId],
    ['product', nameInCatalog(block.catalogId, index) || null],
    ['accelerators', block.kind === 'accelerator' ? 1 : (accelerators ?? null)],
    ['torus', block.torusDims === null ? null : block.torusDims.join('x')],
    ['region', block.regionId],
    ['power', block.powerLimitWatts],
    ['failed', countOf('failed')],
    ['degraded', countOf('degraded')],
    ['x', block.x],
    ['y', block.y],
    ['width', block.width],
    ['height', block.height],
  ];
}

function edgeData({ link, kind, cables, bandwidthBytesPerSecond, latencySeconds }: LinkFacts): Data {
  return [
    ['link', link.catalogId],
    ['linkKind', kind],
    ['each', link.cablesPerInstance],
    ['cables', cables],
    ['pattern', link.pattern],
    ['speed', bandwidthBytesPerSecond],
    ['broken', link.exceptions.length || null],
    ['latency', latencySeconds],
  ];
}

function dataLines(data: Data, indent: string): string[] {
  return data.flatMap(([key, value]) =>
    value === null ? [] : [`${indent}<data key="${key}">${escapeXml(String(value))}</data>`],
  );
}
