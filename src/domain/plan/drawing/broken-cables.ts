import type { Link } from '../plan-document.ts';

/** How many cables of a link are cut and how many slow, over the whole drawing. */
function countBrokenCables(link: Link): { readonly cut: number; readonly slow: number } {
  const whole = new Map<number, number>();
  for (const { index, cable, speedFraction } of link.exceptions) if (cable === null) whole.set(index, speedFraction);
  // Of instances that are slow as a whole: cables that are cut besides.
  const cutInside = new Map<number, number>();
  let cut = 0;
  let slow = 0;
  for (const { index, cable, speedFraction } of link.exceptions) {
    const around = whole.get(index) ?? 1;
    if (cable === null || around === 0) continue;
    if (speedFraction === 0) {
      cut++;
      if (around < 1) cutInside.set(index, (cutInside.get(index) ?? 0) + 1);
    } else if (speedFraction < 1 && around === 1) slow++;
  }
  for (const [index, speedFraction] of whole) {
    if (speedFraction === 0) cut += link.cablesPerInstance;
    else if (speedFraction < 1) slow += link.cablesPerInstance - (cutInside.get(index) ?? 0);
  }
  return { cut, slow };
}

/** The same in words: `2 cut`, `7 slow`; empty when all are whole. */
export function describeBrokenCables(link: Link): readonly string[] {
  if (link.exceptions.length === 0) return [];
  const { cut, slow } = countBrokenCables(link);
  return [...(cut > 0 ? [`${cut} cut`] : []), ...(slow > 0 ? [`${slow} slow`] : [])];
}
