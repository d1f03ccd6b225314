import { describe, expect, it } from 'vitest';
import { inBlock, onBlock, TestCanvas, testBlock, testDrawing } from './test-drawing.ts';

const rack = testBlock('rack', { kind: 'rack', x: 400, y: 0, width: 300, height: 300 });
const build = () => new TestCanvas(testDrawing(testBlock('a'), testBlock('b', { x: 200 }), rack));

describe('selecting', () => {
  it('selects what is pressed, and nothing on empty ground', () => {
    const canvas = build();
    canvas.down({ x: 10, y: 10 }, onBlock('a'));
    expect(canvas.selection).toEqual(['a']);
    canvas.up({ x: 10, y: 10 }, onBlock('a'));
    canvas.down({ x: 10, y: 500 });
    canvas.up({ x: 10, y: 500 });
    expect(canvas.selection).toEqual([]);
    expect(canvas.commands).toEqual([]);
  });

  it('adds and removes with shift', () => {
    const canvas = build();
    canvas.selection = ['a'];
    canvas.down({ x: 210, y: 10 }, onBlock('b'), { shift: true });
    canvas.up({ x: 210, y: 10 }, onBlock('b'), { shift: true });
    expect(canvas.selection).toEqual(['a', 'b']);
    canvas.down({ x: 10, y: 10 }, onBlock('a'), { shift: true });
    canvas.up({ x: 10, y: 10 }, onBlock('a'), { shift: true });
    expect(canvas.selection).toEqual(['b']);
  });

  it('keeps a selection of several while one of them is pressed, and narrows it on release', () => {
    const canvas = build();
    canvas.selection = ['a', 'b'];
    canvas.down({ x: 10, y: 10 }, onBlock('a'));
    expect(canvas.selection).toEqual(['a', 'b']);
    canvas.up({ x: 10, y: 10 }, onBlock('a'));
    expect(canvas.selection).toEqual(['a']);
  });

  it('selects for the menu on a secondary press, but keeps a selection that holds the block', () => {
    const canvas = build();
    canvas.down({ x: 10, y: 10 }, onBlock('a'), { button: 2 });
    expect(canvas.selection).toEqual(['a']);
    canvas.selection = ['a', 'b'];
    canvas.down({ x: 10, y: 10 }, onBlock('b'), { button: 2 });
    expect(canvas.selection).toEqual(['a', 'b']);
    expect(canvas.state.name).toBe('idle');
  });
});

describe('marquee', () => {
  it('selects what lies wholly inside, and adds with shift', () => {
    const canvas = build();
    canvas.drag({ x: -10, y: -10 }, { x: 170, y: 90 });
    expect(canvas.selection).toEqual(['a']);
    canvas.drag({ x: 190, y: -10 }, { x: 370, y: 90 }, undefined, { shift: true });
    expect(canvas.selection).toEqual(['a', 'b']);
  });

  it('starts inside a container that is not selected, and never selects that container', () => {
    const canvas = build();
    canvas.drawing = testDrawing(rack, testBlock('c', { parent: 'rack', x: 20, y: 60 }));
    canvas.drag({ x: 405, y: 50 }, { x: 690, y: 250 }, inBlock('rack'));
    expect(canvas.selection).toEqual(['c']);
    expect(canvas.commands).toEqual([]);
  });

  it('gives the earlier selection back when cancelled', () => {
    const canvas = build();
    canvas.selection = ['b'];
    canvas.down({ x: -10, y: -10 }, undefined, { shift: true });
    canvas.move({ x: 170, y: 90 });
    expect(canvas.selection).toEqual(['b', 'a']);
    canvas.send({ type: 'cancel' });
    expect(canvas.selection).toEqual(['b']);
    expect(canvas.state.name).toBe('idle');
  });
});

