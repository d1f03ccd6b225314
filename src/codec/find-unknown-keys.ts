import { isRecord } from './repair-value.ts';

/** Most unknown keys that are named. */
const MAX_NAMED = 20;

/** Paths of keys that were in the document and are not in the plan made of it. Blocks and links that are gone have been told already. */
export function findUnknownKeys(document: unknown, plan: unknown): string[] {
  const paths: string[] = [];
  function compare(before: unknown, after: unknown, path: string) {
    if (!isRecord(before) || !isRecord(after)) return;
    for (const key of Object.keys(before)) {
      if (paths.length >= MAX_NAMED) return;
      const place = path === '' ? key : `${path}.${key}`;
      if (Object.hasOwn(after, key)) compare(before[key], after[key], place);
      else if (!isToldElsewhere(path, key)) paths.push(place.slice(0, 120));
    }
  }
  compare(document, plan, '');
  return paths;
}

function isToldElsewhere(path: string, key: string): boolean {
  const records = ['drawing.blocks', 'drawing.links', 'assumptions.choices', 'assumptions.overrides'];
  return records.includes(path) || (path === '' && key === '$schema');
}
