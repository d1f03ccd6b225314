/** Slurm's host lists: `node[001-128,130],login1`. Ranges stay ranges, so a list of a million hosts is a few records. */
import { quoteName } from '../network-graph.ts';

/** Hosts whose names differ in one number only. */
export interface HostRange {
  readonly prefix: string;
  readonly suffix: string;
  /** Digits of the number, leading zeros included; 0 = the name has no number, and stands in `prefix`. */
  readonly digits: number;
  readonly first: number;
  readonly last: number;
}

/** Most ranges in one list: what a line of several megabytes can hold. */
const MAX_RANGES = 200_000;
const MAX_DIGITS = 9;

/** Reads a host list, or says what is wrong with it. */
export function parseHostList(text: string): HostRange[] | { readonly wrong: string } {
  const ranges: HostRange[] = [];
  const items = splitOutsideBrackets(text);
  if (items === null) return { wrong: `The brackets in ${quoteName(text)} do not match.` };
  for (const item of items) {
    if (item === '') continue;
    const wrong = addItem(item, ranges);
    if (wrong !== null) return { wrong };
    if (ranges.length > MAX_RANGES) return { wrong: `The list holds more than ${MAX_RANGES} ranges.` };
  }
  return ranges.length === 0 ? { wrong: 'The list is empty.' } : ranges;
}

/** Hosts in a range. */
export function countRange({ digits, first, last }: HostRange): number {
  return digits === 0 ? 1 : last - first + 1;
}

/** Name of one host of a range, by its number. */
export function nameInRange({ prefix, suffix, digits }: HostRange, number: number): string {
  return digits === 0 ? prefix : `${prefix}${String(number).padStart(digits, '0')}${suffix}`;
}

/** Finds a host that two ranges share. */
export class HostRegister {
  private readonly byShape = new Map<string, { readonly range: HostRange; readonly owner: number }[]>();

  add(range: HostRange, owner: number): void {
    const shape = `${range.digits}\n${range.prefix}\n${range.suffix}`;
    const known = this.byShape.get(shape);
    if (known === undefined) this.byShape.set(shape, [{ range, owner }]);
    else known.push({ range, owner });
  }

  /** The first host that belongs to two owners, or twice to one; null = none. */
  findShared(): { readonly name: string; readonly owners: readonly [number, number] } | null {
    for (const entries of this.byShape.values()) {
      entries.sort((a, b) => a.range.first - b.range.first);
      let widest = entries[0];
      for (const entry of entries.slice(1)) {
        if (widest !== undefined && entry.range.first <= widest.range.last) {
          return { name: nameInRange(entry.range, entry.range.first), owners: [widest.owner, entry.owner] };
        }
        widest = entry;
      }
    }
    return null;
  }
}

/** Items between commas that stand in no brackets; null where brackets do not match. */
function splitOutsideBrackets(text: string): string[] | null {
  const items: string[] = [];
  let start = 0;
  let isInside = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === '[') {
      if (isInside) return null;
      isInside = true;
    } else if (letter === ']') {
      if (!isInside) return null;
      isInside = false;
    } else if (letter === ',' && !isInside) {
      items.push(text.slice(start, at));
      start = at + 1;
    }
  }
  if (isInside) return null;
  items.push(text.slice(start));
  return items;
}

/** Adds the ranges of one item; all brackets but the last are written out. Gives what is wrong, or null. */
function addItem(item: string, ranges: HostRange[]): string | null {
  const open = item.lastIndexOf('[');
  if (open < 0) {
    ranges.push(rangeOfName(item));
    return null;
  }
  const suffix = item.slice(item.indexOf(']', open) + 1);
  const prefixes = expandPrefix(item.slice(0, open), ranges.length);
  if (typeof prefixes === 'string') return prefixes;
  for (const part of item.slice(open + 1, item.indexOf(']', open)).split(',')) {
    const span = parseSpan(part);
    if (typeof span === 'string') return `${span} in ${quoteName(item)}.`;
    for (const prefix of prefixes) addSpan(prefix, suffix, span, ranges);
    if (ranges.length > MAX_RANGES) return `The list holds more than ${MAX_RANGES} ranges.`;
  }
  return null;
}

interface Span {
  readonly first: number;
  readonly last: number;
  readonly digits: number;
}

function parseSpan(part: string): Span | string {
  const match = /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/.exec(part);
  if (match === null) return `${quoteName(part)} is no number and no range of numbers`;
  const [, from = '', to = from] = match;
  if (from.length > MAX_DIGITS || to.length > MAX_DIGITS) return `${quoteName(part)} has too many digits`;
  if (Number(to) < Number(from)) return `The range ${quoteName(part)} runs backwards`;
  return { first: Number(from), last: Number(to), digits: from.length };
}

/** `9-11` names hosts with one digit and with two, `09-11` only with two: each length is a range of its own. */
function addSpan(prefix: string, suffix: string, { first, last, digits }: Span, ranges: HostRange[]): void {
  for (let length = digits; length <= MAX_DIGITS; length++) {
    const from = length === digits ? first : Math.max(first, 10 ** (length - 1));
    const to = Math.min(last, 10 ** length - 1);
    if (from <= to) ranges.push({ prefix, suffix, digits: length, first: from, last: to });
    if (to >= last) return;
  }
}

function expandPrefix(text: string, already: number): readonly string[] | string {
  const open = text.lastIndexOf('[');
  if (open < 0) return [text];
  const outer = expandPrefix(text.slice(0, open), already);
  if (typeof outer === 'string') return outer;
  const end = text.slice(text.indexOf(']', open) + 1);
  const names: string[] = [];
  for (const part of text.slice(open + 1, text.indexOf(']', open)).split(',')) {
    const span = parseSpan(part);
    if (typeof span === 'string') return `${span} in ${quoteName(text)}.`;
    if (already + names.length + outer.length * (span.last - span.first + 1) > MAX_RANGES) {
      return `The list holds more than ${MAX_RANGES} ranges.`;
    }
    for (const prefix of outer) {
      for (let number = span.first; number <= span.last; number++) {
        names.push(`${prefix}${String(number).padStart(span.digits, '0')}${end}`);
      }
    }
  }
  return names;
}

/** A lone name as a range of one, so that it is found again in a range that holds it. */
function rangeOfName(name: string): HostRange {
  const match = /^(.*?)(\d{1,9})(\D*)$/.exec(name);
  if (match === null) return { prefix: name, suffix: '', digits: 0, first: 0, last: 0 };
  const [, prefix = '', number = '', suffix = ''] = match;
  return { prefix, suffix, digits: number.length, first: Number(number), last: Number(number) };
}
