/** The measured products, grouped by accelerator and format, and what the catalogue says of the accelerators. */
import { readFileSync } from 'node:fs';
import { readKernelTable, type TableRow } from './kernel-table.ts';

/** A number of a row. Throws a RangeError where there is none. */
function numberIn(row: TableRow, column: string): number {
  const value = Number(row[column]);
  if (row[column] === undefined || row[column] === '' || !Number.isFinite(value)) {
    throw new RangeError(`no number in ${column}`);
  }
  return value;
}

/** m×n outputs, depth k, seconds. */
export interface MeasuredProduct {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly seconds: number;
}

export type TableFormat = 'bf16' | 'fp8' | 'fp8_block' | 'nvfp4';

/** Facts of an accelerator: FLOP/s, bytes/s, tiles. None of it fitted here. */
export interface Facts {
  readonly peak: Readonly<Record<TableFormat, number>>;
  readonly streamRate: number;
  readonly units: number;
  readonly tileRows: number;
  readonly tileColumns: number;
}

/** Bytes of an operand's element with its scales. */
export const OPERAND_BYTES: Readonly<Record<TableFormat, number>> = { bf16: 2, fp8: 1, fp8_block: 1, nvfp4: 0.5625 };

interface CatalogRecord {
  readonly id: string;
  readonly peakFlops: Readonly<Record<string, number | null>>;
  readonly memoryBandwidthBytesPerSecond: number | null;
  readonly execution: {
    readonly computeUnits: number;
    readonly tileRows: number;
    readonly tileColumns: number;
    readonly memoryEfficiency: number;
  };
}

/** The catalogue's facts by accelerator. */
export function readFacts(): ReadonlyMap<string, Facts> {
  const text = readFileSync(new URL('../../public/catalog/accelerators.json', import.meta.url), 'utf8');
  const { accelerators } = JSON.parse(text) as { readonly accelerators: readonly CatalogRecord[] };
  return new Map(
    accelerators.map(({ id, peakFlops, memoryBandwidthBytesPerSecond, execution }) => [
      id,
      {
        peak: {
          bf16: peakFlops.bf16 ?? 0,
          fp8: peakFlops.fp8 ?? 0,
          fp8_block: peakFlops.fp8 ?? 0,
          nvfp4: peakFlops.fp4 ?? 0,
        },
        streamRate: (memoryBandwidthBytesPerSecond ?? 0) * execution.memoryEfficiency,
        units: execution.computeUnits,
        tileRows: execution.tileRows,
        tileColumns: execution.tileColumns,
      },
    ]),
  );
}

/** One accelerator's products in one format. */
export interface ProductTable {
  readonly accelerator: string;
  readonly format: TableFormat;
  readonly products: readonly MeasuredProduct[];
}

/** All benchmarked products, by accelerator and format. */
export function readProducts(): readonly ProductTable[] {
  const tables = new Map<string, { accelerator: string; format: TableFormat; products: MeasuredProduct[] }>();
  for (const row of readKernelTable('products.csv')) {
    const accelerator = row.accelerator ?? '';
    const format = row.format as TableFormat;
    const key = `${accelerator} ${format}`;
    const table = tables.get(key) ?? { accelerator, format, products: [] };
    table.products.push({
      m: numberIn(row, 'm'),
      n: numberIn(row, 'n'),
      k: numberIn(row, 'k'),
      seconds: numberIn(row, 'seconds'),
    });
    tables.set(key, table);
  }
  return [...tables.values()];
}

/** Best published product by accelerator and format. */
export function readBest(): ReadonlyMap<string, Partial<Record<TableFormat, MeasuredProduct>>> {
  const best = new Map<string, Partial<Record<TableFormat, MeasuredProduct>>>();
  for (const row of readKernelTable('best-products.csv')) {
    const accelerator = row.accelerator ?? '';
    const known = best.get(accelerator) ?? {};
    known[row.format as TableFormat] = {
      m: numberIn(row, 'm'),
      n: numberIn(row, 'n'),
      k: numberIn(row, 'k'),
      seconds: numberIn(row, 'seconds'),
    };
    best.set(accelerator, known);
  }
  return best;
}

/** Which of the three products of a linear layer. */
export type ProductPhase = 'forward' | 'input-gradient' | 'weight-gradient';

/** A product of a training stack: `batch` groups of it, and the bytes per element that its epilogue moves. */
export interface TrainingProduct extends MeasuredProduct {
  readonly accelerator: string;
  readonly phase: ProductPhase;
  readonly batch: number;
  readonly resultBytes: number;
}

const PHASES: Readonly<Record<string, ProductPhase>> = {
  TN: 'forward',
  NN: 'input-gradient',
  NT: 'weight-gradient',
  fwd: 'forward',
  bwd_grad_act: 'input-gradient',
  bwd_grad_w: 'weight-gradient',
};

/** Plain products of training; a `+` after the result's format says that it is added to a buffer. */
export function readTraining(): readonly TrainingProduct[] {
  return readKernelTable('training-products.csv').map((row) => ({
    accelerator: row.accelerator ?? '',
    phase: PHASES[row.layout ?? ''] ?? 'forward',
    batch: 1,
    m: numberIn(row, 'm'),
    n: numberIn(row, 'n'),
    k: numberIn(row, 'k'),
    resultBytes: row.result === 'fp32+' ? 8 : row.result === 'bf16+' ? 4 : 2,
    seconds: numberIn(row, 'seconds'),
  }));
}

/**
 * Grouped products of training. The table gives a weight gradient as experts × rows × (n, k) like its forward product; here it is the
 * product that runs, n×k deep in rows. Where the source holds a shape twice, weight gradients in 32 and in 16 bits were measured: the
 * slower one is the 32-bit one (its file does not say).
 */
export function readGrouped(): readonly TrainingProduct[] {
  const rows = readKernelTable('grouped-training-products.csv');
  return rows.map((row) => {
    const phase = PHASES[row.stage ?? ''] ?? 'forward';
    const [groups, m, n, k, seconds] = [
      numberIn(row, 'groups'),
      numberIn(row, 'm'),
      numberIn(row, 'n'),
      numberIn(row, 'k'),
      numberIn(row, 'seconds'),
    ];
    const slowest = rows
      .filter((other) => ['accelerator', 'groups', 'm', 'n', 'k', 'stage'].every((name) => other[name] === row[name]))
      .every((other) => numberIn(other, 'seconds') <= seconds);
    const accelerator = row.accelerator ?? '';
    if (phase === 'weight-gradient') {
      return { accelerator, phase, batch: groups, m: n, n: k, k: m, seconds, resultBytes: slowest ? 8 : 4 };
    }
    const [columns, depth] = phase === 'forward' ? [n, k] : [k, n];
    return { accelerator, phase, batch: groups, m, n: columns, k: depth, seconds, resultBytes: 2 };
  });
}
