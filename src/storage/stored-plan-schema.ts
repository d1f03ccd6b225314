/** Checks on what comes out of the database: another version of the page, or anything else, may have written it. */
import * as v from 'valibot';

const time = v.pipe(v.number(), v.finite());
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A plan's record; the plan itself goes through `parsePlan`. */
export const StoredPlanSchema = v.object({
  id: v.string(),
  name: v.string(),
  createdAt: time,
  updatedAt: time,
  deletedAt: v.nullable(time),
  revision: whole,
  cursor: whole,
  stepCount: whole,
  lastVersionAt: time,
  blockCount: whole,
  plan: v.unknown(),
});

/** A version's record; the plan itself goes through `parsePlan`. */
export const StoredVersionSchema = v.object({
  planId: v.string(),
  number: whole,
  label: v.string(),
  kind: v.picklist(['auto', 'named']),
  createdAt: time,
  blockCount: whole,
  plan: v.unknown(),
});
