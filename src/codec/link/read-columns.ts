import { type ByteReader, MalformedBytes } from './byte-reader.ts';
import { readCountColumn, readNumberColumn } from './number-column.ts';
import type { Shape } from './shape.ts';

type Row = Record<string, unknown>;

/** Longest list or record inside one value. */
const MAX_LENGTH = 100_000;

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Cuts a flat column into pieces of the given lengths. */
function cut<T>(flat: readonly T[], lengths: readonly number[]): T[][] {
  let at = 0;
  return lengths.map((length) => {
    at += length;
    return flat.slice(at - length, at);
  });
}

/** Reads `length` values of one shape, written by `writeColumns`. */
export function readColumns(
  reader: ByteReader,
  stringOf: (number: number) => string,
  shape: Shape,
  length: number,
): unknown[] {
  switch (shape.kind) {
    case 'number':
      return readNumberColumn(reader, length);
    case 'boolean':
      return readCountColumn(reader, length, 1).map((value) => value === 1);
    case 'string':
      return readNumberColumn(reader, length).map(stringOf);
    case 'pick':
      return readCountColumn(reader, length, shape.values.length - 1).map((place) => shape.values[place]);
    case 'nullable': {
      const present = readCountColumn(reader, length, 1);
      const values = readColumns(reader, stringOf, shape.of, sum(present));
      let at = 0;
      return present.map((there) => {
        if (there === 0) return null;
        at += 1;
        return values[at - 1];
      });
    }
    case 'list': {
      const lengths = readCountColumn(reader, length, MAX_LENGTH);
      return cut(readColumns(reader, stringOf, shape.of, sum(lengths)), lengths);
    }
    case 'record': {
      const lengths = readCountColumn(reader, length, MAX_LENGTH);
      const total = sum(lengths);
      const keys = readNumberColumn(reader, total).map(stringOf);
      const values = readColumns(reader, stringOf, shape.of, total);
      const entries = keys.map((key, index) => [key, values[index]] as const);
      return cut(entries, lengths).map((row) => Object.fromEntries(row));
    }
    case 'object': {
      const rows: Row[] = Array.from({ length }, () => ({}));
      for (const [key, field] of shape.fields) {
        const column = readColumns(reader, stringOf, field, length);
        for (const [index, row] of rows.entries()) row[key] = column[index];
      }
      return rows;
    }
    case 'variant': {
      const tags = readCountColumn(reader, length, shape.cases.length - 1);
      const bodies = shape.cases.map(([value, body], place) => {
        const rows = readColumns(reader, stringOf, body, tags.filter((tag) => tag === place).length);
        return rows.map((row) => ({ [shape.tag]: value, ...(row as Row) })).values();
      });
      return tags.map((tag) => {
        const row = bodies[tag]?.next();
        if (row === undefined || row.done === true) throw new MalformedBytes('has a row of no kind');
        return row.value;
      });
    }
  }
}
