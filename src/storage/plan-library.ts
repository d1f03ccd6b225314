/**
 * The saved plans: list, open, rename, duplicate, delete and take that back. Writes of a plan's content go through
 * `write-plan.ts`. Every method rejects with the browser's error when the database does; `describeStorageError` says it in words.
 */
import * as v from 'valibot';
import { parsePlan } from '../codec/parse-plan.ts';
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import { EMPTY_HISTORY, type PlanHistory } from '../domain/plan/plan-history.ts';
import { type PlanDatabase, rangeOfPlan, type StoredPlan } from './plan-database.ts';
import { StoredPlanSchema } from './stored-plan-schema.ts';
import type { TabChannel } from './tab-channel.ts';
import { toHistory } from './timeline.ts';
import { createVersionShelf, type VersionShelf } from './version-shelf.ts';
import { type PlanWrite, type PlanWriteResult, writePlan } from './write-plan.ts';

/** A saved plan in a list. Times are milliseconds since 1970 (UTC). */
export interface PlanSummary {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly blockCount: number;
}

/** A saved plan with its history. */
export interface SavedPlan {
  readonly id: string;
  readonly plan: PlanDocument;
  readonly history: PlanHistory;
  /** What the next write must name. */
  readonly revision: number;
  readonly updatedAt: number;
  /** A sentence for each thing that was mended while reading. */
  readonly repairs: readonly string[];
}

/** A saved plan, or why it cannot be read. */
export type ReadPlanResult =
  | { readonly ok: true; readonly saved: SavedPlan }
  | { readonly ok: false; readonly message: string };

/** What the library needs from outside. */
export interface LibraryTools {
  readonly channel: TabChannel;
  /** Milliseconds since 1970 (UTC). */
  readonly now: () => number;
  readonly createId: () => string;
}

/** The saved plans. */
export interface PlanLibrary {
  readonly channel: TabChannel;
  readonly versions: VersionShelf;
  /** Plans that are not deleted, the last changed first. Records that cannot be read are left out. */
  readonly list: () => Promise<PlanSummary[]>;
  readonly read: (id: string) => Promise<ReadPlanResult>;
  /** Saves a new plan and gives its id. */
  readonly create: (plan: PlanDocument, history?: PlanHistory) => Promise<string>;
  /** Writes a plan's content, unless another tab wrote since `expectedRevision`. */
  readonly write: (write: PlanWrite) => Promise<PlanWriteResult>;
  readonly rename: (id: string, name: string) => Promise<void>;
  /** Copies a plan without its history and gives the copy's id; undefined when there is nothing to copy. */
  readonly duplicate: (id: string) => Promise<string | undefined>;
  /** Takes a plan off the list; {@link restore} brings it back. */
  readonly remove: (id: string) => Promise<void>;
  readonly restore: (id: string) => Promise<void>;
  /** Deletes for good what was removed before that time. */
  readonly purge: (removedBefore: number) => Promise<void>;
  /** The plan that was open last; undefined when none is noted. */
  readonly readLastOpenId: () => Promise<string | undefined>;
  readonly noteLastOpenId: (id: string) => Promise<void>;
}

function readRecord(value: unknown): StoredPlan | undefined {
  const result = v.safeParse(StoredPlanSchema, value);
  return result.success ? (result.output as StoredPlan) : undefined;
}

function emptyRecord(id: string, plan: PlanDocument, now: number): StoredPlan {
  return {
    id,
    name: plan.name,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
    revision: 1,
    cursor: 0,
    stepCount: 0,
    lastVersionAt: now,
    blockCount: Object.keys(plan.drawing.blocks).length,
    plan,
  };
}

