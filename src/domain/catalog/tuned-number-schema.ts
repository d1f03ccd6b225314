/**
 * Numbers that were tuned on the step times of published training runs. They stand in one file, so that everyone can count them; stacks
 * and accelerators refer to them by id. Whatever comes from kernel tables, data sheets or documentation is written where it belongs.
 */
import * as v from 'valibot';
import { IdSchema, NonNegativeSchema, PositiveSchema } from './record-parts.ts';

export const TunedNumberSchema = v.object({
  id: IdSchema,
  /** What it says, in one line. */
  meaning: v.string(),
  value: PositiveSchema,
  /** SI unit; empty for shares and multiples. */
  unit: v.string(),
  /** First guess, before any published run was looked at; the fit is drawn towards it. */
  guess: PositiveSchema,
  /** One standard deviation of the logarithm around the guess. */
  spread: PositiveSchema,
  /** Where values stop to be plausible. The fit stays inside. */
  lowest: NonNegativeSchema,
  highest: PositiveSchema,
  /** Why the value can be true, or why it is odd. */
  plausibility: v.string(),
});

/** A number that stands here, or the id of a tuned one. */
export const FactorSchema = v.union([NonNegativeSchema, v.object({ tuned: IdSchema })]);
