/** Most values (objects, lists and what they hold) in a document that is looked at any closer. */
const MAX_VALUES = 400_000;
/** Longest list. */
const MAX_LIST = 10_000;
/** Deepest nesting; a plan has seven levels. */
const MAX_LEVELS = 32;

/**
 * Whether a document is too large to be looked at: too many values, too long a list, nested too deeply. Looks no further than
 * the limits and uses no recursion, so a hostile document costs little.
 */
export function isTooLarge(document: unknown): boolean {
  const waiting: { value: object; level: number }[] = [];
  let values = 0;
  const visit = (value: unknown, level: number) => {
    values += 1;
    if (typeof value === 'object' && value !== null) waiting.push({ value, level });
  };
  visit(document, 1);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, level } = next;
    if (level > MAX_LEVELS) return true;
    const held: unknown[] = Array.isArray(value) ? value : Object.values(value);
    if ((Array.isArray(value) && held.length > MAX_LIST) || values + held.length > MAX_VALUES) return true;
    for (const inner of held) visit(inner, level + 1);
  }
  return false;
}
