import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { MeasurementFileSchema } from '../../domain/estimate/measurement/measurement-schema.ts';

const MOST_PROBLEMS = 10;

/** The input is not what the command needs; the message says what to mend. */
export class InputError extends Error {}

/** Reads and checks a file of measurements. Throws an {@link InputError}. */
export function readMeasurements(path: string): v.InferOutput<typeof MeasurementFileSchema> {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new InputError(`${path} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = v.safeParse(MeasurementFileSchema, raw);
  if (parsed.success) return parsed.output;
  const problems = parsed.issues.slice(0, MOST_PROBLEMS).map((issue) => {
    const place = v.getDotPath(issue) ?? 'the file';
    return `  ${place}: ${issue.message}`;
  });
  const more = parsed.issues.length - problems.length;
  throw new InputError(
    [`${path} is not a list of measurements:`, ...problems, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n'),
  );
}
