import { encodeLink } from '../../src/codec/encode-link.ts';
import { createEmptyPlan } from '../../src/domain/plan/create-empty-plan.ts';
import { buildDrawing } from '../../src/domain/topology/build-drawing.ts';
import { expect, test } from '../support/test.ts';

/** As many blocks as a plan may hold. */
const BLOCKS = 5000;

/** Racks of a leaf and three nodes each, side by side. */
function drawLargest() {
  const sketches = Array.from({ length: BLOCKS }, (_, at) => {
    const rack = Math.floor(at / 5);
    const id = `b${at}`;
    if (at % 5 === 0)
      return { id, name: `Rack ${rack + 1}`, kind: 'rack' as const, x: rack * 260, width: 240, height: 420 };
    const inside = { id, parent: `b${rack * 5}`, x: 24, y: 88 * (at % 5) };
    if (at % 5 === 1) return { ...inside, name: `Leaf ${rack + 1}`, kind: 'switch' as const, catalogId: 'qm9700' };
    return { ...inside, name: `Node ${rack + 1}.${at % 5}`, kind: 'node' as const, catalogId: 'dgx-h100' };
  });
  const links = sketches.flatMap(({ id, kind }, at) =>
    kind === 'node' ? [{ from: id, to: `b${at - (at % 5) + 1}`, catalogId: 'ib-ndr', cablesPerInstance: 8 }] : [],
  );
  return { ...createEmptyPlan('As large as it may be'), drawing: buildDrawing(sketches, links) };
}

test('the tree of the largest plan holds only the rows on screen, and is walked by key', async ({ app }) => {
  const { keyboard } = app.page;
  await app.open(await encodeLink(drawLargest()));
  await expect(app.outline.items(/^Rack 1,/)).toHaveCount(1);
  expect(await app.outline.items().count()).toBeLessThan(100);

  await app.tabTo(app.outline.tree);
  await keyboard.press('End');
  await expect(app.outline.items().last()).toHaveAttribute('aria-selected', 'true');
  await expect(app.outline.items(/^Rack 1,/)).toHaveCount(0);
  expect(await app.outline.items().count()).toBeLessThan(100);
  await keyboard.press('ArrowUp');
  await expect(app.outline.items().last()).toHaveAttribute('aria-selected', 'false');
  await keyboard.press('Home');
  await expect(app.outline.items().first()).toHaveAttribute('aria-selected', 'true');
});
