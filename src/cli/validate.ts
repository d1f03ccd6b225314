/** `npm run --silent validate -- measurements.json [--json]`: predicts published measurements and compares. */
import { loadCatalog } from './load-catalog.ts';
import { judgeRows } from './validate/judge-rows.ts';
import { loadNodeModel } from './validate/node-model.ts';
import { printValidation, type Validation } from './validate/print-validation.ts';
import { InputError, readMeasurements } from './validate/read-measurements.ts';
import { summarizeFlops } from './validate/summarize-flops.ts';
import { summarize, summarizeGroups } from './validate/summarize-rows.ts';
import { validateRow } from './validate/validate-row.ts';

const USAGE = 'usage: npm run --silent validate -- measurements.json [--json]';

async function main(): Promise<void> {
  const options = process.argv.slice(2);
  const asJson = options.includes('--json');
  const paths = options.filter((option) => !option.startsWith('--'));
  const unknown = options.find((option) => option.startsWith('--') && option !== '--json');
  const [path] = paths;
  if (path === undefined || paths.length > 1 || unknown !== undefined) throw new InputError(USAGE);
  const measurements = readMeasurements(path);
  const index = loadCatalog();
  const model = await loadNodeModel();
  const rows = measurements.map((row) => validateRow(row, index, model));
  const validation: Validation = {
    rows,
    groups: summarizeGroups(rows),
    overall: summarize(rows),
    judgement: judgeRows(rows),
    flops: summarizeFlops(rows),
  };
  process.stdout.write(asJson ? `${JSON.stringify(validation)}\n` : printValidation(validation));
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof InputError ? error.message : error instanceof Error ? error.stack : error}\n`,
  );
  process.exitCode = 1;
});
