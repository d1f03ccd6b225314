import { describe, expect, it } from 'vitest';
import { buildDrawing } from '../../topology/build-drawing.ts';
import { checkDrawing } from '../check-drawing.ts';
import { createEmptyPlan } from '../create-empty-plan.ts';
import { absoluteRectangle } from '../drawing/block-geometry.ts';
import { nextId } from '../next-id.ts';
import type { Block, BlockKind, Link, PlanCommand, PlanDocument } from '../plan-document.ts';
import { copyFragment, parseFragment } from '../plan-fragment.ts';
import { addBlock } from './add-block.ts';
import { alignBlocks } from './align-blocks.ts';
import { connectBlocks } from './connect-blocks.ts';
import { deleteItems } from './delete-items.ts';
import { distributeBlocks } from './distribute-blocks.ts';
import { duplicateItems } from './duplicate-items.ts';
import { fitBlockToContent } from './fit-block-to-content.ts';
import { groupBlocks, ungroupBlock } from './group-blocks.ts';
import { moveBlocks } from './move-blocks.ts';
import { nestBlocks } from './nest-blocks.ts';
import { pasteFragment } from './paste-fragment.ts';
import { replaceNetwork } from './replace-network.ts';
import { resizeBlock } from './resize-block.ts';
import { setAssumption } from './set-assumption.ts';
import { setBlockException } from './set-block-exception.ts';
import { setCount } from './set-count.ts';
import { updateBlock } from './update-block.ts';
import { updateLink } from './update-link.ts';

function block(
  id: string,
  kind: BlockKind,
  parent: string | null,
  x: number,
  y: number,
  more: Partial<Block> = {},
): Block {
  return {
    id,
    kind,
    name: `${kind} ${id}`,
    parent,
    count: 1,
    x,
    y,
    width: 100,
    height: 50,
    catalogId: null,
    torusDims: null,
    regionId: null,
    powerLimitWatts: null,
    storage: null,
    exceptions: [],
    ...more,
  };
}

function link(id: string, from: string, to: string): Link {
  const plain = { bandwidthBytesPerSecond: null, latencySeconds: null, pattern: 'rails' as const, exceptions: [] };
  return { id, from, to, catalogId: 'ib-ndr', cablesPerInstance: 8, ...plain };
}

/** A hall at (100, 200) with rack b2 (node b3 inside) and rack b4, and a switch b5 outside; b3 and b4 are linked to b5. */
function drawn(): PlanDocument {
  const plan = createEmptyPlan();
  const blocks = [
    block('b1', 'hall', null, 100, 200, { width: 600, height: 400 }),
    block('b2', 'rack', 'b1', 10, 20, { count: 4 }),
    block('b3', 'node', 'b2', 5, 5, { count: 2 }),
    block('b4', 'rack', 'b1', 300, 40),
    block('b5', 'switch', null, 1000, 0),
  ];
  plan.drawing.blocks = Object.fromEntries(blocks.map((each) => [each.id, each]));
  plan.drawing.links = { l1: link('l1', 'b3', 'b5'), l2: link('l2', 'b4', 'b5') };
  return plan;
}

function apply(plan: PlanDocument, ...commands: PlanCommand[]): PlanDocument {
  for (const command of commands) command.recipe(plan);
  return plan;
}

function placeOf(plan: PlanDocument, id: string) {
  const { x, y } = absoluteRectangle(plan.drawing, id) ?? { x: Number.NaN, y: Number.NaN };
  return { x, y };
}

