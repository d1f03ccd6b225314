import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../cli/load-catalog.ts';
import { compileNetwork } from '../domain/topology/compile-network.ts';
import { joinThroughSwitch } from './join-through-switch.ts';
import { applyTo, testBlock, testDrawing } from './test-drawing.ts';

const index = loadCatalog();
const near = { x: 0, y: 0 };
const node = { kind: 'node', catalogId: 'dgx-h100', width: 160, height: 80 } as const;

describe('joinThroughSwitch', () => {
  it('lets two bare nodes reach each other', () => {
    const drawing = testDrawing(testBlock('a', node), testBlock('b', { ...node, x: 300 }));
    expect(compileNetwork(drawing, index).problems.map(({ code }) => code)).toEqual(['unconnected']);
    const joined = applyTo(drawing, joinThroughSwitch(drawing, ['a', 'b'], index, near)!);
    expect(compileNetwork(joined, index)).toMatchObject({ problems: [], accelerators: 16 });
  });

  it('lets the instances of one node reach each other, inside their rack', () => {
    const drawing = testDrawing(
      testBlock('rack', { kind: 'rack', width: 300, height: 300 }),
      testBlock('a', { ...node, parent: 'rack', x: 20, y: 60, count: 4 }),
    );
    const joined = applyTo(drawing, joinThroughSwitch(drawing, ['a'], index, near)!);
    expect(compileNetwork(joined, index)).toMatchObject({ problems: [], accelerators: 32 });
    const added = Object.values(joined.blocks).find(({ kind }) => kind === 'switch');
    expect(added?.parent).toBe('rack');
  });

  it('has nothing to join in one instance', () => {
    expect(joinThroughSwitch(testDrawing(testBlock('a', node)), ['a'], index, near)).toBeNull();
  });
});
