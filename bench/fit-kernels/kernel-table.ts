/** Reads the tables of measured kernels in `bench/kernel-tables/`: comma-separated, one header line, no quoting. */
import { readFileSync } from 'node:fs';

export type TableRow = Readonly<Record<string, string>>;

/** Rows of one table by column name. Throws when the file is missing. */
export function readKernelTable(name: string): readonly TableRow[] {
  const [header = '', ...lines] = readFileSync(new URL(`../kernel-tables/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const columns = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
  });
}
