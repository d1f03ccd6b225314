/** The two binary trees of a double tree: every place is inside one of them at most (Sanders, Speck, Träff 2009; NCCL's btree). */

/** The place above in the first tree of `count` places; -1 at the root. */
function parentOf(place: number, count: number): number {
  if (place === 0) return -1;
  const bit = place & -place;
  const up = (place ^ bit) | (bit << 1);
  return up >= count ? place ^ bit : up;
}

/** The places above a place in both trees; -1 at a root. The second tree is the first seen in a mirror, or moved on by one when odd. */
export function treeParents(place: number, count: number): readonly [number, number] {
  const first = parentOf(place, count);
  if (count % 2 === 0) {
    const mirrored = parentOf(count - 1 - place, count);
    return [first, mirrored === -1 ? -1 : count - 1 - mirrored];
  }
  const moved = parentOf((place - 1 + count) % count, count);
  return [first, moved === -1 ? -1 : (moved + 1) % count];
}
