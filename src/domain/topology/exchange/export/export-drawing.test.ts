import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../../cli/load-catalog.ts';
import type { Drawing } from '../../../plan/plan-document.ts';
import { TEMPLATES } from '../../../plan/templates/templates.ts';
import { buildDrawing } from '../../build-drawing.ts';
import { drawingToGraphml } from './drawing-to-graphml.ts';
import { drawingToMermaid } from './drawing-to-mermaid.ts';

const index = loadCatalog();
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those that XML forbids.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant.
const BREAKS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** Reads XML with a parser that refuses whatever is not well-formed. */
function readXml(text: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const stack = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes: attributes as Record<string, string>, children: [], text: '' };
    stack.at(-1)?.children.push(element);
    stack.push(element);
  });
  parser.on('text', (part) => {
    const top = stack.at(-1);
    if (top !== undefined) top.text += part;
  });
  parser.on('closetag', () => stack.pop());
  parser.write(text).close();
  const [graphml] = root.children;
  if (graphml === undefined) throw new Error('empty');
  return graphml;
}

const find = (element: Element, name: string): Element[] =>
  element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...find(child, name)]);
const dataOf = (element: Element, key: string): string | undefined =>
  element.children.find(({ name, attributes }) => name === 'data' && attributes.key === key)?.text;

/** Rules of GraphML that the schema states: declared keys with the right owner, edges between nodes, ids once, nested graphs in nodes. */
function checkGraphml(graphml: Element): void {
  expect(graphml.attributes.xmlns).toBe('http://graphml.graphdrawing.org/xmlns');
  const keys = new Map(find(graphml, 'key').map(({ attributes }) => [attributes.id, attributes]));
  const nodes = find(graphml, 'node');
  const ids = new Set(nodes.map(({ attributes }) => attributes.id));
  expect(ids.size).toBe(nodes.length);
  const graphs = find(graphml, 'graph');
  expect(new Set(graphs.map(({ attributes }) => attributes.id)).size).toBe(graphs.length);
  for (const { attributes } of graphs) expect(attributes.edgedefault).toBe('undirected');
  for (const edge of find(graphml, 'edge')) {
    expect(ids.has(edge.attributes.source)).toBe(true);
    expect(ids.has(edge.attributes.target)).toBe(true);
  }
  for (const owner of ['graph', 'node', 'edge']) {
    for (const element of find(graphml, owner)) {
      for (const { name, attributes, text } of element.children) {
        if (name !== 'data') continue;
        const key = keys.get(attributes.key);
        expect(key?.for).toBe(owner);
        if (key?.['attr.type'] !== 'string') expect(Number.isFinite(Number(text))).toBe(true);
      }
    }
  }
}

