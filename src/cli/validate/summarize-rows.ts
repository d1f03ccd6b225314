import type { ValidatedRow } from './validate-row.ts';

/** Errors of some rows. Shares, not per cent; null where no row has an error. */
export interface ErrorSummary {
  readonly rows: number;
  /** Rows with a prediction and a measured step time. */
  readonly compared: number;
  readonly notModelled: number;
  readonly medianSigned: number | null;
  readonly medianAbsolute: number | null;
  readonly percentile90Absolute: number | null;
  readonly memoryCompared: number;
  readonly memoryMedianAbsolute: number | null;
}

/** Errors of the rows that share a value. */
export interface GroupSummary extends ErrorSummary {
  readonly by: 'source' | 'accelerator' | 'family' | 'stack' | 'quality';
  readonly group: string;
}

/** Value below which a share of the sorted values lie, linear in between; null for none. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  return low === undefined || high === undefined ? null : low + (high - low) * (at - Math.floor(at));
}

/** Sums up the errors of rows. Duplicates of a record count once: their repeats are left out. */
export function summarize(rows: readonly ValidatedRow[]): ErrorSummary {
  const counted = rows.filter((row) => !row.duplicate);
  const errors = counted.map((row) => row.error).filter((error) => error !== null);
  const memory = counted.map((row) => row.memoryError).filter((error) => error !== null);
  const absolute = errors.map(Math.abs);
  return {
    rows: rows.length,
    compared: errors.length,
    notModelled: rows.filter((row) => row.reason !== null).length,
    medianSigned: quantile(errors, 0.5),
    medianAbsolute: quantile(absolute, 0.5),
    percentile90Absolute: quantile(absolute, 0.9),
    memoryCompared: memory.length,
    memoryMedianAbsolute: quantile(memory.map(Math.abs), 0.5),
  };
}

/** Sums up by every grouping, groups by name. */
export function summarizeGroups(rows: readonly ValidatedRow[]): readonly GroupSummary[] {
  return (['source', 'accelerator', 'family', 'stack', 'quality'] as const).flatMap((by) => {
    const groups = new Map<string, ValidatedRow[]>();
    for (const row of rows) {
      const name = row[by] ?? 'none';
      groups.set(name, [...(groups.get(name) ?? []), row]);
    }
    return [...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([group, members]) => ({ by, group, ...summarize(members) }));
  });
}
