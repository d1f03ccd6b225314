/** What the step time gains from more of each drawn part. */
import type { PlanCommand } from '../plan/plan-document.ts';

/** One part, or one remedy. */
export interface SensitivityRow {
  readonly id: string;
  readonly kind: 'more' | 'remedy';
  readonly itemIds: readonly string[];
  readonly part: string;
  readonly change: string;
  /** What a step becomes shorter by, seconds; negative = longer. Null where the changed plan has no figures. */
  readonly savedSeconds: number | null;
  readonly command: PlanCommand | null;
}

/** All rows, what saves most first. */
export interface Sensitivity {
  readonly stepSeconds: number;
  readonly rows: readonly SensitivityRow[];
  /** Groups of links that were not looked at. */
  readonly linksLeftOut: number;
}

/** Sorts rows: what saves most first, what could not be computed last. */
export function sortRows(rows: readonly SensitivityRow[]): readonly SensitivityRow[] {
  const savedBy = ({ savedSeconds }: SensitivityRow): number => savedSeconds ?? Number.NEGATIVE_INFINITY;
  return [...rows].sort((a, b) => savedBy(b) - savedBy(a) || (a.id < b.id ? -1 : 1));
}
