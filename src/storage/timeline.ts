/** A history as one list with a cursor: undo and redo move the cursor, so they rewrite no stored step. */
import * as v from 'valibot';
import { migrateStep } from '../codec/migrate-step.ts';
import { EMPTY_HISTORY, type HistoryEntry, HistoryEntrySchema, type PlanHistory } from '../domain/plan/plan-history.ts';

/** Steps from the first to the last; the plan contains the first `cursor` of them. */
export interface Timeline {
  readonly entries: readonly HistoryEntry[];
  readonly cursor: number;
}

/** Past and future as one list. */
export function toTimeline(history: PlanHistory): Timeline {
  return { entries: [...history.past, ...[...history.future].reverse()], cursor: history.past.length };
}

/** One list as past and future. Nothing at all when a stored step is unsound: a broken chain would undo to nonsense. */
export function toHistory(entries: readonly unknown[], cursor: number): PlanHistory {
  const read: HistoryEntry[] = [];
  for (const entry of entries) {
    const result = v.safeParse(HistoryEntrySchema, entry);
    if (!result.success) return EMPTY_HISTORY;
    read.push(migrateStep(result.output as HistoryEntry));
  }
  if (!Number.isInteger(cursor) || cursor < 0 || cursor > read.length) return EMPTY_HISTORY;
  return { past: read.slice(0, cursor), future: read.slice(cursor).reverse() };
}

/** How many entries from the first are the very same objects in both lists. */
export function countShared(a: readonly HistoryEntry[], b: readonly HistoryEntry[]): number {
  const limit = Math.min(a.length, b.length);
  let shared = 0;
  while (shared < limit && a[shared] === b[shared]) shared += 1;
  return shared;
}