describe('moving', () => {
  it('does not move before the pointer has travelled', () => {
    const canvas = build();
    canvas.down({ x: 10, y: 10 }, onBlock('a'));
    canvas.move({ x: 12, y: 11 });
    expect(canvas.state.name).toBe('pressed');
    canvas.up({ x: 12, y: 11 }, onBlock('a'));
    expect(canvas.commands).toEqual([]);
  });

  it('is one command, by canvas units at any zoom', () => {
    const canvas = build();
    canvas.viewport = { x: 0, y: 0, zoom: 2 };
    canvas.drag({ x: 20, y: 20 }, { x: 60, y: 120 }, onBlock('a'));
    expect(canvas.commands).toHaveLength(1);
    expect(canvas.drawing.blocks.a).toMatchObject({ x: 20, y: 50, parent: null });
  });

  it('moves the whole selection when one of it is dragged', () => {
    const canvas = build();
    canvas.selection = ['a', 'b'];
    canvas.drag({ x: 10, y: 10 }, { x: 10, y: 110 }, onBlock('a'));
    expect(canvas.drawing.blocks.a?.y).toBe(100);
    expect(canvas.drawing.blocks.b?.y).toBe(100);
    expect(canvas.commands).toHaveLength(1);
  });

  it('nests by dropping into a container and comes out again, each in one command', () => {
    const canvas = build();
    canvas.drag({ x: 10, y: 10 }, { x: 450, y: 60 }, onBlock('a'));
    expect(canvas.drawing.blocks.a).toMatchObject({ parent: 'rack', x: 40, y: 50 });
    expect(canvas.commands).toHaveLength(1);
    canvas.drag({ x: 450, y: 60 }, { x: 10, y: 460 }, onBlock('a'));
    expect(canvas.drawing.blocks.a).toMatchObject({ parent: null, x: 0, y: 450 });
    expect(canvas.commands).toHaveLength(2);
  });

  it('never nests into a kind that may not hold it, nor into a complete system', () => {
    const canvas = new TestCanvas(
      testDrawing(
        testBlock('hall', { kind: 'hall' }),
        { ...rack, catalogId: 'gb200-nvl72' },
        testBlock('n', { y: 400 }),
      ),
    );
    canvas.drag({ x: 10, y: 10 }, { x: 450, y: 60 }, onBlock('hall'));
    expect(canvas.drawing.blocks.hall?.parent).toBeNull();
    canvas.drawing = testDrawing({ ...rack, catalogId: 'gb200-nvl72' }, testBlock('n', { y: 400 }));
    canvas.drag({ x: 10, y: 410 }, { x: 450, y: 60 }, onBlock('n'));
    expect(canvas.drawing.blocks.n?.parent).toBeNull();
  });

  it('copies with alt', () => {
    const canvas = build();
    canvas.drag({ x: 10, y: 10 }, { x: 10, y: 210 }, onBlock('a'), { alt: true });
    expect(canvas.drawing.blocks.a?.y).toBe(0);
    expect(Object.values(canvas.drawing.blocks).filter((block) => block.y === 200)).toHaveLength(1);
    expect(canvas.effects.at(-1)).toMatchObject({ type: 'dispatch', select: 'added' });
  });

  it('changes nothing when cancelled, and says so', () => {
    const canvas = build();
    canvas.down({ x: 10, y: 10 }, onBlock('a'));
    canvas.move({ x: 100, y: 100 });
    expect(canvas.state.name).toBe('moving');
    canvas.send({ type: 'cancel' });
    expect(canvas.commands).toEqual([]);
    expect(canvas.effects.at(-1)).toEqual({ type: 'announce', text: 'Move cancelled.' });
  });

  it('snaps to a neighbour’s edge and shows the guide; the mod key switches that off', () => {
    const canvas = build();
    canvas.snap = true;
    canvas.down({ x: 210, y: 10 }, onBlock('b'));
    canvas.move({ x: 207, y: 130 });
    if (canvas.state.name !== 'moving') throw new Error(canvas.state.name);
    canvas.move({ x: 13, y: 130 });
    expect(canvas.state.offset.x).toBe(-200);
    expect(canvas.state.guides.some(({ axis, at }) => axis === 'x' && at === 0)).toBe(true);
    expect(canvas.state.distances).toContainEqual({ axis: 'y', from: 80, to: 120, across: 80 });
    canvas.move({ x: 13, y: 130 }, undefined, { mod: true });
    expect(canvas.state.offset.x).toBe(-197);
    expect(canvas.state.guides).toEqual([]);
  });
});

