/** Turns pasted or dropped text into an entry. */
import type { RunShape } from '../../domain/calibration/calibration-schema.ts';
import { keepMeasurements } from '../../domain/calibration/measured-constants.ts';
import { detectInput } from '../../domain/calibration/parse/detect-input.ts';
import { readMatmulTable } from '../../domain/calibration/parse/matmul-table.ts';
import { readNcclTests } from '../../domain/calibration/parse/nccl-tests-log.ts';
import type { LineProblem } from '../../domain/calibration/parse/read-lines.ts';
import { readTrainingLog } from '../../domain/calibration/parse/training-log.ts';
import {
  readCollectiveTable,
  readProductTable,
  type TableReading,
} from '../../domain/calibration/table-measurements.ts';
import type { Scenario } from '../../domain/estimate/scenario.ts';
import { type CalibrationEntry, describeShape } from './calibration-entry.ts';

const LONGEST_LABEL = 200;

/** An entry, or none, with what is wrong in the text. */
export interface EntryReading {
  readonly entry: Omit<CalibrationEntry, 'id'> | null;
  readonly problems: readonly LineProblem[];
}

/** Reads a text of any kind that is known. `name` is its file's; null = it was pasted. */
export function readEntry(text: string, name: string | null, shape: RunShape, scenario: Scenario): EntryReading {
  const withName = (words: string): string => (name === null ? words : `${words} (${name})`).slice(0, LONGEST_LABEL);
  switch (detectInput(text)) {
    case 'collectives': {
      const { table, problems } = readNcclTests(text);
      if (table === null) return { entry: null, problems };
      const label = withName(`${table.collective}, ${table.ranks} ranks`);
      return fromTable('collectives', label, readCollectiveTable(table, scenario.network.levels), problems);
    }
    case 'matrix-products': {
      const { products, problems } = readMatmulTable(text, scenario.training.matmulFormat);
      if (products.length === 0) return { entry: null, problems };
      return fromTable('matrix-products', withName('Matrix products'), readProductTable(products, scenario), problems);
    }
    default: {
      const { log, problems } = readTrainingLog(text, shape);
      if (log === null) return { entry: null, problems };
      // The log knows its own batch better than what was typed.
      const run = { ...shape, globalBatchSequences: log.globalBatchSequences ?? shape.globalBatchSequences };
      const label = withName(`${log.program}: ${describeShape(run)}`);
      const { stepSeconds: measuredSeconds, steps: count, spread } = log;
      return {
        entry: { kind: 'training-log', label, count, spread, measuredSeconds, beforeSeconds: null, run, constants: [] },
        problems,
      };
    }
  }
}

function fromTable(
  kind: CalibrationEntry['kind'],
  label: string,
  reading: TableReading,
  problems: readonly LineProblem[],
): EntryReading {
  if (!reading.ok) {
    const mend = 'Enter a table of the plan’s own cluster, with large sizes.';
    return { entry: null, problems: [...problems, { line: 0, message: reading.message, mend }] };
  }
  const { count, spread, measurements } = reading;
  const constants = keepMeasurements(measurements);
  return {
    entry: { kind, label, count, spread, measuredSeconds: null, beforeSeconds: null, run: null, constants },
    problems,
  };
}
