/** Full meshes folded into few links: equal instances are one block with a link to itself. */

/** Equal blocks of a mesh. */
export interface MeshClass {
  readonly id: string;
  readonly count: number;
}

/** One link of a folded mesh; `from` equal to `to` = among the instances of the block. */
export interface MeshLink {
  readonly from: string;
  readonly to: string;
  readonly cablesPerInstance: number;
  readonly pattern: 'single' | 'spread';
}

/** How many of `count` equal members may stay one block: an even number with an odd number of cables per pair has no whole share each. */
export function foldMesh(count: number, cablesPerPair: number): readonly number[] {
  return count > 1 && ((count - 1) * cablesPerPair) % 2 === 1 ? [count - 1, 1] : [count];
}

/** Joins every member to every other one; classes have to be folded as {@link foldMesh} says. */
export function meshLinks(classes: readonly MeshClass[], cablesPerPair: number): MeshLink[] {
  const links: MeshLink[] = [];
  for (const [at, { id, count }] of classes.entries()) {
    if (count > 1) {
      // Each cable leaves one of its two ends.
      links.push({ from: id, to: id, cablesPerInstance: ((count - 1) * cablesPerPair) / 2, pattern: 'spread' });
    }
    for (const other of classes.slice(at + 1)) {
      links.push({
        from: id,
        to: other.id,
        cablesPerInstance: cablesPerPair * other.count,
        pattern: other.count === 1 ? 'single' : 'spread',
      });
    }
  }
  return links;
}

/** Cables between two halves of a mesh. */
export function meshBisectionCables(members: number, cablesPerPair: number): number {
  return Math.floor(members / 2) * Math.ceil(members / 2) * cablesPerPair;
}
