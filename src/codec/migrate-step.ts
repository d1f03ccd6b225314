/**
 * Undo steps that an older version of the page stored. The plan goes through the migrations; its steps bring whole links back, so they
 * have to say as much as links of today do, or undo would end at them. A step does not say its version, and those of a plan may come
 * from several, so each is read by what it holds.
 */
import type { HistoryEntry, PlanPatch } from '../domain/plan/plan-history.ts';
import { isRecord } from './repair-value.ts';

function completeLink(link: unknown): unknown {
  return isRecord(link) && link.exceptions === undefined ? { ...link, exceptions: [] } : link;
}

function completeLinks(links: unknown): unknown {
  if (!isRecord(links)) return links;
  return Object.fromEntries(Object.entries(links).map(([id, link]) => [id, completeLink(link)]));
}

function completeStrategy(strategy: unknown): unknown {
  return isRecord(strategy) && strategy.ranksTogether === undefined ? { ...strategy, ranksTogether: null } : strategy;
}

/** A patch of any version with what links and strategies have had since version 3. */
function migratePatch(patch: PlanPatch): PlanPatch {
  const { path, value } = patch;
  if (path.length === 1 && path[0] === 'strategy') return { ...patch, value: completeStrategy(value) };
  if (path[0] !== 'drawing' || value === undefined) return patch;
  if (path.length === 1) {
    return isRecord(value) ? { ...patch, value: { ...value, links: completeLinks(value.links) } } : patch;
  }
  if (path[1] !== 'links' || path.length > 3) return patch;
  return { ...patch, value: path.length === 2 ? completeLinks(value) : completeLink(value) };
}

/** The step as it would have been in today's version. */
export function migrateStep(entry: HistoryEntry): HistoryEntry {
  return {
    ...entry,
    patches: entry.patches.map(migratePatch),
    inversePatches: entry.inversePatches.map(migratePatch),
  };
}