/** The part of Mermaid's flowchart grammar that is written, line by line; anything else is refused. */
function checkMermaid(text: string): { readonly labels: string[]; readonly edges: number } {
  const lines = text.split('\n');
  expect(lines.slice(0, 1)).toEqual(['---']);
  expect(typeof JSON.parse(/^title: (".*")$/.exec(lines[1] ?? '')?.[1] ?? 'none')).toBe('string');
  expect(lines.slice(2, 4)).toEqual(['---', 'flowchart TB']);
  expect(lines.at(-1)).toBe('');
  // No quote, no bare number sign, no HTML but the line break, nothing that ends a shape.
  const string = String.raw`"((?:[^"#<>&\`\\;\[\]{}()|\u0000-\u001f]|#\d+;|<br\/>)*)"`;
  const labels: string[] = [];
  const known = new Set<string>();
  let depth = 0;
  let edges = 0;
  for (const line of lines.slice(4, -1)) {
    const node = new RegExp(`^ +(n\\d+)(?:\\[${string}\\]|\\{\\{${string}\\}\\}|\\[\\(${string}\\)\\])$`).exec(line);
    const graph = new RegExp(`^ +subgraph (n\\d+) \\[${string}\\]$`).exec(line);
    const edge = new RegExp(`^ +(n\\d+) ---\\|${string}\\| (n\\d+)$`).exec(line);
    const begun = node ?? graph;
    if (begun !== null) {
      expect(known.has(begun[1] ?? '')).toBe(false);
      known.add(begun[1] ?? '');
      labels.push(begun.slice(2).find((label) => label !== undefined) ?? '');
      if (graph !== null) depth++;
    } else if (edge !== null) {
      expect(depth).toBe(0);
      expect(known.has(edge[1] ?? '') && known.has(edge[3] ?? '')).toBe(true);
      edges++;
    } else {
      expect(line.trim()).toBe('end');
      depth--;
      expect(depth).toBeGreaterThanOrEqual(0);
    }
  }
  expect(depth).toBe(0);
  return {
    labels: labels.map((label) => label.replace(/#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))),
    edges,
  };
}

const named = (name: string): Drawing =>
  buildDrawing(
    [
      { id: 'end', kind: 'rack', name, count: 3 },
      { id: 'a', kind: 'node', name, parent: 'end', count: 2, catalogId: 'dgx-h100' },
      { id: 's', kind: 'switch', name: 'leaf' },
    ],
    [{ from: 'a', to: 's', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' }],
  );

describe('GraphML', () => {
  it('holds all blocks and links of every template, folded', () => {
    for (const template of TEMPLATES) {
      const { drawing } = template.create();
      const graphml = readXml(drawingToGraphml(drawing, template.name, index));
      checkGraphml(graphml);
      expect(find(graphml, 'node').length).toBe(Object.keys(drawing.blocks).length);
      expect(find(graphml, 'edge').length).toBe(Object.keys(drawing.links).length);
    }
  });

  it('nests graphs and says counts, speed and pattern', () => {
    const graphml = readXml(drawingToGraphml(named('Rack'), 'Plan', index));
    const [rack] = find(graphml, 'node');
    const [inner] = rack === undefined ? [] : find(rack, 'node');
    if (inner === undefined) throw new Error('no nested node');
    expect(['label', 'kind', 'count', 'total', 'product', 'accelerators'].map((key) => dataOf(inner, key))).toEqual([
      'Rack',
      'node',
      '2',
      '6',
      'DGX/HGX H100',
      '8',
    ]);
    const [edge] = find(graphml, 'edge');
    if (edge === undefined) throw new Error('no edge');
    expect(['each', 'cables', 'pattern', 'speed', 'linkKind'].map((key) => dataOf(edge, key))).toEqual([
      '8',
      '48',
      'rails',
      '50000000000',
      'InfiniBand NDR 4x',
    ]);
  });

  it('brings every name back that XML can hold', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.string({ unit: 'binary' }),
          fc.constant('a "b" <c> & \'d\'\r\n\te ]]> 🚂'),
        ),
        (name) => {
          const graphml = readXml(drawingToGraphml(named(name), name, null));
          checkGraphml(graphml);
          const kept = name.replace(FORBIDDEN, '\ufffd');
          const [node] = find(graphml, 'node');
          expect(node === undefined ? '' : dataOf(node, 'label')).toBe(kept.replace(LONE, '\ufffd'));
        },
      ),
    );
  });
});

describe('Mermaid', () => {
  it('holds all blocks and links of every template, folded', () => {
    for (const { create, name } of TEMPLATES) {
      const { drawing } = create();
      const { labels, edges } = checkMermaid(drawingToMermaid(drawing, name, index));
      expect(labels.length).toBe(Object.keys(drawing.blocks).length);
      expect(edges).toBe(Object.keys(drawing.links).length);
    }
  });

  it('reads well', () => {
    expect(drawingToMermaid(named('Rack'), 'My plan', index)).toBe(`---
title: "My plan"
---
flowchart TB
  subgraph n1 ["Rack × 3"]
    n2["Rack × 2<br/>DGX/HGX H100"]
  end
  n3{{"leaf"}}
  n2 ---|"8 × 400 Gb/s InfiniBand NDR 4x, on rails"| n3
`);
  });

  it('brings every name back on one line', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.string({ unit: 'binary' }),
          fc.constant('a "b" #quot; <c> & `d`\nend ]] 🚂 %%x'),
        ),
        (name) => {
          const { labels } = checkMermaid(drawingToMermaid(named(name), name, null));
          const kept = name.replace(BREAKS, ' ').replace(LONE, '\ufffd');
          expect(labels[0]).toBe(`${name === '' ? 'rack' : kept} × 3`);
        },
      ),
    );
  });
});
