/** A short way to write drawings down: only what differs from a plain block or cable is said. Positions are left at a simple grid. */
import type { Block, Drawing, Link } from '../plan/plan-document.ts';

/** What a block must say, and what it may. */
export type BlockSketch = Pick<Block, 'id' | 'kind'> & Partial<Block>;
/** What a link must say, and what it may. */
export type LinkSketch = Pick<Link, 'from' | 'to' | 'catalogId'> & Partial<Link>;

/** Builds a drawing from sketches. */
export function buildDrawing(blocks: readonly BlockSketch[], links: readonly LinkSketch[] = []): Drawing {
  return {
    blocks: Object.fromEntries(
      blocks.map((sketch, position) => [
        sketch.id,
        {
          name: sketch.id,
          parent: null,
          count: 1,
          x: 0,
          y: position * 96,
          width: 160,
          height: 72,
          catalogId: null,
          torusDims: null,
          regionId: null,
          powerLimitWatts: null,
          storage: null,
          exceptions: [],
          ...sketch,
        } satisfies Block,
      ]),
    ),
    links: Object.fromEntries(
      links.map((sketch, position) => {
        const id = sketch.id ?? `l${position + 1}`;
        const link: Link = {
          cablesPerInstance: 1,
          pattern: 'spread',
          bandwidthBytesPerSecond: null,
          latencySeconds: null,
          exceptions: [],
          ...sketch,
          id,
        };
        return [id, link];
      }),
    ),
  };
}
