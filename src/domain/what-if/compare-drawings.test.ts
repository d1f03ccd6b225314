import { describe, expect, it } from 'vitest';
import { LLAMA3_405B_16K } from '../plan/templates/llama3-405b-16k.ts';
import { compareDrawings } from './compare-drawings.ts';

const plan = LLAMA3_405B_16K.create();
const { drawing } = plan;
const idOf = (name: string): string => Object.values(drawing.blocks).find((block) => block.name === name)?.id ?? '';
const link = Object.values(drawing.links).find(({ from }) => from === idOf('Rack switch'))!;

describe('comparing drawings', () => {
  it('finds nothing in the same drawing, nor in one that is laid out otherwise', () => {
    const moved = {
      ...drawing,
      blocks: Object.fromEntries(
        Object.entries(drawing.blocks).map(([id, block]) => [id, { ...block, x: block.x + 8 }]),
      ),
    };
    for (const other of [drawing, moved]) {
      const { removed, added, changed } = compareDrawings(drawing, other);
      expect([removed.size, added.size, changed.size]).toEqual([0, 0, 0]);
    }
  });

  it('says what was there before', () => {
    const rack = idOf('Rack');
    const { [idOf('Storage')]: storage, ...rest } = drawing.blocks;
    const now = {
      blocks: {
        ...rest,
        [rack]: {
          ...drawing.blocks[rack]!,
          count: 120,
          exceptions: [{ index: 1, state: 'failed' as const, speedFraction: 0 }],
        },
        fresh: { ...storage!, id: 'fresh', name: 'New storage' },
      },
      links: {
        ...drawing.links,
        [link.id]: { ...link, cablesPerInstance: 12, bandwidthBytesPerSecond: 25e9 },
      },
    };
    const { removed, added, changed } = compareDrawings(drawing, now);
    expect([...removed.values()]).toEqual(['Storage']);
    expect([...added.values()]).toEqual(['New storage']);
    expect(changed.get(rack)).toBe('before: 128 of them, all of them worked');
    expect(changed.get(link.id)).toBe('before: 16 cables of each, the bandwidth of its kind');
  });
});
