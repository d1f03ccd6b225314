/** A drawing as a Mermaid flowchart: folded as it is drawn; containers are subgraphs, links say number, speed and pattern. */
import type { CatalogIndex } from '../../../catalog/catalog-types.ts';
import { groupByParent } from '../../../plan/drawing/block-tree.ts';
import { isFacilityUnit } from '../../../plan/drawing/nesting-rules.ts';
import type { Block, Drawing } from '../../../plan/plan-document.ts';
import { describeLinks, type LinkFacts, nameInCatalog } from './describe-link.ts';

/** How a link's pattern reads on its line; one cable to everything needs no word. */
const PATTERNS: Readonly<Record<LinkFacts['link']['pattern'], string>> = {
  rails: 'on rails',
  single: 'to one',
  spread: 'spread',
};

/** Writes a drawing. `title` = the plan's name. */
export function drawingToMermaid(drawing: Drawing, title: string, index: CatalogIndex | null): string {
  const children = groupByParent(drawing);
  // Ids of our own: those of a drawing may be words of the language.
  const ids = new Map(Object.keys(drawing.blocks).map((id, at) => [id, `n${at + 1}`]));
  const lines = [`---`, `title: ${JSON.stringify(cleanText(title))}`, `---`, 'flowchart TB'];
  const write = (block: Block, indent: string): void => {
    const inside = children.get(block.id) ?? [];
    const id = ids.get(block.id) ?? '';
    const label = writeLabel(describeBlock(block, index));
    if (inside.length === 0) {
      lines.push(`${indent}${id}${writeShape(block.kind, label)}`);
      return;
    }
    lines.push(`${indent}subgraph ${id} [${label}]`);
    for (const child of inside) write(child, `${indent}  `);
    lines.push(`${indent}end`);
  };
  for (const block of children.get(null) ?? []) write(block, '  ');
  for (const facts of describeLinks(drawing, index)) {
    lines.push(`  ${ids.get(facts.link.from)} ---|${writeLabel([describeLink(facts)])}| ${ids.get(facts.link.to)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Switches are hexagons, storage is a drum, units of power and cooling have round ends. */
function writeShape(kind: Block['kind'], label: string): string {
  if (kind === 'switch') return `{{${label}}}`;
  if (kind === 'storage') return `[(${label})]`;
  return isFacilityUnit(kind) ? `([${label}])` : `[${label}]`;
}

function describeBlock(block: Block, index: CatalogIndex | null): string[] {
  const count = block.count === 1 ? '' : ` × ${block.count}`;
  const product = nameInCatalog(block.catalogId, index);
  return [
    `${block.name === '' ? block.kind : block.name}${count}`,
    ...(product === '' || product === block.name ? [] : [product]),
  ];
}

function describeLink({ link, kind, bandwidthBytesPerSecond }: LinkFacts): string {
  const speed =
    bandwidthBytesPerSecond === null ? '' : `${Number(((bandwidthBytesPerSecond * 8) / 1e9).toPrecision(3))} Gb/s `;
  return `${link.cablesPerInstance} × ${speed}${kind}, ${PATTERNS[link.pattern]}`;
}

/** A quoted label. Mermaid knows letters by number (`#34;`); those with a meaning in its text or in HTML are written so. */
function writeLabel(texts: readonly string[]): string {
  return `"${texts.map((text) => cleanText(text).replace(/["#&<>`\\;[\]{}()|]/g, (letter) => `#${letter.charCodeAt(0)};`)).join('<br/>')}"`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant.
const BREAKS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const HALVES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** One line without control characters: a label has no place for others. */
function cleanText(text: string): string {
  return text.replace(BREAKS, ' ').replace(HALVES, '\ufffd');
}
