/**
 * `npm run --silent validate -- measurements.json [--json] [--drawn] [--leave-one-out] [--calibration] [--write]`: predicts published
 * measurements and compares. `--drawn` predicts them from drawings of the clusters too and prints both; `--leave-one-out` tunes everything
 * again without each source and predicts it; `--calibration` corrects each left-out source by a few of its own rows; `--write` does both of
 * these and writes `public/accuracy/accuracy.json` and `docs/accuracy.md`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { MODEL_VERSION } from '../../workers/runtime/model-version.ts';
import { packAccuracy } from '../domain/accuracy/accuracy-file.ts';
import { loadCatalog } from './load-catalog.ts';
import {
  type CalibrationCheck,
  checkCalibration,
  listCalibrationFigures,
  printCalibration,
} from './validate/check-calibration.ts';
import { compareDrawn, type DrawnRow, printDrawn } from './validate/compare-drawn.ts';
import { HoldOut } from './validate/hold-out.ts';
import { judgeRows } from './validate/judge-rows.ts';
import {
  type LeaveOneOut,
  listHeldOutFigures,
  predictUnseenSets,
  printLeaveOneOut,
  summarizeLeaveOneOut,
  type UnseenSet,
} from './validate/leave-one-out.ts';
import { makeAccuracy } from './validate/make-accuracy.ts';
import { loadNodeModel } from './validate/node-model.ts';
import { printBand } from './validate/print-band.ts';
import { printValidation, type Validation } from './validate/print-validation.ts';
import { InputError, readMeasurementFile } from './validate/read-measurements.ts';
import { summarizeFlops } from './validate/summarize-flops.ts';
import { summarize, summarizeGroups } from './validate/summarize-rows.ts';
import { validateRow } from './validate/validate-row.ts';
import { writeAccuracyJson } from './validate/write-accuracy-json.ts';
import { writeAccuracyPage } from './validate/write-accuracy-page.ts';

const OPTIONS = ['--json', '--drawn', '--leave-one-out', '--calibration', '--write'] as const;
const USAGE = `usage: npm run --silent validate -- measurements.json ${OPTIONS.map((option) => `[${option}]`).join(' ')}`;
const TABLE = new URL('../../public/accuracy/accuracy.json', import.meta.url);
const PAGE = new URL('../../docs/accuracy.md', import.meta.url);

async function main(): Promise<void> {
  const options = process.argv.slice(2);
  const paths = options.filter((option) => !option.startsWith('--'));
  const unknown = options.find((option) => option.startsWith('--') && !(OPTIONS as readonly string[]).includes(option));
  const [path] = paths;
  if (path === undefined || paths.length > 1 || unknown !== undefined) throw new InputError(USAGE);
  const has = (option: (typeof OPTIONS)[number]): boolean => options.includes(option);
  const { rows: measurements, unreadable } = readMeasurementFile(path);
  for (const { id, problem } of unreadable) process.stderr.write(`left out: ${id}: ${problem}\n`);
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
  let leaveOneOut: { readonly units: readonly LeaveOneOut[]; readonly unseen: readonly UnseenSet[] } | null = null;
  let text = printValidation(validation);
  let calibration: CalibrationCheck | null = null;
  let drawn: readonly DrawnRow[] | null = null;
  if (has('--drawn')) {
    drawn = rows.flatMap((row, at) => {
      const measurement = measurements[at];
      return measurement === undefined ? [] : [compareDrawn(measurement, row, index, model)];
    });
    text = printDrawn(drawn);
  }
  if (has('--leave-one-out') || has('--calibration') || has('--write')) {
    const holdOut = new HoldOut(measurements, index, model);
    const onProgress = (name: string): void => {
      process.stderr.write(`tuned without ${name}\n`);
    };
    if (has('--calibration') || has('--write')) calibration = checkCalibration(holdOut, model);
    const bySeries = holdOut.predictEach('family', onProgress);
    const bySource = holdOut.predictEach('source', onProgress);
    leaveOneOut = {
      units: [summarizeLeaveOneOut('source', bySource, rows), summarizeLeaveOneOut('family', bySeries, rows)],
      unseen: predictUnseenSets(holdOut),
    };
    const table = makeAccuracy({
      modelVersion: MODEL_VERSION,
      measurements,
      inSample: rows,
      heldOut: [...bySeries.values()].flat(),
      judgement: validation.judgement,
      heldOutFigures: [
        ...listHeldOutFigures(leaveOneOut.units, leaveOneOut.unseen),
        ...(calibration === null ? [] : listCalibrationFigures(calibration)),
      ],
    });
    if (calibration !== null) text += printCalibration(calibration);
    text += printLeaveOneOut(leaveOneOut.units, leaveOneOut.unseen) + printBand(table);
    if (has('--write')) {
      mkdirSync(new URL('.', TABLE), { recursive: true });
      writeFileSync(TABLE, writeAccuracyJson(packAccuracy(table)));
      writeFileSync(PAGE, writeAccuracyPage(table, validation.flops));
    }
  }
  process.stdout.write(
    has('--json') ? `${JSON.stringify({ ...validation, unreadable, ...leaveOneOut, calibration, drawn })}\n` : text,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof InputError ? error.message : error instanceof Error ? error.stack : error}\n`,
  );
  process.exitCode = 1;
});
