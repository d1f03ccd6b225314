import { describe, expect, it } from 'vitest';
import { copyToText, pasteAt, pasteIntoSelection, readClipboardText } from './clipboard.ts';
import { findFreePlace } from './create-block.ts';
import { describeSelection } from './describe-selection.ts';
import {
  addBlockCommand,
  chooseParent,
  nestIntoPrevious,
  nextBlock,
  nudgeBlocks,
  possibleParents,
  repeatBlocks,
  selectAll,
  swapWithSibling,
  unnestCommand,
} from './selection-commands.ts';
import { suggestLink } from './suggest-link.ts';
import { applyTo, testBlock, testDrawing } from './test-drawing.ts';
import { fitDrawing, revealBlock, zoomIn, zoomOut, zoomToSelection } from './view-commands.ts';

const drawing = testDrawing(
  testBlock('rack', { kind: 'rack', width: 300, height: 300 }),
  testBlock('inner', { parent: 'rack', x: 20, y: 60, count: 4 }),
  testBlock('other', { parent: 'rack', x: 20, y: 160 }),
  testBlock('switch', { kind: 'switch', x: 400 }),
);
const size = { width: 1000, height: 600 };

describe('walking and selecting', () => {
  it('goes through the tree in reading order and lets go at both ends', () => {
    expect(nextBlock(drawing, [])).toBe('rack');
    expect(nextBlock(drawing, ['rack'])).toBe('inner');
    expect(nextBlock(drawing, ['other'])).toBe('switch');
    expect(nextBlock(drawing, ['switch'])).toBeNull();
    expect(nextBlock(drawing, ['rack'], true)).toBeNull();
  });

  it('selects siblings first, then everything at the top', () => {
    expect(selectAll(drawing, ['inner'])).toEqual(['inner', 'other']);
    expect(selectAll(drawing, ['inner', 'other'])).toEqual(['rack', 'switch']);
    expect(selectAll(drawing, [])).toEqual(['rack', 'switch']);
  });

  it('says what is selected', () => {
    expect(describeSelection(drawing, ['inner'])).toBe('inner, node, 4 in each rack.');
    expect(describeSelection(drawing, ['inner', 'other'])).toBe('2 nodes selected.');
    expect(describeSelection(drawing, [])).toBe('Nothing selected.');
  });
});

describe('moving by keyboard', () => {
  it('nudges by a grid step, the same keys being one undo step', () => {
    const command = nudgeBlocks(['switch'], 'left');
    expect(applyTo(drawing, command).blocks.switch?.x).toBe(392);
    expect(command.gesture).toBe(nudgeBlocks(['switch'], 'down').gesture);
  });

  it('nests, comes out, and changes places with a sibling', () => {
    const nested = applyTo(drawing, nestIntoPrevious(drawing, ['switch'])!);
    expect(nested.blocks.switch?.parent).toBe('rack');
    const out = applyTo(nested, unnestCommand(nested, ['switch'])!);
    expect(out.blocks.switch?.parent).toBeNull();
    expect(unnestCommand(out, ['switch'])).toBeUndefined();
    const swapped = applyTo(drawing, swapWithSibling(drawing, 'inner', false)!);
    expect(swapped.blocks.inner?.y).toBe(160);
    expect(swapped.blocks.other?.y).toBe(60);
    expect(swapWithSibling(drawing, 'inner', true)).toBeUndefined();
  });

  it('offers only containers that may hold all of it', () => {
    expect(possibleParents(drawing, ['switch'])).toEqual(['rack', 'inner', 'other']);
    expect(possibleParents(drawing, ['rack'])).toEqual([]);
  });
});

