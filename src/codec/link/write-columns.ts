import type { ByteWriter } from './byte-writer.ts';
import { writeNumberColumn } from './number-column.ts';
import type { Shape } from './shape.ts';
import type { StringTableWriter } from './string-table.ts';

type Row = Record<string, unknown>;

/** Writes values of one shape, column by column. The values must have that shape: this is for plans that were validated. */
export function writeColumns(
  writer: ByteWriter,
  strings: StringTableWriter,
  shape: Shape,
  values: readonly unknown[],
): void {
  switch (shape.kind) {
    case 'number':
      writeNumberColumn(writer, values as number[]);
      break;
    case 'boolean':
      writeNumberColumn(writer, values.map(Number));
      break;
    case 'string':
      writeNumberColumn(
        writer,
        values.map((value) => strings.numberOf(value as string)),
      );
      break;
    case 'pick':
      writeNumberColumn(
        writer,
        values.map((value) => {
          const place = shape.values.indexOf(value);
          if (place < 0) throw new RangeError(`A link cannot hold ${String(value)}.`);
          return place;
        }),
      );
      break;
    case 'nullable':
      writeNumberColumn(
        writer,
        values.map((value) => (value === null ? 0 : 1)),
      );
      writeColumns(
        writer,
        strings,
        shape.of,
        values.filter((value) => value !== null),
      );
      break;
    case 'list': {
      const lists = values as unknown[][];
      writeNumberColumn(
        writer,
        lists.map(({ length }) => length),
      );
      writeColumns(writer, strings, shape.of, lists.flat(1));
      break;
    }
    case 'record': {
      const rows = values as Row[];
      writeNumberColumn(
        writer,
        rows.map((row) => Object.keys(row).length),
      );
      writeNumberColumn(
        writer,
        rows.flatMap((row) => Object.keys(row).map((key) => strings.numberOf(key))),
      );
      writeColumns(
        writer,
        strings,
        shape.of,
        rows.flatMap((row) => Object.values(row)),
      );
      break;
    }
    case 'object':
      for (const [key, field] of shape.fields) {
        writeColumns(
          writer,
          strings,
          field,
          values.map((value) => (value as Row)[key]),
        );
      }
      break;
    case 'variant': {
      const tags = values.map((value) => shape.cases.findIndex(([tag]) => tag === (value as Row)[shape.tag]));
      writeNumberColumn(writer, tags);
      for (const [place, [, body]] of shape.cases.entries()) {
        writeColumns(
          writer,
          strings,
          body,
          values.filter((_, row) => tags[row] === place),
        );
      }
      break;
    }
  }
}
