/** Measured collectives: `bench/kernel-tables/collectives.csv`, or a table with the same columns. */
import { readFileSync } from 'node:fs';

/** One measured time. */
export interface MeasuredCollective {
  readonly accelerator: string;
  /** The links as the source names them, see `measured-machines.ts`. */
  readonly fabric: string;
  readonly library: string;
  readonly op: string;
  /** Number format; empty = not stated. */
  readonly dtype: string;
  readonly ranks: number;
  readonly nodes: number;
  /** As nccl-tests counts them: the whole buffer of one rank. */
  readonly bytes: number;
  readonly seconds: number;
  readonly source: string;
}

const TABLE = new URL('../kernel-tables/collectives.csv', import.meta.url);

/** Reads a table with one header line and no quoting. Throws when a column is missing or a number is none. */
export function readCollectives(file: string | URL = TABLE): readonly MeasuredCollective[] {
  const [header = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const columns = header.trim().split(',');
  for (const column of ['accelerator', 'fabric', 'op', 'ranks', 'bytes', 'seconds', 'source']) {
    if (!columns.includes(column)) throw new Error(`the table of collectives has no column "${column}"`);
  }
  return lines.map((line, position) => {
    const cells = line.trim().split(',');
    const text = (column: string): string => cells[columns.indexOf(column)] ?? '';
    const number = (column: string): number => {
      const value = Number(text(column));
      if (text(column) === '' || !Number.isFinite(value) || value <= 0) {
        throw new Error(`line ${position + 2}: ${column} is "${text(column)}", not a positive number`);
      }
      return value;
    };
    return {
      accelerator: text('accelerator'),
      fabric: text('fabric'),
      library: text('library'),
      op: text('op'),
      dtype: text('dtype'),
      ranks: number('ranks'),
      nodes: columns.includes('nodes') ? number('nodes') : 1,
      bytes: number('bytes'),
      seconds: number('seconds'),
      source: text('source'),
    };
  });
}
