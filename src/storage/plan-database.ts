/** The database in the browser: plans, the steps of their histories, older versions, and a few notes of the page. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { HistoryEntry } from '../domain/plan/plan-history.ts';

/** A plan as it is stored. Times are milliseconds since 1970 (UTC). */
export interface StoredPlan {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** When it was deleted; null = it is not. Deleted plans stay for a while, so that deleting can be undone. */
  readonly deletedAt: number | null;
  /** Raised by every write: a tab that knows an older one must not write. */
  readonly revision: number;
  /** Number of steps, from the first, that `plan` contains; those behind can be redone. */
  readonly cursor: number;
  /** Number of stored steps. */
  readonly stepCount: number;
  /** When the last version was put aside. */
  readonly lastVersionAt: number;
  readonly blockCount: number;
  readonly plan: unknown;
}

/** One step of a plan's history, at its place from the first. */
export interface StoredStep {
  readonly planId: string;
  readonly index: number;
  readonly entry: HistoryEntry;
}

/** A plan as it was at some time. */
export interface StoredVersion {
  readonly planId: string;
  readonly number: number;
  readonly label: string;
  /** `auto` ones are put aside by themselves and make room for newer ones; `named` ones stay. */
  readonly kind: 'auto' | 'named';
  readonly createdAt: number;
  readonly blockCount: number;
  readonly plan: unknown;
}

/** Object stores by name, with what they hold. */
export interface PlanDatabaseSchema extends DBSchema {
  plans: { key: string; value: StoredPlan };
  steps: { key: [planId: string, index: number]; value: StoredStep };
  versions: { key: [planId: string, number: number]; value: StoredVersion };
  notes: { key: string; value: string };
}

/** An open database. */
export type PlanDatabase = IDBPDatabase<PlanDatabaseSchema>;

const DATABASE_VERSION = 1;

/** Opens the database and makes its stores when it is new. Rejects where the browser keeps nothing. */
export async function openPlanDatabase(name = 'trainyard'): Promise<PlanDatabase> {
  const database = await openDB<PlanDatabaseSchema>(name, DATABASE_VERSION, {
    upgrade: (created, oldVersion) => {
      if (oldVersion >= 1) return;
      created.createObjectStore('plans', { keyPath: 'id' });
      created.createObjectStore('steps', { keyPath: ['planId', 'index'] });
      created.createObjectStore('versions', { keyPath: ['planId', 'number'] });
      created.createObjectStore('notes');
    },
    // A newer page in another tab wants to change the stores: let it, rather than block it.
    blocking: () => database.close(),
  });
  return database;
}

/** All keys of one plan in a store whose keys begin with the plan's id. */
export function rangeOfPlan(planId: string, from = 0): IDBKeyRange {
  return IDBKeyRange.bound([planId, from], [planId, Number.POSITIVE_INFINITY]);
}