describe('commands on the drawing', () => {
  it('say what they touch by its name', () => {
    const plan = drawn();
    expect(moveBlocks(['b2'], 1, 1).describe?.(plan)).toBe('Move rack b2');
    expect(moveBlocks(['b2', 'b4'], 1, 1).describe?.(plan)).toBe('Move 2 racks');
    expect(deleteItems(['b2', 'b5', 'l1']).describe?.(plan)).toBe('Delete 2 blocks and 1 link');
    expect(connectBlocks(link('l9', 'b2', 'b5')).describe?.(plan)).toBe('Connect rack b2 to switch b5');
  });

  it('move a block once although what holds it moves too', () => {
    const plan = apply(drawn(), moveBlocks(['b2', 'b3', 'b1'], 7, -3));
    expect(placeOf(plan, 'b1')).toEqual({ x: 107, y: 197 });
    expect(plan.drawing.blocks.b3).toMatchObject({ x: 5, y: 5 });
  });

  it('put a block at the top level when its parent cannot hold it, and never over another', () => {
    const plan = apply(drawn(), addBlock(block('b6', 'hall', 'b2', 0, 0)), addBlock(block('b1', 'rack', null, 0, 0)));
    expect(plan.drawing.blocks.b6?.parent).toBeNull();
    expect(plan.drawing.blocks.b1?.kind).toBe('hall');
  });

  it('keep what is inside in its place when the left and upper edge move', () => {
    const plan = apply(drawn(), resizeBlock('b1', { x: 80, y: 190, width: 620, height: 410 }));
    expect(placeOf(plan, 'b3')).toEqual({ x: 115, y: 225 });
    apply(plan, fitBlockToContent('b1', 10, 20));
    expect(placeOf(plan, 'b3')).toEqual({ x: 115, y: 225 });
    expect(placeOf(plan, 'b1')).toEqual({ x: 100, y: 190 });
    expect(plan.drawing.blocks.b1).toMatchObject({ width: 410, height: 110 });
  });

  it('delete what lies inside and the links that end there', () => {
    const plan = apply(drawn(), deleteItems(['b2']));
    expect(Object.keys(plan.drawing.blocks)).toEqual(['b1', 'b4', 'b5']);
    expect(Object.keys(plan.drawing.links)).toEqual(['l2']);
    apply(plan, deleteItems(['l2']));
    expect(plan.drawing.links).toEqual({});
  });

  it('nest without moving on the canvas, and refuse what may not lie there', () => {
    const plan = apply(drawn(), nestBlocks(['b5', 'b4'], 'b2'), nestBlocks(['b1'], 'b2'), nestBlocks(['b3'], null));
    expect(plan.drawing.blocks.b5?.parent).toBe('b2');
    expect(placeOf(plan, 'b5')).toEqual({ x: 1000, y: 0 });
    expect(plan.drawing.blocks.b4?.parent).toBe('b1');
    expect(plan.drawing.blocks.b1?.parent).toBeNull();
    expect(plan.drawing.blocks.b3).toMatchObject({ parent: null, x: 115, y: 225 });
  });

  it('group and ungroup without moving on the canvas', () => {
    const plan = apply(drawn(), groupBlocks(['b2', 'b4'], block('b6', 'row', 'b1', 8, 9)));
    expect(plan.drawing.blocks.b2?.parent).toBe('b6');
    expect(placeOf(plan, 'b2')).toEqual({ x: 110, y: 220 });
    apply(plan, ungroupBlock('b6'));
    expect(plan).toEqual(drawn());
    apply(
      plan,
      groupBlocks(['b1'], block('b7', 'rack', null, 0, 0)),
      groupBlocks(['b1'], block('b8', 'site', 'b2', 0, 0)),
    );
    expect(plan).toEqual(drawn());
  });

  it('duplicate with everything inside and the links among the copies', () => {
    const plan = apply(drawn(), duplicateItems(['b1', 'b5'], 10, 20));
    expect(Object.keys(plan.drawing.blocks)).toHaveLength(10);
    const copies = Object.values(plan.drawing.blocks).filter(({ id }) => !['b1', 'b2', 'b3', 'b4', 'b5'].includes(id));
    expect(copies.map(({ kind }) => kind).sort()).toEqual(['hall', 'node', 'rack', 'rack', 'switch']);
    expect(copies.find(({ kind }) => kind === 'switch')).toMatchObject({ x: 1010, y: 20 });
    expect(Object.keys(plan.drawing.links)).toEqual(['l1', 'l2', 'l3', 'l4']);
    const inside = apply(drawn(), duplicateItems(['b3']));
    expect(inside.drawing.blocks.b6).toMatchObject({ kind: 'node', parent: 'b2', x: 29, y: 29 });
  });

  it('paste a copied fragment through text', () => {
    const fragment = parseFragment(JSON.stringify(copyFragment(drawn().drawing, ['b2', 'b5'])));
    if (fragment === undefined) throw new Error('the fragment is lost');
    const plan = apply(drawn(), pasteFragment(fragment, { x: 500, y: 600, parent: 'b1' }));
    const pasted = ['b6', 'b7', 'b8'].map((id) => plan.drawing.blocks[id]);
    expect(pasted.map((each) => [each?.kind, each?.parent])).toEqual([
      ['rack', 'b1'],
      ['switch', 'b1'],
      ['node', 'b6'],
    ]);
    expect(placeOf(plan, 'b6')).toEqual({ x: 500, y: 820 });
    expect(placeOf(plan, 'b7')).toEqual({ x: 1390, y: 600 });
    expect(plan.drawing.links.l3).toMatchObject({ from: 'b8', to: 'b7' });
  });

  it('take no fragment whose parts do not fit together', () => {
    const fragment = copyFragment(drawn().drawing, ['b1']);
    const [hall, rack] = fragment.blocks;
    if (hall === undefined || rack === undefined) throw new Error('the fragment is lost');
    expect(parseFragment('{"format":"trainyard-fragment"}')).toBeUndefined();
    expect(parseFragment('trainyard-fragment')).toBeUndefined();
    expect(parseFragment(JSON.stringify({ ...fragment, blocks: [rack, hall] }))).toBeUndefined();
    expect(parseFragment(JSON.stringify({ ...fragment, blocks: [hall, hall] }))).toBeUndefined();
    expect(parseFragment(JSON.stringify({ ...fragment, blocks: [{ ...hall, parent: hall.id }] }))).toBeUndefined();
  });

  it('puts a generated network in place of all but storage, which stays beside it', () => {
    const plan = drawn();
    plan.drawing.blocks.b6 = block('b6', 'storage', 'b1', 20, 30);
    plan.drawing.links.l3 = link('l3', 'b6', 'b5');
    const network = buildDrawing(
      [
        { id: 'group', kind: 'row', width: 400, height: 300 },
        { id: 'system', kind: 'node', parent: 'group', count: 8, x: 10, y: 20 },
        { id: 'b6', kind: 'switch', y: 320 },
      ],
      [{ from: 'system', to: 'b6', catalogId: 'ib-ndr' }],
    );
    apply(plan, replaceNetwork(network));
    const { blocks, links } = plan.drawing;
    expect(Object.values(blocks).map(({ kind }) => kind)).toEqual(['storage', 'row', 'node', 'switch']);
    expect(checkDrawing(plan.drawing)).toEqual([]);
    const [, row, node, top] = Object.values(blocks);
    // Where the old drawing's corner was.
    expect(placeOf(plan, row?.id ?? '')).toEqual({ x: 100, y: 0 });
    expect(placeOf(plan, node?.id ?? '')).toEqual({ x: 110, y: 20 });
    expect(Object.values(links)).toMatchObject([{ from: node?.id, to: top?.id }]);
    expect(blocks.b6).toMatchObject({ parent: null, x: 100 + 400 + 64, y: 0 });
  });

  it('align and distribute blocks of different parents on the canvas', () => {
    const plan = apply(drawn(), alignBlocks(['b3', 'b4', 'b5'], 'right'));
    for (const id of ['b3', 'b4', 'b5']) expect(placeOf(plan, id).x).toBe(1000);
    const spread = apply(drawn(), distributeBlocks(['b3', 'b4', 'b5'], 'horizontal'));
    expect(['b3', 'b4', 'b5'].map((id) => placeOf(spread, id).x)).toEqual([115, 557.5, 1000]);
  });

  it('repeat blocks, and drop exceptions of instances that are gone', () => {
    const plan = apply(
      drawn(),
      setBlockException('b3', 1, { state: 'degraded', speedFraction: 0.5 }),
      setBlockException('b3', 7, { state: 'failed', speedFraction: 0 }),
      setBlockException('b3', 8, { state: 'failed', speedFraction: 0 }),
    );
    expect(plan.drawing.blocks.b3?.exceptions.map(({ index }) => index)).toEqual([1, 7]);
    apply(plan, setCount('b2', 2));
    expect(plan.drawing.blocks.b3?.exceptions.map(({ index }) => index)).toEqual([1]);
    apply(plan, setBlockException('b3', 1, null), setCount('b2', -3));
    expect(plan.drawing.blocks.b3?.exceptions).toEqual([]);
    expect(plan.drawing.blocks.b2?.count).toBe(1);
  });

  it('change a kind only where it fits, and the ends of a link only to blocks that exist', () => {
    const plan = apply(
      drawn(),
      updateBlock('b2', { kind: 'site', name: 'Renamed' }),
      updateBlock('b4', { kind: 'row' }),
      updateLink('l1', { to: 'gone' }),
      updateLink('l2', { to: 'b2', cablesPerInstance: 1 }),
    );
    expect(plan.drawing.blocks.b2).toMatchObject({ kind: 'rack', name: 'Renamed' });
    expect(plan.drawing.blocks.b4?.kind).toBe('row');
    expect(plan.drawing.links.l1?.to).toBe('b5');
    expect(plan.drawing.links.l2).toMatchObject({ to: 'b2', cablesPerInstance: 1 });
  });
});

describe('other commands and ids', () => {
  it('goes back to the default of an assumption', () => {
    const plan = apply(createEmptyPlan(), setAssumption('pue', 1.2), setAssumption('wue', Number.NaN));
    expect(plan.assumptions.overrides).toEqual({ pue: 1.2 });
    apply(plan, setAssumption('pue', null));
    expect(plan.assumptions.overrides).toEqual({});
  });

  it('gives ids past the highest number in use', () => {
    const { drawing } = drawn();
    expect(nextId(drawing, 'b')).toBe('b6');
    expect(nextId(drawing, 'l')).toBe('l3');
    expect(nextId(drawing, 'rack-')).toBe('rack-1');
  });
});
