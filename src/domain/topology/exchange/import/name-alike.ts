/** A name for several devices: what their names have in common, without numbers. One device keeps its own. */
export function nameAlike(names: readonly string[], word: string): string {
  const [first = ''] = names;
  if (names.length === 1) return first.slice(0, 200).replace(/[\ud800-\udbff]$/, '') || word;
  let length = first.length;
  for (const name of names) {
    let same = 0;
    while (same < length && name[same] === first[same]) same++;
    length = same;
    if (length === 0) break;
  }
  const stem = first
    .slice(0, Math.min(length, 200))
    // Half of a letter of two code units is none.
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/\d+$/, '')
    .replace(/[\s._:-]+$/, '');
  return stem || word;
}
