/**
 * Brings a document of an older version to the newest one, one version at a time and in order. Migrations are kept for ever and
 * never changed: they read and write plain JSON and know nothing of today's types.
 */
import { PLAN_VERSION } from '../domain/plan/plan-document.ts';

/** A document as it was read. */
export type JsonObject = Record<string, unknown>;

/** Turns a document of version `from` into one of version `from + 1`. It must not throw, whatever the document holds. */
export interface PlanMigration {
  readonly from: number;
  /** What it changes, one sentence for the user; null when the plan stays what it was. */
  readonly description: string | null;
  readonly migrate: (document: JsonObject) => JsonObject;
}

/** All migrations in order. */
const PLAN_MIGRATIONS: readonly PlanMigration[] = [
  { from: 1, description: null, migrate: (document) => ({ ...document, calibration: null }) },
];

/** The document at the newest version, and what was done; undefined when a step is missing. */
export function migratePlan(
  document: JsonObject,
  version: number,
  migrations: readonly PlanMigration[] = PLAN_MIGRATIONS,
  newest: number = PLAN_VERSION,
): { document: JsonObject; steps: string[] } | undefined {
  let migrated = document;
  const steps: string[] = [];
  for (let at = version; at < newest; at++) {
    const migration = migrations.find(({ from }) => from === at);
    if (migration === undefined) return undefined;
    migrated = { ...migration.migrate(migrated), version: at + 1 };
    if (migration.description !== null) steps.push(migration.description);
  }
  return { document: migrated, steps };
}
