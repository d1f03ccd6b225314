import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../support/test.ts';

const run = promisify(execFile);

interface Printed {
  readonly simulation: { readonly digest: string; readonly wallSeconds: { readonly p50: number } };
}

/** The same runs on the command line, of the example that a first visit opens. */
async function simulateInNode(runs: number, seed: number): Promise<Printed['simulation']> {
  const { stdout } = await run(
    'npx',
    ['tsx', 'src/cli/estimate.ts', 'public/examples/llama3-405b-16384-h100.json', `--runs=${runs}`, `--seed=${seed}`],
    { maxBuffer: 1e8 },
  );
  return (JSON.parse(stdout) as Printed).simulation;
}

test('runs are simulated, the same in the browser as on the command line, and one of them can be looked at', async ({
  app,
}) => {
  await app.open();
  await app.waitForFigures();
  await app.page.getByRole('tab', { name: 'Failures' }).click();
  await app.page.getByRole('tab', { name: 'Runs' }).click();
  const settings = app.page.getByRole('region', { name: 'Simulation' });
  await expect(settings.getByRole('status')).toContainText('runs of seed 1 simulated', { timeout: 60_000 });

  const spread = app.page.getByRole('region', { name: 'How the runs spread' });
  await expect(spread.getByRole('img')).toHaveAccessibleDescription(/5 % of the runs stay below .* closed form/);
  await spread.getByRole('radio', { name: 'Cost' }).click();
  await expect(spread.getByRole('img')).toHaveAccessibleName(/Cost of the run/);

  await settings.getByLabel('Runs', { exact: true }).fill('300');
  await app.page.keyboard.press('Enter');
  await settings.getByLabel('Seed', { exact: true }).fill('7');
  await app.page.keyboard.press('Enter');
  await expect(settings.getByRole('status')).toContainText('300 runs of seed 7 simulated', { timeout: 60_000 });
  const { digest } = await simulateInNode(300, 7);
  await expect(settings.locator('[data-digest]')).toHaveAttribute('data-digest', digest);

  const one = app.page.getByRole('region', { name: 'One of the runs' });
  await expect(one.getByRole('table')).toContainText('Interruption: ');
  const first = await one.getByRole('img').getAttribute('aria-label');
  await one.getByLabel('Run', { exact: true }).fill('12');
  await app.page.keyboard.press('Enter');
  await expect(one.getByRole('img')).toHaveAccessibleName(/What run 12 did/);
  expect(first).toContain('What run 1 did');

  const { violations } = await new AxeBuilder({ page: app.page }).include('[role="tabpanel"]').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

test('many runs wait for a button, tell how far they are, and can be cancelled', async ({ app }) => {
  await app.open();
  await app.waitForFigures();
  await app.page.getByRole('tab', { name: 'Failures' }).click();
  await app.page.getByRole('tab', { name: 'Runs' }).click();
  const settings = app.page.getByRole('region', { name: 'Simulation' });
  await expect(settings.getByRole('status')).toContainText('simulated');
  await settings.getByLabel('Runs', { exact: true }).fill('100000');
  await app.page.keyboard.press('Enter');
  await expect(settings.getByRole('status')).toContainText('Not simulated yet');
  await settings.getByRole('button', { name: /^Simulate/ }).click();
  await expect(settings.getByRole('progressbar')).toBeVisible();
  await settings.getByRole('button', { name: 'Cancel' }).click();
  await expect(settings.getByRole('status')).toContainText('Not simulated yet');
  await expect(settings.getByRole('button', { name: /^Simulate/ })).toBeVisible();
});
