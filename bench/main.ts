/**
 * `npm run bench`: one line of JSON for each measurement, medians over several rounds. `npm run bench -- engine links` runs parts;
 * the parts are engine, strategies, network, links, simulation, bundle and page, of which the last two build the page first.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { measureEngine } from './measure-engine.ts';
import { measureNetwork } from './measure-network.ts';
import { measurePage } from './measure-page.ts';
import { measureSimulation } from './measure-simulation.ts';
import { measureBundle, measureLinks } from './measure-sizes.ts';
import { measureStrategies } from './measure-strategies.ts';

const PARTS = ['engine', 'strategies', 'network', 'links', 'simulation', 'bundle', 'page'] as const;
type Part = (typeof PARTS)[number];

async function main(args: readonly string[]): Promise<void> {
  const unknown = args.filter((arg) => !PARTS.includes(arg as Part));
  if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}; there are ${PARTS.join(', ')}.`);
  const wants = (part: Part): boolean => args.length === 0 || args.includes(part);
  if (wants('engine')) await measureEngine();
  if (wants('strategies')) await measureStrategies();
  if (wants('network')) measureNetwork();
  if (wants('links')) await measureLinks();
  if (wants('simulation')) await measureSimulation();
  if (!wants('bundle') && !wants('page')) return;
  const scratch = mkdtempSync(join(tmpdir(), 'trainyard-bench-'));
  try {
    const folder = join(scratch, 'dist');
    await build({ logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } });
    if (wants('bundle')) measureBundle(folder);
    if (wants('page')) await measurePage(folder, scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

await main(process.argv.slice(2));