describe('adding', () => {
  it('finds a free place that no neighbour overlaps, and makes the container larger', () => {
    const source = { kind: 'node', name: 'New', catalogId: null } as const;
    const parent = chooseParent(drawing, ['rack'], 'node');
    expect(parent).toBe('rack');
    const { block, command } = addBlockCommand(drawing, source, parent, { x: 0, y: 0 });
    const after = applyTo(drawing, command);
    const rack = after.blocks.rack!;
    const added = after.blocks[block.id]!;
    for (const other of Object.values(after.blocks)) {
      if (other.id === block.id || other.parent !== 'rack') continue;
      const apart =
        added.x >= other.x + other.width ||
        other.x >= added.x + added.width ||
        added.y >= other.y + other.height ||
        other.y >= added.y + added.height;
      expect(apart).toBe(true);
    }
    expect(rack.height).toBeGreaterThanOrEqual(added.y + added.height);
  });

  it('goes around a complete system to what encloses it', () => {
    const withSystem = testDrawing(
      testBlock('row', { kind: 'row', width: 400, height: 300 }),
      testBlock('dgx', { parent: 'row', catalogId: 'dgx-h100' }),
    );
    expect(chooseParent(withSystem, ['dgx'], 'accelerator')).toBe('row');
    expect(chooseParent(withSystem, [], 'node')).toBeNull();
  });

  it('centres the first block of an empty drawing', () => {
    const { block } = addBlockCommand(testDrawing(), { kind: 'switch', name: 's', catalogId: null }, null, {
      x: 500,
      y: 300,
    });
    expect(Math.abs(block.x + block.width / 2 - 500)).toBeLessThanOrEqual(4);
    expect(findFreePlace(testDrawing(), null, { width: 10, height: 10 })).toEqual({ x: 0, y: 0 });
  });

  it('repeats several blocks in one step', () => {
    const after = applyTo(drawing, repeatBlocks(['inner', 'other'], 9)!);
    expect([after.blocks.inner?.count, after.blocks.other?.count]).toEqual([9, 9]);
    expect(repeatBlocks([], 3)).toBeUndefined();
  });
});

describe('clipboard', () => {
  it('brings blocks with their content back under new ids', () => {
    const text = copyToText(drawing, ['rack', 'switch'])!;
    const read = readClipboardText(text);
    if (!read.ok) throw new Error(read.problem);
    const after = applyTo(drawing, pasteAt(read.fragment, { x: 1000, y: 1000 }, null));
    expect(Object.keys(after.blocks)).toHaveLength(8);
    const into = applyTo(
      drawing,
      pasteIntoSelection(drawing, ['rack'], { ...read.fragment, blocks: [read.fragment.blocks[1]!] }),
    );
    expect(Object.values(into.blocks).filter((block) => block.parent === 'rack')).toHaveLength(3);
  });

  it('says why text cannot be pasted, and copies nothing without blocks', () => {
    for (const text of ['', 'hello', '{"format":"trainyard-fragment","version":1,"blocks":[{}],"links":[]}', '[]']) {
      expect(readClipboardText(text).ok).toBe(false);
    }
    expect(copyToText(drawing, [])).toBeUndefined();
  });
});

describe('links', () => {
  it('run from the accelerators towards the switch, never into what encloses them', () => {
    expect(suggestLink(drawing, 'switch', 'inner', null)).toMatchObject({
      from: 'inner',
      to: 'switch',
      pattern: 'single',
    });
    expect(suggestLink(drawing, 'inner', 'rack', null)).toBeNull();
    expect(suggestLink(drawing, 'inner', 'inner', null)).toBeNull();
  });
});

describe('view', () => {
  it('fits the drawing and zooms to what is selected', () => {
    const fitted = fitDrawing(drawing, size);
    expect(fitted.x).toBeGreaterThan(0);
    expect(560 * fitted.zoom).toBeLessThan(size.width);
    expect(zoomToSelection(drawing, ['inner'], size)?.zoom).toBeGreaterThan(fitted.zoom);
    expect(zoomToSelection(drawing, [], size)).toBeUndefined();
  });

  it('keeps the point under the pointer while zooming', () => {
    const start = { x: 13, y: -7, zoom: 0.8 };
    const anchor = { x: 321, y: 123 };
    for (const next of [zoomIn(start, size, anchor), zoomOut(start, size, anchor)]) {
      expect((anchor.x - next.x) / next.zoom).toBeCloseTo((anchor.x - start.x) / start.zoom, 9);
      expect((anchor.y - next.y) / next.zoom).toBeCloseTo((anchor.y - start.y) / start.zoom, 9);
    }
  });

  it('moves only as far as needed to show a block', () => {
    const here = { x: 0, y: 0, zoom: 1 };
    expect(revealBlock(drawing, 'inner', { ...here, x: 100, y: 100 }, size)).toEqual({ x: 100, y: 100, zoom: 1 });
    expect(revealBlock(drawing, 'switch', { ...here, x: 900, y: 100 }, size).x).toBe(1000 - 24 - 560);
  });
});
