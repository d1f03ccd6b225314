import { expect, test } from '../support/test.ts';

const NODE = 'DGX/HGX H100';
const SWITCH = 'Quantum-2 QM9700 NDR (32 OSFP)';

test('a cluster drawn by mouse: drag, repeat, connect, move, undo', async ({ app }) => {
  await app.open();
  await app.waitForFigures();
  await app.runCommand('New plan');
  await expect(app.outline.items()).toHaveCount(0);

  await app.canvas.dropFromPalette(NODE, { x: 0.3, y: 0.3 });
  await expect(app.outline.items(NODE)).toHaveCount(1);
  await app.canvas.countField(NODE).fill('8');
  await app.canvas.countField(NODE).press('Enter');
  await expect(app.outline.items(/8 times/)).toBeVisible();

  await app.canvas.dropFromPalette(SWITCH, { x: 0.7, y: 0.5 });
  await expect(app.outline.items(SWITCH)).toHaveCount(1);

  await app.canvas.chooseTool('Connect tool');
  await app.canvas.drag({ x: 0.3, y: 0.3 }, { x: 0.7, y: 0.5 });
  await app.canvas.chooseTool('Select tool');
  await expect(app.outline.items(/^Link from/)).toHaveCount(1);
  const figures = await app.readFigures();

  await app.canvas.click({ x: 0.5, y: 0.85 });
  await app.canvas.drag({ x: 0.3, y: 0.3 }, { x: 0.35, y: 0.45 });
  await expect(app.button(/^Undo Move/)).toBeVisible();

  // Moving a box moves no figure; its undo and that of the link do what they say.
  expect(await app.readFigures()).toEqual(figures);
  await app.undo();
  await app.undo();
  await expect(app.outline.items(/^Link from/)).toHaveCount(0);
  await app.redo();
  await expect(app.outline.items(/^Link from/)).toHaveCount(1);
  await expect.poll(() => app.readFigures()).toEqual(figures);
});
