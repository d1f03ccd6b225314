/**
 * `npm run --silent fit -- measurements.json [--write]`: tunes the numbers of `public/catalog/tuned-numbers.json` on published step times and
 * prints them; with `--write` it puts them into the file and into the table of `docs/model/tuned-numbers.md`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { readFitRows } from './fit/fit-row.ts';
import { tunedIdsOf } from './fit/predict.ts';
import { refit } from './fit/refit.ts';
import { writeTunedTable } from './fit/tuned-table.ts';
import { loadCatalog } from './load-catalog.ts';
import { loadNodeModel } from './validate/node-model.ts';
import { readMeasurements } from './validate/read-measurements.ts';

const TABLE_FILE = new URL('../../docs/model/tuned-numbers.md', import.meta.url);
const TUNED_FILE = new URL('../../public/catalog/tuned-numbers.json', import.meta.url);
const DIGITS = 3;

async function main(): Promise<void> {
  const options = process.argv.slice(2);
  const path = options.find((option) => !option.startsWith('--'));
  if (path === undefined) throw new Error('usage: npm run --silent fit -- measurements.json [--write]');
  const index = loadCatalog();
  const model = await loadNodeModel();
  const rows = readFitRows(readMeasurements(path), index, model);
  const numbers = index.catalog.tunedNumbers;
  const start = new Map(numbers.map((number) => [number.id, number.value]));
  const result = refit(rows, numbers, model, { start });
  for (const number of numbers) {
    const value = result.values.get(number.id) ?? Number.NaN;
    const used = rows.filter((row) => tunedIdsOf(row).has(number.id)).length;
    const limit = value <= number.lowest * 1.001 || value >= number.highest * 0.999 ? ' at its limit' : '';
    process.stdout.write(
      `${number.id.padEnd(32)} ${value.toPrecision(DIGITS).padStart(10)} ${number.unit.padEnd(2)} guess ${number.guess.toPrecision(DIGITS).padStart(8)}  rows ${used}${limit}\n`,
    );
  }
  process.stdout.write(
    `${rows.length} rows, ${numbers.length} numbers, loss ${result.before.toExponential(3)} -> ${result.after.toExponential(3)} in ${result.rounds} rounds\n`,
  );
  if (!options.includes('--write')) return;
  writeFileSync(TUNED_FILE, replaceValues(readFileSync(TUNED_FILE, 'utf8'), result.values));
  writeFileSync(TABLE_FILE, writeTunedTable(loadCatalog(), rows, model));
}

/** The file's text with new values, all else as it was. */
function replaceValues(text: string, values: ReadonlyMap<string, number>): string {
  return text
    .split('\n')
    .map((line) => {
      const id = /^\{"id":"([^"]+)"/.exec(line)?.[1];
      const value = id === undefined ? undefined : values.get(id);
      return value === undefined
        ? line
        : line.replace(/"value":[^,]+,/, `"value":${Number(value.toPrecision(DIGITS))},`);
    })
    .join('\n');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
