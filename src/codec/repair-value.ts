/**
 * Mends a value until its schema takes it: numbers go to the nearest allowed one, text is cut, and what cannot be read is
 * replaced from a fallback of the same shape. Each change is told as a sentence.
 */
import * as v from 'valibot';

/** Sentences about what was mended. A hostile document could fill memory with them, so the list has an end. */
export class RepairLog {
  readonly sentences: string[] = [];
  private left = 100;

  /** Adds a sentence; after a hundred only one more that says that there were others. */
  add(sentence: string): void {
    if (this.left > 0) this.sentences.push(sentence);
    else if (this.left === 0) this.sentences.push('More was mended than is listed here.');
    this.left -= 1;
  }
}

type Key = string | number;
type Issue = v.BaseIssue<unknown>;

/** Whether a value is an object with keys, and no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function cloneJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cloneJson);
  if (!isRecord(value)) return value;
  const copy: Record<string, unknown> = {};
  // `__proto__` must not become the copy's prototype; no schema knows such a key.
  for (const key of Object.keys(value)) if (key !== '__proto__') copy[key] = cloneJson(value[key]);
  return copy;
}

function readAt(value: unknown, path: readonly Key[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<Key, unknown>)[key];
  }
  return current;
}

function writeAt(value: unknown, path: readonly Key[], replacement: unknown): boolean {
  const holder = readAt(value, path.slice(0, -1));
  const key = path.at(-1);
  if (typeof holder !== 'object' || holder === null || key === undefined) return false;
  (holder as Record<Key, unknown>)[key] = replacement;
  return true;
}

function pathOf(issue: Issue): Key[] {
  return (issue.path ?? []).map(({ key }) => key as Key);
}

/** A value as it appears in a sentence. */
function quote(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text =
    typeof value === 'string'
      ? `“${value}”`
      : Array.isArray(value)
        ? 'a list'
        : isRecord(value)
          ? 'an object'
          : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** The nearest value that this issue's rule allows; undefined when there is none. */
function nearest(issue: Issue): unknown {
  const { type, input, requirement } = issue as Issue & { requirement?: unknown };
  if (typeof input === 'number' && !Number.isNaN(input)) {
    if ((type === 'min_value' || type === 'max_value') && typeof requirement === 'number') return requirement;
    if (type === 'integer' && Number.isFinite(input)) return Math.round(input);
    if (type === 'finite') return input > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE;
  }
  if (type === 'max_length' && typeof requirement === 'number') {
    if (typeof input === 'string' || Array.isArray(input)) return input.slice(0, requirement);
  }
  return undefined;
}

/** Mends what one issue complains about, at its place or around it. Gives the place that changed; undefined when nothing helps. */
function mend(
  value: unknown,
  fallback: unknown,
  issue: Issue,
  where: string,
  log: RepairLog,
): readonly Key[] | undefined {
  const path = pathOf(issue);
  const at = (keys: readonly Key[]) => [where, ...keys].filter((part) => part !== '').join('.');
  const better = nearest(issue);
  if (better !== undefined && path.length > 0 && writeAt(value, path, better)) {
    log.add(`${at(path)} was ${quote(issue.input)}, which is not allowed; took ${quote(better)}.`);
    return path;
  }
  for (let depth = path.length; depth > 0; depth--) {
    const place = path.slice(0, depth);
    const known = readAt(fallback, place);
    const holder = readAt(value, place.slice(0, -1));
    const key = place.at(-1) ?? '';
    if (known !== undefined) {
      const old = readAt(value, place);
      if (!writeAt(value, place, cloneJson(known))) continue;
      const before = old === undefined ? 'was missing' : `could not be read (${quote(old)})`;
      log.add(`${at(place)} ${before}; took ${quote(known)}.`);
      return place;
    }
    if (Array.isArray(holder)) {
      log.add(`${at(place)} could not be read and was left out.`);
      holder.splice(Number(key), 1);
      return place;
    }
    // An entry of a record that has no fallback: leaving it out means the default.
    if (isRecord(holder) && isRecord(readAt(fallback, place.slice(0, -1))) && Object.hasOwn(holder, key)) {
      log.add(`${at(place)} could not be read and was left out.`);
      delete holder[String(key)];
      return place;
    }
  }
  return undefined;
}

/** Whether the place lies at or inside one that has been mended in this round: its issue is out of date. */
function isSettled(path: readonly Key[], settled: ReadonlySet<string>): boolean {
  return path.some((_, at) => settled.has(JSON.stringify(path.slice(0, at + 1))));
}

/** Most rounds of mending; what is not well by then is replaced as a whole. */
const MAX_ROUNDS = 60;

/**
 * The value as its schema wants it. `fallback` has the same shape and is valid; `where` is the place in the document.
 */
export function repairValue<T>(
  schema: v.GenericSchema<unknown, T>,
  value: unknown,
  fallback: T,
  where: string,
  log: RepairLog,
): T {
  const first = v.safeParse(schema, value);
  if (first.success) return first.output;
  if (!isRecord(value)) {
    log.add(`${where} ${value === undefined ? 'was missing' : 'could not be read'}; took the defaults.`);
    return fallback;
  }
  const draft = cloneJson(value);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const result = v.safeParse(schema, draft);
    if (result.success) return result.output;
    const settled = new Set<string>();
    // From the last issue to the first, so that list entries can be taken out without moving those still to come.
    for (const issue of [...result.issues].reverse()) {
      if (isSettled(pathOf(issue), settled)) continue;
      const place = mend(draft, fallback, issue, where, log);
      if (place !== undefined) settled.add(JSON.stringify(place));
    }
    if (settled.size === 0) break;
  }
  log.add(`${where} could not be mended; took the defaults.`);
  return fallback;
}
