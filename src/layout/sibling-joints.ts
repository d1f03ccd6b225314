/** Links seen from a container: each as a joint of the two children that hold its ends. */
import { ancestorsOf } from '../domain/plan/drawing/block-tree.ts';
import type { Drawing } from '../domain/plan/plan-document.ts';

/** Two siblings that links join. */
export interface SiblingJoint {
  readonly a: string;
  readonly b: string;
  /** Links between them, with those between blocks inside them. */
  readonly links: number;
  /** More than 0: `a` belongs above `b`; less: below; 0: side by side. */
  readonly rise: number;
}

/** Joints by the container whose children they join (`null` = the top level). Links between a block and what is inside it have none. */
export function findSiblingJoints(
  drawing: Drawing,
  heights: ReadonlyMap<string, number>,
): ReadonlyMap<string | null, readonly SiblingJoint[]> {
  const joints = new Map<string | null, Map<string, { a: string; b: string; links: number; rise: number }>>();
  for (const link of Object.values(drawing.links)) {
    const from = [link.from, ...ancestorsOf(drawing, link.from)];
    const to = [link.to, ...ancestorsOf(drawing, link.to)];
    // From the outside in, until the ways to the two ends part.
    let same = 0;
    while (same < Math.min(from.length, to.length) && from.at(-1 - same) === to.at(-1 - same)) same++;
    const one = from.at(-1 - same);
    const other = to.at(-1 - same);
    if (same >= Math.min(from.length, to.length) || one === undefined || other === undefined) continue;
    const parent = same === 0 ? null : (from.at(-same) ?? null);
    const isTurned = one > other;
    const [a, b] = isTurned ? [other, one] : [one, other];
    const rise = Math.sign((heights.get(link.from) ?? 0) - (heights.get(link.to) ?? 0)) * (isTurned ? -1 : 1);
    const known = joints.get(parent) ?? new Map<string, { a: string; b: string; links: number; rise: number }>();
    joints.set(parent, known);
    const key = `${a} ${b}`;
    const joint = known.get(key);
    if (joint === undefined) known.set(key, { a, b, links: 1, rise });
    else {
      joint.links++;
      joint.rise += rise;
    }
  }
  return new Map([...joints].map(([parent, known]) => [parent, [...known.values()]]));
}
