/** What undo, autosave and "what changed" are made of: patches, and steps of patches. All of it is plain JSON. */
import * as v from 'valibot';

const path = v.pipe(v.array(v.union([v.string(), v.number()])), v.maxLength(32));

/** One change at one place of the plan, as a draft library yields it. `value` is absent for `remove`. */
const PlanPatchSchema = v.object({
  op: v.picklist(['replace', 'remove', 'add']),
  path,
  value: v.optional(v.unknown()),
});

/** One undo step. `inversePatches` lead back; both lists are applied from first to last. */
export const HistoryEntrySchema = v.object({
  label: v.string(),
  /** Commands that follow each other with the same gesture belong to one step. */
  gesture: v.optional(v.string()),
  patches: v.array(PlanPatchSchema),
  inversePatches: v.array(PlanPatchSchema),
});

/** One change at one place of the plan. */
export interface PlanPatch {
  readonly op: 'replace' | 'remove' | 'add';
  readonly path: readonly (string | number)[];
  readonly value?: unknown;
}

/** One undo step. */
export interface HistoryEntry {
  readonly label: string;
  readonly gesture?: string;
  readonly patches: readonly PlanPatch[];
  readonly inversePatches: readonly PlanPatch[];
}

/** Steps that can be undone (oldest first) and redone (next one last). */
export interface PlanHistory {
  readonly past: readonly HistoryEntry[];
  readonly future: readonly HistoryEntry[];
}

/** No steps at all. */
export const EMPTY_HISTORY: PlanHistory = { past: [], future: [] };
