import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import type { AppPage } from '../pages/app-page.ts';
import { expect, test } from '../support/test.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const SLURM = [
  '# two full leaves, and one that has just begun',
  'SwitchName=leaf1 Nodes=node[0001-1008]',
  'SwitchName=leaf2 Nodes=node[1009-2016]',
  'SwitchName=leaf3 Nodes=node[2017-2048]',
  'SwitchName=spine Switches=leaf[1-3]',
];

async function openImport(app: AppPage): Promise<Locator> {
  await app.runCommand('Import a network');
  const dialog = app.page.getByRole('dialog', { name: 'Import a network' });
  await expect(dialog.getByRole('textbox', { name: /The network’s text/ })).toBeFocused();
  return dialog;
}

const textOf = (dialog: Locator): Locator => dialog.getByRole('textbox', { name: /The network’s text/ });

test('a topology.conf becomes counted blocks, by keyboard alone, in one step that undo takes back', async ({ app }) => {
  await app.open();
  const before = await app.readFigures();
  const dialog = await openImport(app);
  await textOf(dialog).focus();
  await app.page.keyboard.insertText(SLURM.join('\n'));
  await expect(dialog.getByRole('status')).toHaveText(/^16.384 accelerators in 2048 hosts, 4 switches, 32.768 cables$/);
  await expect(dialog).toContainText('Slurm topology.conf, by the text');
  await expect(dialog).toContainText('Numbers of cables: all adapters of a host lead to its switch');
  await dialog.getByRole('button', { name: 'Replace the drawing' }).focus();
  await app.page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await app.waitForOtherFigures(before);
  await expect(app.outline.items().filter({ hasText: /^Row/ })).toHaveCount(2);
  await app.undo();
  await expect.poll(() => app.readFigures()).toEqual(before);
});

test('a wrong line is named, can be shown, and nothing is lost', async ({ app }) => {
  await app.open();
  await app.waitForFigures();
  const dialog = await openImport(app);
  const wrong = SLURM.map((line) => line.replace('leaf[1-3]', 'leaf[1-4]')).join('\n');
  await textOf(dialog).fill(wrong);
  await expect(dialog.getByRole('alert')).toContainText('Line 5: Switch “leaf4” is listed below “spine”');
  await expect(dialog.getByRole('button', { name: 'Replace the drawing' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Show line 5' }).click();
  await expect(textOf(dialog)).toBeFocused();
  const selected = await textOf(dialog).evaluate((area: HTMLTextAreaElement) =>
    area.value.slice(area.selectionStart, area.selectionEnd),
  );
  expect(selected).toBe('SwitchName=spine Switches=leaf[1-4]');
  await app.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  // What was pasted is still there.
  const again = await openImport(app);
  await expect(textOf(again)).toHaveValue(wrong);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('a dropped matrix is asked about and drawn beside, without violations', async ({ app }) => {
      await app.open();
      await app.waitForFigures();
      const matrix = readFileSync('src/domain/topology/exchange/fixtures/hgx.topo.txt', 'utf8');
      const transfer = await app.page.evaluateHandle((text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], 'topo.txt', { type: 'text/plain' }));
        return data;
      }, matrix);
      await app.page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
      const dialog = app.page.getByRole('dialog', { name: 'Import a network' });
      await expect(dialog.getByRole('status')).toHaveText('8 accelerators in 1 host, 0 switches, 0 cables');
      const nodes = dialog.getByRole('spinbutton', { name: 'Such nodes' });
      await nodes.focus();
      await app.page.keyboard.press('Control+a');
      await app.page.keyboard.type('4');
      await app.page.keyboard.press('Enter');
      await expect(dialog.getByRole('status')).toHaveText('32 accelerators in 4 hosts, 8 switches, 32 cables');
      const { violations } = await new AxeBuilder({ page: app.page }).withTags(RULES).analyze();
      expect(violations.map(({ id, nodes: found }) => `${id}: ${found.map((node) => node.html).join()}`)).toEqual([]);
      await dialog.getByRole('button', { name: /Place$/ }).click();
      await app.page.getByRole('option', { name: 'Beside what is drawn' }).click();
      const rows = await app.outline.items().count();
      await dialog.getByRole('button', { name: 'Draw beside' }).click();
      await expect(dialog).toBeHidden();
      await expect.poll(() => app.outline.items().count()).toBeGreaterThan(rows);
    });
  });
}

test('the drawing leaves as GraphML, Mermaid, SVG and PNG', async ({ app }) => {
  await app.open();
  await app.waitForFigures();
  const read = async (command: string): Promise<{ readonly name: string; readonly bytes: Buffer }> => {
    const waiting = app.page.waitForEvent('download');
    await app.runCommand(command);
    const download = await waiting;
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  const graphml = await read('Drawing as GraphML');
  expect(graphml.name).toMatch(/\.graphml$/);
  const parsed = await app.page.evaluate((text) => {
    const tree = new DOMParser().parseFromString(text, 'application/xml');
    return { errors: tree.querySelectorAll('parsererror').length, nodes: tree.querySelectorAll('node').length };
  }, graphml.bytes.toString('utf8'));
  expect(parsed.errors).toBe(0);
  expect(parsed.nodes).toBeGreaterThan(2);
  const mermaid = await read('Drawing as Mermaid');
  expect(mermaid.name).toMatch(/\.mmd$/);
  expect(mermaid.bytes.toString('utf8')).toMatch(/^---\ntitle: ".*"\n---\nflowchart TB\n/);
  const svg = await read('Drawing as SVG');
  expect(svg.bytes.toString('utf8')).toContain('</svg>');
  const png = await read('Drawing as PNG');
  expect([...png.bytes.subarray(1, 4)].map((code) => String.fromCharCode(code)).join('')).toBe('PNG');
});
