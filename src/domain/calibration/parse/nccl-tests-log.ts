/**
 * What nccl-tests (and rccl-tests) print: `#` lines with the command, the ranks and their hosts, then a row a size: size, count, type,
 * redop, root, and twice time (µs), algbw (GB/s), busbw (GB/s), #wrong: out of place and in place.
 */
import { type LineProblem, ProblemList, readLines, readNumber } from './read-lines.ts';

/** Collectives whose tables are read. */
export const COLLECTIVES = ['all_reduce', 'all_gather', 'reduce_scatter', 'alltoall', 'sendrecv'] as const;
/** A collective whose table is read. */
export type CollectiveName = (typeof COLLECTIVES)[number];

/** One size of a table: the better of in place and out of place. */
export interface CollectiveRow {
  readonly bytes: number;
  readonly seconds: number;
  readonly busBytesPerSecond: number;
}

/** One table. */
export interface CollectiveTable {
  readonly collective: CollectiveName;
  readonly ranks: number;
  /** Machines that the ranks lie on; null when the log does not list them. */
  readonly hosts: number | null;
  readonly rows: readonly CollectiveRow[];
}

/** A log's table, or none; with problems of single lines. */
export interface ReadCollectives {
  readonly table: CollectiveTable | null;
  readonly problems: readonly LineProblem[];
}

const GIGA = 1e9;
const MICRO = 1e-6;
/** Tokens of the two halves of a row. */
const HALF = 4;
const MOST_RANKS = 1_000_000;

/** Whether a line is part of such a log. */
export function isNcclLine(line: string): boolean {
  return /^#.*\b(algbw|busbw|nThread)\b/.test(line) || /^#\s+Rank\s+\d+\b.*\bon\b/.test(line);
}

/** Reads a log. Never throws. */
export function readNcclTests(text: string): ReadCollectives {
  const problems = new ProblemList();
  const lines = readLines(text, problems);
  const ranks = new Set<number>();
  const hosts = new Set<string>();
  const named = new Set<CollectiveName>();
  const rows: CollectiveRow[] = [];
  lines.forEach((line, at) => {
    const rank = /^#\s+Rank\s+(\d{1,7})\b.*?\bon\s+(\S{1,255})/.exec(line);
    if (rank !== null) {
      ranks.add(Number(rank[1]));
      hosts.add(rank[2] ?? '');
    }
    for (const [, name] of line.matchAll(/\b(all_reduce|all_gather|reduce_scatter|alltoall|sendrecv)_perf\b/g)) {
      named.add(name as CollectiveName);
    }
    if (!/^\s*\d+\s+\d+\s+[a-z]/.test(line)) return;
    const row = readRow(line);
    if (row === null) {
      problems.add(
        at + 1,
        'The row has no times and bandwidths that can be read.',
        'It needs size, count, type, redop, root, then time, algbw, busbw and #wrong twice.',
      );
    } else if (row.seconds > 0 && row.busBytesPerSecond > 0) rows.push(row);
  });
  const [collective] = named;
  if (named.size > 1) {
    problems.add(0, `The text holds ${[...named].join(' and ')}.`, 'Enter one collective at a time.');
    return { table: null, problems: problems.finish() };
  }
  if (collective === undefined) {
    problems.add(
      0,
      'The text does not name its collective.',
      'Put the command (for example all_reduce_perf) in front of the table.',
    );
    return { table: null, problems: problems.finish() };
  }
  const count = ranks.size;
  if (count < 2 || Math.max(...[...ranks].slice(0, 1)) > MOST_RANKS) {
    problems.add(
      0,
      'The header lists fewer than two ranks.',
      'Paste the lines “# Rank 0 … on …” too: the number of ranks is in them.',
    );
    return { table: null, problems: problems.finish() };
  }
  if (rows.length === 0) {
    problems.add(0, 'There is no row with a bandwidth.', 'Paste the rows of the table too, large sizes above all.');
    return { table: null, problems: problems.finish() };
  }
  return { table: { collective, ranks: count, hosts: hosts.size, rows }, problems: problems.finish() };
}

function readRow(line: string): CollectiveRow | null {
  const tokens = line.trim().split(/\s+/, 40);
  if (tokens.length < 2 + 2 * HALF) return null;
  const bytes = readNumber(tokens[0]);
  const halves = [tokens.slice(-2 * HALF, -HALF), tokens.slice(-HALF)].map(([time, , bus]) => ({
    seconds: readNumber(time) * MICRO,
    busBytesPerSecond: readNumber(bus) * GIGA,
  }));
  const sound = halves.filter(({ seconds, busBytesPerSecond }) => seconds >= 0 && busBytesPerSecond >= 0);
  const best = sound.sort((a, b) => a.seconds - b.seconds)[0];
  return best === undefined || !(bytes >= 0) ? null : { bytes, ...best };
}
