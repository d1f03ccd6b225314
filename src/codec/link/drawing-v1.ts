/**
 * The drawing in version 1 of the link. Ids are written as a prefix and a number (`b12`), differences of numbers; what refers
 * to a block means its row. FROZEN together with the shapes. Version 4 writes the same columns with kinds of block of its own.
 */
import type { Drawing } from '../../domain/plan/plan-document.ts';
import { type ByteReader, MalformedBytes } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { readCountColumn, readNumberColumn, writeNumberColumn } from './number-column.ts';
import { readColumns } from './read-columns.ts';
import type { Shape } from './shape.ts';
import { BLOCK_V1, LINK_V1 } from './shape-v1.ts';
import type { StringTableWriter } from './string-table.ts';
import { writeColumns } from './write-columns.ts';

const MAX_ROWS = 100_000;

/** `b12` → `b` and 13; an id without such a number is all prefix and 0. */
function splitId(id: string): { prefix: string; number: number } {
  const match = /^(.*?)(0|[1-9]\d{0,8})$/s.exec(id);
  return match === null ? { prefix: id, number: 0 } : { prefix: match[1] ?? '', number: Number(match[2]) + 1 };
}

function writeIds(writer: ByteWriter, strings: StringTableWriter, ids: readonly string[]): void {
  const parts = ids.map(splitId);
  writeNumberColumn(
    writer,
    parts.map(({ prefix }) => strings.numberOf(prefix)),
  );
  writeNumberColumn(
    writer,
    parts.map(({ number }) => number),
  );
}

function readIds(reader: ByteReader, stringOf: (number: number) => string, length: number): string[] {
  const prefixes = readNumberColumn(reader, length).map(stringOf);
  const numbers = readCountColumn(reader, length, 1e9);
  return prefixes.map((prefix, row) => (numbers[row] === 0 ? prefix : `${prefix}${(numbers[row] ?? 1) - 1}`));
}

/** Writes all blocks and links. The drawing must be sound: every reference must lead to a block. */
export function writeDrawingV1(
  writer: ByteWriter,
  strings: StringTableWriter,
  drawing: Drawing,
  blockShape: Shape = BLOCK_V1,
): void {
  const blocks = Object.values(drawing.blocks);
  const links = Object.values(drawing.links);
  const rows = new Map(blocks.map(({ id }, row) => [id, row]));
  const rowOf = (id: string) => {
    const row = rows.get(id);
    if (row === undefined) throw new RangeError(`A link cannot hold a reference to “${id}”, which is not drawn.`);
    return row;
  };
  writer.unsigned(blocks.length);
  writer.unsigned(links.length);
  writeIds(
    writer,
    strings,
    blocks.map(({ id }) => id),
  );
  writeNumberColumn(
    writer,
    blocks.map(({ parent }) => (parent === null ? 0 : rowOf(parent) + 1)),
  );
  writeColumns(writer, strings, blockShape, blocks);
  writeIds(
    writer,
    strings,
    links.map(({ id }) => id),
  );
  writeNumberColumn(
    writer,
    links.map(({ from }) => rowOf(from)),
  );
  writeNumberColumn(
    writer,
    links.map(({ to }) => rowOf(to)),
  );
  writeColumns(writer, strings, LINK_V1, links);
}

type Row = Record<string, unknown>;

/** Reads what {@link writeDrawingV1} wrote, as plain JSON that still has to be validated. */
export function readDrawingV1(
  reader: ByteReader,
  stringOf: (number: number) => string,
  blockShape: Shape = BLOCK_V1,
): { blocks: Row; links: Row } {
  const [blockCount, linkCount] = [reader.unsigned(), reader.unsigned()];
  if (blockCount > MAX_ROWS || linkCount > MAX_ROWS) throw new MalformedBytes('has too many rows');
  const blockIds = readIds(reader, stringOf, blockCount);
  const parents = readCountColumn(reader, blockCount, blockCount);
  const blockRows = readColumns(reader, stringOf, blockShape, blockCount) as Row[];
  const linkIds = readIds(reader, stringOf, linkCount);
  const from = readCountColumn(reader, linkCount, Math.max(0, blockCount - 1));
  const to = readCountColumn(reader, linkCount, Math.max(0, blockCount - 1));
  const linkRows = readColumns(reader, stringOf, LINK_V1, linkCount) as Row[];
  const blocks = blockRows.map((row, at) => {
    const parent = parents[at] ?? 0;
    return { ...row, id: blockIds[at], parent: parent === 0 ? null : blockIds[parent - 1] };
  });
  const links = linkRows.map((row, at) => ({
    ...row,
    id: linkIds[at],
    from: blockIds[from[at] ?? 0],
    to: blockIds[to[at] ?? 0],
  }));
  return {
    blocks: Object.fromEntries(blocks.map((block) => [block.id, block])),
    links: Object.fromEntries(links.map((link) => [link.id, link])),
  };
}
