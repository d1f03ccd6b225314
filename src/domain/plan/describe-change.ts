import type { TouchedItems } from './touched-items.ts';

function countItems(number: number): string {
  return `${number} ${number === 1 ? 'item' : 'items'}`;
}

/** A change as a sentence for the screen reader: what was done, and how much came, went or altered. */
export function describeChange(kind: 'do' | 'undo' | 'redo', label: string, touched: TouchedItems): string {
  const parts: string[] = [];
  if (touched.added.length > 0) parts.push(`${countItems(touched.added.length)} added`);
  if (touched.removed.length > 0) parts.push(`${countItems(touched.removed.length)} removed`);
  if (touched.changed.length > 0) parts.push(`${countItems(touched.changed.length)} changed`);
  const opening = kind === 'do' ? label : `${kind === 'undo' ? 'Undid' : 'Redid'}: ${label}`;
  return parts.length === 0 ? `${opening}.` : `${opening}. ${parts.join(', ')}.`;
}