/** Makes a library on an open database. */
export function createPlanLibrary(database: PlanDatabase, tools: LibraryTools): PlanLibrary {
  const { channel, now, createId } = tools;

  /** Changes a record and raises its revision, in one transaction. */
  async function change(
    id: string,
    kind: 'written' | 'deleted' | 'restored',
    edit: (record: StoredPlan) => StoredPlan,
  ) {
    const transaction = database.transaction('plans', 'readwrite');
    const record = readRecord(await transaction.store.get(id));
    const changed = record === undefined ? undefined : { ...edit(record), revision: record.revision + 1 };
    if (changed !== undefined) await transaction.store.put(changed);
    await transaction.done;
    if (changed !== undefined) channel.post({ kind, planId: id, revision: changed.revision }, 'here');
  }

  async function read(id: string): Promise<ReadPlanResult> {
    const transaction = database.transaction(['plans', 'steps'], 'readonly');
    const [value, steps] = await Promise.all([
      transaction.objectStore('plans').get(id),
      transaction.objectStore('steps').getAll(rangeOfPlan(id)),
    ]);
    await transaction.done;
    if (value === undefined) return { ok: false, message: 'This plan is no longer in the library.' };
    const record = readRecord(value);
    if (record === undefined) return { ok: false, message: 'This plan’s record in the library is damaged.' };
    const parsed = parsePlan(record.plan);
    if (!parsed.ok) return { ok: false, message: parsed.problems.map(({ message }) => message).join(' ') };
    const { plan, repairs } = parsed;
    // Steps lead to the plan as it was stored. One that was mended is not their plan any more.
    const complete = repairs.length === 0 && steps.length === record.stepCount;
    const history = complete
      ? toHistory(
          steps.map(({ entry }) => entry),
          record.cursor,
        )
      : EMPTY_HISTORY;
    const { revision, updatedAt } = record;
    return { ok: true, saved: { id, plan, history, revision, updatedAt, repairs } };
  }

  async function create(plan: PlanDocument, history: PlanHistory = EMPTY_HISTORY): Promise<string> {
    const id = createId();
    const record = emptyRecord(id, plan, now());
    await database.put('plans', record);
    if (history !== EMPTY_HISTORY) await writePlan(database, now(), { id, plan, history, expectedRevision: 1 });
    channel.post({ kind: 'written', planId: id, revision: 1 });
    return id;
  }

  return {
    channel,
    versions: createVersionShelf(database, now),
    list: async () => {
      const records = (await database.getAll('plans')).flatMap((value) => readRecord(value) ?? []);
      return records
        .filter(({ deletedAt }) => deletedAt === null)
        .sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1))
        .map(({ id, name, createdAt, updatedAt, blockCount }) => ({ id, name, createdAt, updatedAt, blockCount }));
    },
    read,
    create,
    write: async (write) => {
      const result = await writePlan(database, now(), write);
      if (result.ok) channel.post({ kind: 'written', planId: write.id, revision: result.revision });
      return result;
    },
    rename: (id, name) =>
      change(id, 'written', (record) => {
        const cut = name.slice(0, 200);
        const plan =
          typeof record.plan === 'object' && record.plan !== null ? { ...record.plan, name: cut } : record.plan;
        return { ...record, name: cut, plan, updatedAt: now() };
      }),
    duplicate: async (id) => {
      const result = await read(id);
      if (!result.ok) return undefined;
      const { plan } = result.saved;
      return create({ ...plan, name: `${plan.name} (copy)`.slice(0, 200) });
    },
    remove: (id) => change(id, 'deleted', (record) => ({ ...record, deletedAt: now() })),
    restore: (id) => change(id, 'restored', (record) => ({ ...record, deletedAt: null })),
    purge: async (removedBefore) => {
      const transaction = database.transaction(['plans', 'steps', 'versions'], 'readwrite');
      for (const { id, deletedAt } of await transaction.objectStore('plans').getAll()) {
        if (deletedAt === null || deletedAt >= removedBefore) continue;
        await Promise.all([
          transaction.objectStore('plans').delete(id),
          transaction.objectStore('steps').delete(rangeOfPlan(id)),
          transaction.objectStore('versions').delete(rangeOfPlan(id)),
        ]);
      }
      await transaction.done;
    },
    readLastOpenId: () => database.get('notes', 'lastOpenId'),
    noteLastOpenId: async (id) => {
      await database.put('notes', id, 'lastOpenId');
    },
  };
}
