/** Older versions of plans: put aside by name, listed, read. Restoring one is a command on the open document, so it can be undone. */
import * as v from 'valibot';
import { parsePlan } from '../codec/parse-plan.ts';
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import { type PlanDatabase, rangeOfPlan } from './plan-database.ts';
import { StoredVersionSchema } from './stored-plan-schema.ts';

/** A version in a list. */
export interface VersionSummary {
  readonly number: number;
  /** Empty for automatic ones. */
  readonly label: string;
  readonly kind: 'auto' | 'named';
  /** Milliseconds since 1970 (UTC). */
  readonly createdAt: number;
  readonly blockCount: number;
}

/** The versions of all plans. */
export interface VersionShelf {
  /** The newest first. */
  readonly list: (planId: string) => Promise<VersionSummary[]>;
  /** Keeps a plan as it is now under a name, as a new version or in place of one; gives the version's number. */
  readonly save: (planId: string, plan: PlanDocument, label: string, replaced?: number) => Promise<number>;
  /** The plan as it was; undefined when there is no such version or it cannot be read. */
  readonly read: (planId: string, number: number) => Promise<PlanDocument | undefined>;
  readonly remove: (planId: string, number: number) => Promise<void>;
}

/** Makes a shelf on an open database; `now` gives milliseconds since 1970 (UTC). */
export function createVersionShelf(database: PlanDatabase, now: () => number): VersionShelf {
  return {
    list: async (planId) => {
      const values: unknown[] = await database.getAll('versions', rangeOfPlan(planId));
      return values
        .flatMap((value) => {
          const result = v.safeParse(StoredVersionSchema, value);
          return result.success ? [result.output] : [];
        })
        .sort((a, b) => b.createdAt - a.createdAt || b.number - a.number)
        .map(({ number, label, kind, createdAt, blockCount }) => ({ number, label, kind, createdAt, blockCount }));
    },
    save: async (planId, plan, label, replaced) => {
      const transaction = database.transaction('versions', 'readwrite');
      const keys = await transaction.store.getAllKeys(rangeOfPlan(planId));
      const number = replaced ?? (keys.at(-1)?.[1] ?? 0) + 1;
      const blockCount = Object.keys(plan.drawing.blocks).length;
      await transaction.store.put({ planId, number, label, kind: 'named', createdAt: now(), blockCount, plan });
      await transaction.done;
      return number;
    },
    read: async (planId, number) => {
      const result = v.safeParse(StoredVersionSchema, await database.get('versions', [planId, number]));
      if (!result.success) return undefined;
      const parsed = parsePlan(result.output.plan);
      return parsed.ok ? parsed.plan : undefined;
    },
    remove: (planId, number) => database.delete('versions', [planId, number]),
  };
}
