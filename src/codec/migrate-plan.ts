/**
 * Brings a document of an older version to the newest one, one version at a time and in order. Migrations are kept for ever and
 * never changed: they read and write plain JSON and know nothing of today's types.
 */
import { PLAN_VERSION } from '../domain/plan/plan-document.ts';
import { isRecord } from './repair-value.ts';

/** A document as it was read. */
export type JsonObject = Record<string, unknown>;

/** Turns a document of version `from` into one of version `from + 1`. It must not throw, whatever the document holds. */
export interface PlanMigration {
  readonly from: number;
  /** What it changes, one sentence for the user; null when the plan stays what it was. */
  readonly description: string | null;
  readonly migrate: (document: JsonObject) => JsonObject;
}

/** Version 3: links have exceptions, and strategies keep ranks together. What is neither is left for the repair to judge. */
function addExceptionsAndRuns(document: JsonObject): JsonObject {
  const { strategy } = document;
  const placed = isRecord(strategy) ? { ...document, strategy: { ...strategy, ranksTogether: null } } : document;
  return addLinkExceptions(placed);
}

function addLinkExceptions(document: JsonObject): JsonObject {
  const { drawing } = document;
  if (!isRecord(drawing) || !isRecord(drawing.links)) return document;
  const links = Object.fromEntries(
    Object.entries(drawing.links).map(([id, link]) => [id, isRecord(link) ? { ...link, exceptions: [] } : link]),
  );
  return { ...document, drawing: { ...drawing, links } };
}

/** Version 4: a schedule. Kinds of block that are new in it are in no older plan. */
function addSchedule(document: JsonObject): JsonObject {
  return { ...document, schedule: { orderDate: null, stages: [] } };
}

/** All migrations in order. */
const PLAN_MIGRATIONS: readonly PlanMigration[] = [
  { from: 1, description: null, migrate: (document) => ({ ...document, calibration: null }) },
  { from: 2, description: null, migrate: addExceptionsAndRuns },
  { from: 3, description: null, migrate: addSchedule },
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
