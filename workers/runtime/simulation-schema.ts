/** The worker's door for simulations: how many runs, and which. */
import * as v from 'valibot';
import { MOST_RUNS, MOST_SEED, type SimulationSettings } from '../../src/domain/simulation/simulation-settings.ts';

const seed = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_SEED));
const SettingsSchema = v.object({ runs: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_RUNS)), seed });
const RunSchema = v.object({
  seed,
  index: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_RUNS - 1)),
});

/** What was asked for, or why it cannot be. */
type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

function check<T>(schema: v.GenericSchema<unknown, T>, value: unknown): Checked<T> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return { ok: true, value: parsed.output };
  const [issue] = parsed.issues;
  return { ok: false, message: `${v.getDotPath(issue) ?? 'settings'}: ${issue.message}` };
}

/** How many runs of which seed. */
export function checkSettings(value: unknown): Checked<SimulationSettings> {
  return check(SettingsSchema, value);
}

/** Which run of which seed. */
export function checkRunChoice(value: unknown): Checked<{ readonly seed: number; readonly index: number }> {
  return check(RunSchema, value);
}
