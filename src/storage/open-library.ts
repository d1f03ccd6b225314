import { openPlanDatabase } from './plan-database.ts';
import { createPlanLibrary, type LibraryTools, type PlanLibrary } from './plan-library.ts';
import { describeStorageError, type StorageProblem } from './storage-problem.ts';
import { openTabChannel } from './tab-channel.ts';

/** Removed plans can be brought back for this long. */
const REMOVED_KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** This browser's library. */
export interface OpenedLibrary {
  /** Where `problem` is set, each of its methods rejects with the browser's error; the page works without saving. */
  readonly library: PlanLibrary;
  readonly problem: StorageProblem | null;
}

/** A library in a browser that keeps nothing. */
function createClosedLibrary(error: unknown, tools: LibraryTools): PlanLibrary {
  const refuse = () => Promise.reject(error);
  return {
    channel: tools.channel,
    versions: { list: refuse, save: refuse, read: refuse, remove: refuse },
    list: refuse,
    read: refuse,
    create: refuse,
    write: refuse,
    rename: refuse,
    duplicate: refuse,
    remove: refuse,
    restore: refuse,
    purge: refuse,
    readLastOpenId: refuse,
    noteLastOpenId: refuse,
  };
}

/** Opens this browser's library; says in words when there is none. Never rejects. */
export async function openLibrary(databaseName?: string): Promise<OpenedLibrary> {
  const tools: LibraryTools = {
    channel: openTabChannel(),
    now: () => Date.now(),
    createId: () => crypto.randomUUID(),
  };
  try {
    const library = createPlanLibrary(await openPlanDatabase(databaseName), tools);
    await library.purge(tools.now() - REMOVED_KEPT_MS);
    return { library, problem: null };
  } catch (error) {
    return { library: createClosedLibrary(error, tools), problem: describeStorageError(error) };
  }
}
