/**
 * Writes a plan and its history in one transaction: either all of it is there after a crash or nothing is. The transaction also
 * compares revisions, so of two tabs that write at once one wins and the other is told.
 */
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import type { HistoryEntry, PlanHistory } from '../domain/plan/plan-history.ts';
import { type PlanDatabase, rangeOfPlan, type StoredPlan, type StoredVersion } from './plan-database.ts';
import { countShared, toTimeline } from './timeline.ts';

/** What is to be written. */
export interface PlanWrite {
  readonly id: string;
  readonly plan: PlanDocument;
  readonly history: PlanHistory;
  /** The revision that this plan is based on. */
  readonly expectedRevision: number;
  /** Entries as this tab wrote or read them last: those that are still the same objects are not written again. */
  readonly storedEntries?: readonly HistoryEntry[];
}

/** The new revision, or that another tab wrote in between (or deleted the plan: then `revision` is null). */
export type PlanWriteResult =
  | { readonly ok: true; readonly revision: number }
  | { readonly ok: false; readonly revision: number | null };

/** Versions are put aside at most this often. */
const VERSION_INTERVAL_MS = 10 * 60 * 1000;
/** Older automatic versions make room for newer ones. */
const MAX_AUTO_VERSIONS = 50;

/** Writes a plan at time `now` (milliseconds since 1970), unless its stored revision is another than expected. */
export async function writePlan(database: PlanDatabase, now: number, write: PlanWrite): Promise<PlanWriteResult> {
  const { id, plan, history, expectedRevision, storedEntries = [] } = write;
  const transaction = database.transaction(['plans', 'steps', 'versions'], 'readwrite', { durability: 'relaxed' });
  // A failed request aborts the transaction; its rejection is awaited below and must not count as unhandled before that.
  const done = transaction.done.catch((error: unknown) => Promise.reject(error));
  done.catch(() => undefined);
  const plans = transaction.objectStore('plans');
  const steps = transaction.objectStore('steps');
  const record = await plans.get(id);
  if (record === undefined || record.deletedAt !== null || record.revision !== expectedRevision) {
    await done;
    return { ok: false, revision: record === undefined || record.deletedAt !== null ? null : record.revision };
  }
  const { entries, cursor } = toTimeline(history);
  const shared = countShared(entries, storedEntries);
  const requests: Promise<unknown>[] = [];
  if (record.stepCount > entries.length) requests.push(steps.delete(rangeOfPlan(id, entries.length)));
  for (let index = shared; index < entries.length; index++) {
    const entry = entries[index];
    if (entry !== undefined) requests.push(steps.put({ planId: id, index, entry }));
  }
  const versionDue = now - record.lastVersionAt >= VERSION_INTERVAL_MS;
  const next: StoredPlan = {
    ...record,
    name: plan.name,
    updatedAt: now,
    revision: record.revision + 1,
    cursor,
    stepCount: entries.length,
    lastVersionAt: versionDue ? now : record.lastVersionAt,
    blockCount: Object.keys(plan.drawing.blocks).length,
    plan,
  };
  requests.push(plans.put(next));
  if (versionDue) requests.push(putAside(transaction.objectStore('versions'), record));
  // Awaiting `done` too: a full disk may show only when the transaction commits.
  await Promise.all([...requests, done]);
  return { ok: true, revision: next.revision };
}

interface VersionStore {
  getAll(range: IDBKeyRange): Promise<StoredVersion[]>;
  put(version: StoredVersion): Promise<unknown>;
  delete(key: [string, number]): Promise<unknown>;
}

/** Keeps the plan as it was before the first change after a pause. */
async function putAside(versions: VersionStore, record: StoredPlan): Promise<void> {
  const kept = await versions.getAll(rangeOfPlan(record.id));
  const automatic = kept.filter(({ kind }) => kind === 'auto');
  const requests = automatic
    .slice(0, Math.max(0, automatic.length + 1 - MAX_AUTO_VERSIONS))
    .map(({ number }) => versions.delete([record.id, number]));
  requests.push(
    versions.put({
      planId: record.id,
      number: (kept.at(-1)?.number ?? 0) + 1,
      label: '',
      kind: 'auto',
      createdAt: record.updatedAt,
      blockCount: record.blockCount,
      plan: record.plan,
    }),
  );
  await Promise.all(requests);
}
