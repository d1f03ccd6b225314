/**
 * Compares measured collectives with the model, each on the drawing of its machine:
 * `npm run --silent validate:collectives -- [table.csv] [--json] [--write]`. Prints the report, or JSON with every row; `--write` puts the
 * report of the project's own table into `docs/model/collectives.md`.
 */
import { writeFileSync } from 'node:fs';
import { loadCatalog } from '../../src/cli/load-catalog.ts';
import { CollectivePredictor } from './predict-collective.ts';
import { readCollectives } from './read-collectives.ts';
import { type CollectiveScores, scoreCollectives } from './score-collectives.ts';
import { writeReport } from './write-report.ts';

function toJson({ scored, ...rest }: CollectiveScores): string {
  const rows = scored.map(({ row, machine, predictedSeconds, error }) => ({
    ...row,
    machine,
    predictedSeconds,
    error,
  }));
  return JSON.stringify({ ...rest, rows }, null, 1);
}

function main(words: readonly string[]): number {
  const flags = words.filter((word) => word.startsWith('--'));
  const files = words.filter((word) => !word.startsWith('--'));
  const unknown = flags.find((flag) => flag !== '--json' && flag !== '--write');
  if (unknown !== undefined || files.length > 1 || (files.length > 0 && flags.includes('--write'))) {
    process.stderr.write('usage: validate:collectives [table.csv] [--json] | --write\n');
    return 2;
  }
  try {
    const scores = scoreCollectives(readCollectives(files[0]), new CollectivePredictor(loadCatalog()));
    if (flags.includes('--write')) {
      writeFileSync(new URL('../../docs/model/collectives.md', import.meta.url), writeReport(scores));
    }
    process.stdout.write(flags.includes('--json') ? `${toJson(scores)}\n` : writeReport(scores));
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

process.exitCode = main(process.argv.slice(2));
