import { describe, expect, it } from 'vitest';
import { DGX_H100_SUPERPOD } from '../../domain/plan/templates/dgx-h100-superpod.ts';
import { listOutlineRows } from './outline-rows.ts';

const { drawing } = DGX_H100_SUPERPOD.create();

describe('rows of the outline', () => {
  it('list blocks in reading order with their links below them', () => {
    const rows = listOutlineRows(drawing, new Set(), null);
    expect(rows.map(({ name, level }) => [level, name])).toEqual([
      [1, 'SuperPOD'],
      [2, 'Spine'],
      [2, 'Scalable unit'],
      [3, 'Leaf'],
      [4, 'to Spine'],
      [3, 'DGX H100'],
      [4, 'to Leaf'],
    ]);
    expect(rows[5]).toMatchObject({ note: '×32', isOpen: true, position: 2, siblings: 2 });
    expect(rows[1]?.isOpen).toBeNull();
  });

  it('leave out what is folded', () => {
    const rows = listOutlineRows(drawing, new Set(['unit']), null);
    expect(rows.map(({ name }) => name)).toEqual(['SuperPOD', 'Spine', 'Scalable unit']);
    expect(rows[2]?.isOpen).toBe(false);
  });
});
