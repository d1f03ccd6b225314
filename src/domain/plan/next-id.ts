/** Ids for new blocks and links: a prefix and the next number. No randomness, so that the same edits give the same plan. */
import type { Drawing } from './plan-document.ts';

/** The number behind the prefix; -1 where the id is of another make. */
function numberAfter(id: string, prefix: string): number {
  if (!id.startsWith(prefix)) return -1;
  const rest = id.slice(prefix.length);
  return /^\d{1,9}$/.test(rest) ? Number(rest) : -1;
}

/** Gives ids that neither the drawing holds nor an earlier call gave. Blocks and links share one namespace. */
export function createIdSource(drawing: Drawing): (prefix: string) => string {
  const next = new Map<string, number>();
  return (prefix) => {
    let number = next.get(prefix);
    if (number === undefined) {
      number = 1;
      for (const records of [drawing.blocks, drawing.links]) {
        for (const id in records) number = Math.max(number, numberAfter(id, prefix) + 1);
      }
    }
    next.set(prefix, number + 1);
    return `${prefix}${number}`;
  };
}

/** An id that the drawing does not hold yet, for example `b12`. For several at once use {@link createIdSource}. */
export function nextId(drawing: Drawing, prefix: string): string {
  return createIdSource(drawing)(prefix);
}
