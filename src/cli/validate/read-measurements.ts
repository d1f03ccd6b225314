import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import {
  type Measurement,
  MeasurementListSchema,
  MeasurementSchema,
} from '../../domain/estimate/measurement/measurement-schema.ts';

const MOST_PROBLEMS = 10;
const MOST_LETTERS = 200;

/** The input is not what the command needs; the message says what to mend. */
export class InputError extends Error {}

/** A record that cannot be read, and why. */
export interface UnreadableRow {
  readonly id: string;
  readonly problem: string;
}

/** What a file of measurements holds. */
export interface MeasurementFile {
  readonly rows: readonly Measurement[];
  readonly unreadable: readonly UnreadableRow[];
}

/** Reads a file of measurements, each record by itself. Throws an {@link InputError} when it is no list, or holds no sound record. */
export function readMeasurementFile(path: string): MeasurementFile {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new InputError(`${path} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const list = v.safeParse(MeasurementListSchema, raw);
  if (!list.success) throw new InputError(`${path} is not a list of measurements: ${list.issues[0].message}`);
  const rows: Measurement[] = [];
  const unreadable: UnreadableRow[] = [];
  list.output.forEach((entry, place) => {
    const parsed = v.safeParse(MeasurementSchema, entry);
    if (parsed.success) rows.push(parsed.output);
    else unreadable.push({ id: nameEntry(entry, place), problem: describe(parsed.issues) });
  });
  if (rows.length === 0 && unreadable.length > 0) throw unreadableError(path, unreadable);
  return { rows, unreadable };
}

/** The same where every record has to be sound. Throws an {@link InputError}. */
export function readMeasurements(path: string): readonly Measurement[] {
  const { rows, unreadable } = readMeasurementFile(path);
  if (unreadable.length > 0) throw unreadableError(path, unreadable);
  return rows;
}

function unreadableError(path: string, unreadable: readonly UnreadableRow[]): InputError {
  const problems = unreadable.slice(0, MOST_PROBLEMS).map(({ id, problem }) => `  ${id}: ${problem}`);
  const more = unreadable.length - problems.length;
  return new InputError(
    [`${path} holds records that cannot be read:`, ...problems, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n'),
  );
}

function nameEntry(entry: unknown, place: number): string {
  const id = typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : null;
  return typeof id === 'string' && id !== '' ? id.slice(0, MOST_LETTERS) : `record ${place + 1}`;
}

function describe(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues
    .slice(0, MOST_PROBLEMS)
    .map((issue) => `${v.getDotPath(issue) ?? 'the record'}: ${issue.message}`)
    .join('; ');
}
