/** Turns pasted or dropped text into an entry. */
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
import { type CalibrationEntry, describeShape, type RunShape } from './calibration-entry.ts';

/** An entry, or none, with what is wrong in the text. */
export interface EntryReading {
  readonly entry: Omit<CalibrationEntry, 'id'> | null;
  readonly problems: readonly LineProblem[];
}

/** Reads a text of any kind that is known. `name` is the file's, or says that it was pasted. */
export function readEntry(text: string, name: string, shape: RunShape, scenario: Scenario): EntryReading {
  const { sequenceLengthTokens, matmulFormat } = scenario.training;
  switch (detectInput(text)) {
    case 'collectives': {
      const { table, problems } = readNcclTests(text);
      if (table === null) return { entry: null, problems };
      const label = `${table.collective}, ${table.ranks} ranks: ${name}`;
      return fromTable('collectives', label, readCollectiveTable(table, scenario.network.levels), problems);
    }
    case 'matrix-products': {
      const { products, problems } = readMatmulTable(text, matmulFormat);
      if (products.length === 0) return { entry: null, problems };
      return fromTable('matrix-products', `Matrix products: ${name}`, readProductTable(products, scenario), problems);
    }
    default: {
      const basis = { ...shape, sequenceLengthTokens };
      const { log, problems } = readTrainingLog(text, basis);
      if (log === null) return { entry: null, problems };
      const label = `${log.program}, ${describeShape(shape)}`;
      const run = { shape, seconds: log.stepSeconds };
      const { steps: count, spread } = log;
      return { entry: { kind: 'training-log', label, count, spread, run, direct: [] }, problems };
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
  return { entry: { kind, label: label.slice(0, 200), count, spread, run: null, direct: measurements }, problems };
}