describe('resizing', () => {
  const handle = (name: 'se' | 'nw' | 'e') => ({ kind: 'handle', id: 'a', handle: name }) as const;

  it('moves the dragged edges only, in one command', () => {
    const canvas = build();
    canvas.drag({ x: 160, y: 80 }, { x: 200, y: 130 }, handle('se'));
    expect(canvas.drawing.blocks.a).toMatchObject({ x: 0, y: 0, width: 200, height: 130 });
    canvas.drag({ x: 0, y: 0 }, { x: -40, y: -20 }, handle('nw'));
    expect(canvas.drawing.blocks.a).toMatchObject({ x: -40, y: -20, width: 240, height: 150 });
    expect(canvas.commands).toHaveLength(2);
  });

  it('never gets smaller than can be read, nor than its content', () => {
    const canvas = build();
    canvas.drag({ x: 160, y: 40 }, { x: -500, y: 40 }, handle('e'));
    expect(canvas.drawing.blocks.a?.width).toBe(96);
    canvas.drawing = testDrawing(rack, testBlock('c', { parent: 'rack', x: 20, y: 60 }));
    canvas.drag({ x: 700, y: 300 }, { x: 410, y: 10 }, { kind: 'handle', id: 'rack', handle: 'se' });
    expect(canvas.drawing.blocks.rack).toMatchObject({ width: 188, height: 148 });
  });
});

describe('connecting', () => {
  const port = { kind: 'port', id: 'a', side: 'right' } as const;

  it('pulls a link from a port to another block and selects it', () => {
    const canvas = build();
    canvas.down({ x: 174, y: 40 }, port);
    canvas.move({ x: 210, y: 40 }, onBlock('b'));
    expect(canvas.state).toMatchObject({ name: 'connecting', target: 'b' });
    canvas.up({ x: 210, y: 40 }, onBlock('b'));
    const [link] = Object.values(canvas.drawing.links);
    expect(link).toMatchObject({ from: 'a', to: 'b', cablesPerInstance: 1 });
    expect(canvas.selection).toEqual([link?.id]);
  });

  it('does nothing over empty ground, and explains when one lies inside the other', () => {
    const canvas = new TestCanvas(testDrawing(rack, testBlock('a', { parent: 'rack' })));
    canvas.down({ x: 0, y: 0 }, port);
    canvas.up({ x: 999, y: 999 });
    expect(canvas.commands).toEqual([]);
    canvas.down({ x: 0, y: 0 }, port);
    canvas.up({ x: 500, y: 200 }, inBlock('rack'));
    expect(canvas.commands).toEqual([]);
    expect(canvas.effects.at(-1)).toMatchObject({ type: 'announce' });
  });

  it('starts anywhere on a block with the connect tool', () => {
    const canvas = build();
    canvas.tool = 'connect';
    canvas.down({ x: 10, y: 10 }, onBlock('a'));
    canvas.up({ x: 210, y: 10 }, onBlock('b'));
    expect(Object.keys(canvas.drawing.links)).toHaveLength(1);
  });
});

describe('panning', () => {
  it.each([
    ['the hand tool', { tool: 'hand' as const }, {}],
    ['space', {}, { space: true }],
    ['the middle button', {}, { button: 1 }],
  ])('moves the view with %s and leaves the selection alone', (_, setup, press) => {
    const canvas = build();
    Object.assign(canvas, setup);
    canvas.selection = ['b'];
    canvas.down({ x: 10, y: 10 }, onBlock('a'), press);
    canvas.move({ x: 30, y: 25 });
    canvas.up({ x: 40, y: 30 });
    expect(canvas.viewport).toEqual({ x: 30, y: 20, zoom: 1 });
    expect(canvas.selection).toEqual(['b']);
    expect(canvas.commands).toEqual([]);
  });
});
