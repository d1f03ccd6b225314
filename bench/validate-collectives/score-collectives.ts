/** How far predicted collectives are from measured ones: row by row and by group. Nothing that cannot be compared is left unsaid. */
import { quantile } from '../fit-kernels/pattern-search.ts';
import type { CollectivePredictor } from './predict-collective.ts';
import type { MeasuredCollective } from './read-collectives.ts';

/** Messages below this are no matter of bandwidth. */
export const SMALLEST_BYTES = 1e6;

/** One row with its prediction. */
export interface ScoredRow {
  readonly row: MeasuredCollective;
  readonly machine: string;
  readonly predictedSeconds: number;
  /** Predicted ÷ measured − 1. */
  readonly error: number;
}

/** Errors of several rows, as fractions. */
export interface ErrorFigures {
  readonly rows: number;
  readonly median: number;
  readonly p90: number;
  readonly signedMedian: number;
}

/** Rows with no prediction, and why. */
export interface UnmodelledRows {
  readonly machine: string;
  readonly library: string;
  readonly reason: string;
  readonly rows: number;
}

/** All that a table of measured collectives comes to. */
export interface CollectiveScores {
  readonly scored: readonly ScoredRow[];
  readonly unmodelled: readonly UnmodelledRows[];
  /** Rows of messages too small to compare. */
  readonly smallRows: number;
  readonly overall: readonly (ErrorFigures & { readonly set: string })[];
  readonly groups: readonly (ErrorFigures & { readonly machine: string; readonly op: string })[];
}

/** What is counted together, widest last. */
const SETS: readonly { readonly set: string; readonly has: (row: MeasuredCollective) => boolean }[] = [
  { set: 'NCCL and RCCL', has: (row) => !isOwnKernel(row) },
  { set: 'NCCL and RCCL, one node', has: (row) => !isOwnKernel(row) && row.nodes === 1 },
  { set: 'NCCL and RCCL, several nodes', has: (row) => !isOwnKernel(row) && row.nodes > 1 },
  { set: 'inference servers’ own all-reduce', has: isOwnKernel },
  { set: 'all, without the L40S host', has: (row) => row.accelerator !== 'l40s' },
  { set: 'all', has: () => true },
];

/** Whether an inference server reduced small messages with a kernel of its own; from some size on it calls NCCL. */
export function isOwnKernel(row: MeasuredCollective): boolean {
  return row.library.startsWith('custom-');
}

/** Compares all rows of a table with the model. */
export function scoreCollectives(
  rows: readonly MeasuredCollective[],
  predictor: CollectivePredictor,
): CollectiveScores {
  const scored: ScoredRow[] = [];
  const unmodelled = new Map<string, UnmodelledRows>();
  const large = rows.filter((row) => row.bytes >= SMALLEST_BYTES);
  for (const row of large) {
    const predicted = predictor.predict(row);
    if (predicted.ok) {
      const error = predicted.seconds / row.seconds - 1;
      scored.push({ row, machine: predicted.machine, predictedSeconds: predicted.seconds, error });
      continue;
    }
    const { machine, reason } = predicted;
    const key = `${machine} ${row.library} ${reason}`;
    const known = unmodelled.get(key);
    unmodelled.set(key, { machine, library: row.library, reason, rows: (known?.rows ?? 0) + 1 });
  }
  return {
    scored,
    unmodelled: [...unmodelled.values()],
    smallRows: rows.length - large.length,
    overall: SETS.map(({ set, has }) => ({ set, ...measure(scored.filter(({ row }) => has(row))) })),
    groups: groupRows(scored),
  };
}

function groupRows(scored: readonly ScoredRow[]): CollectiveScores['groups'] {
  const groups = new Map<string, { machine: string; op: string; rows: ScoredRow[] }>();
  for (const one of scored) {
    const op = isOwnKernel(one.row) ? `${one.row.op}, servers’ own` : one.row.op;
    const key = `${one.machine} | ${op}`;
    const group = groups.get(key) ?? { machine: one.machine, op, rows: [] };
    group.rows.push(one);
    groups.set(key, group);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { rows, ...name }]) => ({ ...name, ...measure(rows) }));
}

function measure(rows: readonly ScoredRow[]): ErrorFigures {
  const errors = rows.map(({ error }) => error);
  const sizes = errors.map(Math.abs);
  return {
    rows: rows.length,
    median: quantile(sizes, 0.5),
    p90: quantile(sizes, 0.9),
    signedMedian: quantile(errors, 0.5),
  };
}
