/** Blocks and links in words, for the undo menu, the screen reader and messages. */
import type { BlockKind, Drawing } from './plan-document.ts';

const KIND_WORDS: Record<BlockKind, readonly [one: string, many: string]> = {
  site: ['site', 'sites'],
  hall: ['hall', 'halls'],
  row: ['row', 'rows'],
  rack: ['rack', 'racks'],
  node: ['node', 'nodes'],
  accelerator: ['accelerator', 'accelerators'],
  switch: ['switch', 'switches'],
  storage: ['storage', 'storages'],
  power: ['power unit', 'power units'],
  cooling: ['cooling unit', 'cooling units'],
};

/** The kind as a word: `rack`, or `racks` for any number but one. */
export function kindWord(kind: BlockKind, number = 1): string {
  return KIND_WORDS[kind][number === 1 ? 0 : 1];
}

/** A block's name, or its kind when it has none. */
export function nameOf(drawing: Drawing, id: string): string {
  const block = drawing.blocks[id];
  if (block !== undefined) return block.name.trim() === '' ? kindWord(block.kind) : block.name;
  const link = drawing.links[id];
  if (link !== undefined) return `link from ${nameOf(drawing, link.from)} to ${nameOf(drawing, link.to)}`;
  return 'something';
}

/** Some blocks and links in few words: `DGX H100`, `3 racks`, `2 blocks and 1 link`. Unknown ids are left out. */
export function describeItems(drawing: Drawing, ids: Iterable<string>): string {
  const blocks: string[] = [];
  const links: string[] = [];
  for (const id of new Set(ids)) {
    if (drawing.blocks[id] !== undefined) blocks.push(id);
    else if (drawing.links[id] !== undefined) links.push(id);
  }
  const only = blocks.length + links.length === 1 ? (blocks[0] ?? links[0]) : undefined;
  if (only !== undefined) return nameOf(drawing, only);
  const parts: string[] = [];
  if (blocks.length > 0) {
    const kinds = new Set(blocks.map((id) => drawing.blocks[id]?.kind));
    const kind = kinds.size === 1 ? drawing.blocks[blocks[0] ?? '']?.kind : undefined;
    const word = kind === undefined ? (blocks.length === 1 ? 'block' : 'blocks') : kindWord(kind, blocks.length);
    parts.push(`${blocks.length} ${word}`);
  }
  if (links.length > 0) parts.push(`${links.length} ${links.length === 1 ? 'link' : 'links'}`);
  return parts.length === 0 ? 'nothing' : parts.join(' and ');
}
