import { expect, it } from 'vitest';
import { placeDrawing } from '../domain/canvas/placed-drawing.ts';
import { buildDrawing } from '../domain/topology/build-drawing.ts';
import { routeLinks } from './route-links.ts';

it('draws cables among the instances of one block as a loop outside of it', () => {
  const drawing = buildDrawing(
    [
      { id: 'ring', kind: 'node', count: 8, x: 100, y: 50, width: 200, height: 100 },
      { id: 'leaf', kind: 'switch', x: 100, y: 400, width: 200 },
    ],
    [
      { from: 'ring', to: 'ring', catalogId: 'ib-ndr' },
      { from: 'ring', to: 'leaf', catalogId: 'ib-ndr' },
    ],
  );
  const routed = routeLinks(placeDrawing(drawing));
  const loop = routed.find(({ link }) => link.from === link.to);
  expect(loop?.points).toEqual([100, 80, 80, 80, 80, 120, 100, 120]);
  expect(loop?.labelAt).toMatchObject({ x: 80, y: 100, length: 40, horizontal: false });
  // The link to another block keeps the middle of its side to itself.
  expect(routed.find(({ link }) => link.to === 'leaf')?.points.slice(0, 2)).toEqual([200, 150]);
});
