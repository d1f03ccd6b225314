/** `npm run --silent validate -- measurements.json [--json]`: predicts published measurements and compares. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { MeasurementFileSchema } from '../domain/estimate/measurement/measurement-schema.ts';
import { loadCatalog } from './load-catalog.ts';
import { loadNodeModel } from './validate/node-model.ts';
import { printValidation } from './validate/print-validation.ts';
import { summarize, summarizeGroups } from './validate/summarize-rows.ts';
import { validateRow } from './validate/validate-row.ts';

const USAGE = 'usage: npm run --silent validate -- measurements.json [--json]';
const MOST_PROBLEMS = 10;

class InputError extends Error {}

function readMeasurements(path: string): v.InferOutput<typeof MeasurementFileSchema> {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new InputError(`${path} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = v.safeParse(MeasurementFileSchema, raw);
  if (parsed.success) return parsed.output;
  const problems = parsed.issues.slice(0, MOST_PROBLEMS).map((issue) => {
    const place = v.getDotPath(issue) ?? 'the file';
    return `  ${place}: ${issue.message}`;
  });
  const more = parsed.issues.length - problems.length;
  throw new InputError(
    [`${path} is not a list of measurements:`, ...problems, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n'),
  );
}

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
  const groups = summarizeGroups(rows);
  const overall = summarize(rows);
  process.stdout.write(
    asJson ? `${JSON.stringify({ rows, groups, overall })}\n` : printValidation(rows, groups, overall),
  );
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof InputError ? error.message : error instanceof Error ? error.stack : error}\n`,
  );
  process.exitCode = 1;
});
