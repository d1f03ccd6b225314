/** A table of matrix products: a header, then rows of m, n, k, a number format, and seconds or TFLOP/s. Commas, semicolons or tabs. */
import { MATMUL_FORMATS, type MatmulFormat } from '../../plan/plan-document.ts';
import { type LineProblem, ProblemList, readLines, readNumber } from './read-lines.ts';

/** One measured product. */
export interface MeasuredProduct {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly format: MatmulFormat;
  readonly flopsPerSecond: number;
}

/** A table's products, with problems of single lines. */
export interface ReadProducts {
  readonly products: readonly MeasuredProduct[];
  readonly problems: readonly LineProblem[];
}

type Column = 'm' | 'n' | 'k' | 'format' | 'seconds' | 'milliseconds' | 'microseconds' | 'teraflops';

/** Names of columns as they are met, without case, spaces, brackets and underscores. */
const COLUMNS: readonly (readonly [Column, RegExp])[] = [
  ['m', /^(m|rows|dimm)$/],
  ['n', /^(n|columns|cols|dimn)$/],
  ['k', /^(k|depth|inner|dimk)$/],
  ['format', /^(dtype|format|precision|type|datatype|numberformat)$/],
  ['teraflops', /^(tflops?|tflops?\/s|tflopspersecond|tflopss)$/],
  ['microseconds', /^(us|µs|timeus|timeµs|microseconds|latencyus|timemicroseconds)$/],
  ['milliseconds', /^(ms|timems|milliseconds|latencyms)$/],
  ['seconds', /^(s|seconds|time|times|timeseconds|latency|latencys|duration)$/],
];

const FORMAT_NAMES: readonly (readonly [RegExp, MatmulFormat])[] = [
  [/^(torch\.)?(bf16|bfloat16|b16)$/, 'bf16'],
  [/^(torch\.)?(fp16|f16|float16|half)$/, 'fp16'],
  [/^(torch\.)?(fp32|f32|float32|float|single)$/, 'fp32'],
  [/^tf32$/, 'tf32'],
  [/^(torch\.)?(fp8|f8|e4m3|float8.*|fp8e4m3|fp8_e4m3)$/, 'fp8'],
  [/^mxfp8$/, 'mxfp8'],
  [/^(fp4|nvfp4|mxfp4|e2m1)$/, 'fp4'],
];

const MAX_EDGE = 1e8;

/** Whether a line is a header of such a table. */
export function isProductHeader(line: string): boolean {
  const columns = readHeader(line);
  return ['m', 'n', 'k'].every((name) => columns.includes(name as Column));
}

function split(line: string): string[] {
  const separator = line.includes('\t') ? '\t' : line.includes(';') ? ';' : ',';
  return line.split(separator, 60).map((cell) => cell.trim().replace(/^"|"$/g, ''));
}

function readHeader(line: string): (Column | null)[] {
  return split(line).map((cell) => {
    const name = cell.toLowerCase().replace(/[\s_()[\]-]/g, '');
    return COLUMNS.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
  });
}

/** Reads a table; products whose row names no format are of `fallback`. Never throws. */
export function readMatmulTable(text: string, fallback: MatmulFormat): ReadProducts {
  const problems = new ProblemList();
  const lines = readLines(text, problems);
  const start = lines.findIndex(isProductHeader);
  if (start < 0) {
    problems.add(0, 'No line names the columns m, n and k.', 'Begin with a header, for example m,n,k,dtype,tflops.');
    return { products: [], problems: problems.finish() };
  }
  const columns = readHeader(lines[start] ?? '');
  if (!columns.some((name) => name === 'teraflops' || name?.endsWith('seconds'))) {
    problems.add(start + 1, 'The header names no time and no rate.', 'Add a column seconds, ms, us or tflops.');
    return { products: [], problems: problems.finish() };
  }
  const products: MeasuredProduct[] = [];
  lines.slice(start + 1).forEach((line, at) => {
    if (line.trim() === '' || line.startsWith('#')) return;
    const read = readProduct(split(line), columns, fallback);
    if (typeof read === 'string') problems.add(start + at + 2, read, 'Correct the row, or leave it out.');
    else products.push(read);
  });
  if (products.length === 0)
    problems.add(0, 'The table has no product that can be read.', 'Add a row, for example 8192,8192,8192,bf16,620.');
  return { products, problems: problems.finish() };
}

function readProduct(
  cells: readonly string[],
  columns: readonly (Column | null)[],
  fallback: MatmulFormat,
): MeasuredProduct | string {
  const cell = (name: Column): string | undefined => {
    const place = columns.indexOf(name);
    return place < 0 ? undefined : cells[place];
  };
  const [m, n, k] = [readNumber(cell('m')), readNumber(cell('n')), readNumber(cell('k'))];
  if (![m, n, k].every((edge) => Number.isInteger(edge) && edge >= 1 && edge <= MAX_EDGE)) {
    return 'm, n and k must be whole numbers from 1.';
  }
  const format = readFormat(cell('format'), fallback);
  if (format === null) return `The number format “${(cell('format') ?? '').slice(0, 40)}” is not known.`;
  const work = 2 * m * n * k;
  const rates = [
    readNumber(cell('teraflops')) * 1e12,
    work / readNumber(cell('seconds')),
    work / (readNumber(cell('milliseconds')) * 1e-3),
    work / (readNumber(cell('microseconds')) * 1e-6),
  ];
  const flopsPerSecond = rates.find((rate) => Number.isFinite(rate) && rate > 0);
  return flopsPerSecond === undefined ? 'The row has no time or rate above 0.' : { m, n, k, format, flopsPerSecond };
}

function readFormat(text: string | undefined, fallback: MatmulFormat): MatmulFormat | null {
  if (text === undefined || text === '') return fallback;
  const name = text.toLowerCase();
  const known = MATMUL_FORMATS.find((format) => format === name);
  return known ?? FORMAT_NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
