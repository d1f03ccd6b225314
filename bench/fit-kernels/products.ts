/** Fits the laws of matrix products, prints values and errors, and puts the values into the catalogue when asked to. */
import { readFileSync, writeFileSync } from 'node:fs';
import {
  BEST_OF,
  type BestProducts,
  commonShape,
  type Fits,
  fromBest,
  fromTables,
  KIN,
  type ProductValues,
  raisedTo,
  scaledBy,
} from './execution-values.ts';
import { fitTable, layerSeconds } from './fit-table.ts';
import { type FittedAccelerator, fitTraining, trainingSeconds } from './fit-training.ts';
import {
  type Facts,
  readBest,
  readFacts,
  readGrouped,
  readProducts,
  readTraining,
  type TableFormat,
  type TrainingProduct,
} from './product-tables.ts';

const CATALOG = new URL('../../public/catalog/accelerators.json', import.meta.url);

/** Quantile of errors, in percent with one digit. */
function percent(errors: readonly number[], share: number): string {
  const sorted = [...errors].sort((a, b) => a - b);
  return `${(100 * (sorted[Math.floor(share * (sorted.length - 1))] ?? 0)).toFixed(1)} %`;
}

function errorColumns(ratios: readonly number[]): string {
  const signed = ratios.map((ratio) => ratio - 1);
  const absolute = signed.map(Math.abs);
  return `${ratios.length} | ${percent(signed, 0.5)} | ${percent(absolute, 0.5)} | ${percent(absolute, 0.9)}`;
}

/** All tables' fits by accelerator; prints one line a table. */
function fitTables(facts: ReadonlyMap<string, Facts>): ReadonlyMap<string, Fits> {
  const fits = new Map<string, Partial<Record<TableFormat, ReturnType<typeof fitTable>['fit']>>>();
  console.log(
    'accelerator | format | ceiling | half depth | last wave | casts | overhead µs | rows | signed | absolute | p90',
  );
  for (const table of readProducts()) {
    const own = facts.get(table.accelerator);
    if (own === undefined) throw new RangeError(`${table.accelerator} is not in the catalogue`);
    const { fit } = fitTable(table, own);
    const ratios = table.products.map((product) => layerSeconds(product, table.format, own, fit) / product.seconds);
    console.log(
      `${table.accelerator} | ${table.format} | ${fit.ceiling.toFixed(3)} | ${fit.depthHalf.toFixed(0)} | ${fit.lastWaveCost.toFixed(2)} | ${fit.castPasses.toFixed(2)} | ${(1e6 * fit.overheadSeconds).toFixed(1)} | ${errorColumns(ratios)}`,
    );
    const known = fits.get(table.accelerator) ?? {};
    known[table.format] = fit;
    fits.set(table.accelerator, known);
  }
  return fits;
}

/** Small products at 1e10 FLOP say more of the benchmark than of training. */
const LEAST_FLOPS = 3e10;

function fitTrainingTables(facts: ReadonlyMap<string, Facts>, fits: ReadonlyMap<string, Fits>): void {
  const products = [...readTraining().filter(({ m, n, k }) => 2 * m * n * k >= LEAST_FLOPS), ...readGrouped()];
  const accelerators = new Map<string, FittedAccelerator>();
  for (const { accelerator } of products) {
    const own = facts.get(accelerator);
    const fit = fits.get(KIN[accelerator] ?? accelerator)?.bf16;
    if (own === undefined || fit === undefined) throw new RangeError(`no 16-bit table for ${accelerator}`);
    accelerators.set(accelerator, { facts: own, fit });
  }
  const training = fitTraining(products, accelerators);
  console.log('\ntraining products', { ...training, sustained: Object.fromEntries(training.sustained) });
  console.log('accelerator | kind | phase | result bytes | rows | signed | absolute | p90');
  const kinds = new Map<string, TrainingProduct[]>();
  for (const product of products) {
    const { accelerator, batch, phase, resultBytes } = product;
    const kind = `${accelerator} | ${batch > 1 ? 'grouped' : 'plain'} | ${phase} | ${resultBytes}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), product]);
  }
  for (const [kind, rows] of kinds) {
    const ratios = rows.flatMap((row) => {
      const fitted = accelerators.get(row.accelerator);
      return fitted === undefined ? [] : [trainingSeconds(row, fitted, training) / row.seconds];
    });
    console.log(`${kind} | ${errorColumns(ratios)}`);
  }
}

interface CatalogRecord {
  readonly id: string;
  readonly kind: string;
  readonly execution: ProductValues & { readonly provenance: { readonly estimatedFields?: readonly string[] } };
}

/** New values for one accelerator, by the best evidence that there is. */
function valuesFor(
  { id, kind, execution }: CatalogRecord,
  facts: ReadonlyMap<string, Facts>,
  fits: ReadonlyMap<string, Fits>,
  best: ReadonlyMap<string, BestProducts>,
): ProductValues {
  const chip = fits.has(id) ? id : (KIN[id] ?? '');
  const tables = fits.get(chip);
  const [own, chipFacts] = [facts.get(id), facts.get(chip)];
  if (tables !== undefined && own !== undefined && chipFacts !== undefined) {
    const raised = raisedTo(best.get(chip) ?? {}, tables, chipFacts);
    if (chip === id) return fromTables(raised, execution, 'kernel-tables');
    return fromTables(
      scaledBy(best.get(BEST_OF[id] ?? id) ?? {}, own, best.get(chip) ?? {}, chipFacts, raised),
      execution,
      'kin',
    );
  }
  // Only GPUs are like the GPUs of the tables.
  const shape =
    kind === 'gpu'
      ? commonShape([...fits.values()])
      : { depthHalf: execution.depthHalf, lastWaveCost: execution.lastWaveCost };
  const source = BEST_OF[id] ?? id;
  const product = best.get(source);
  const sourceFacts = facts.get(source);
  if (product !== undefined && sourceFacts !== undefined) return fromBest(product, sourceFacts, execution, shape);
  return { ...shape, matmulCeiling: execution.matmulCeiling, matmulBasis: 'estimate' };
}

const FITTED_FIELDS = ['matmulCeiling', 'depthHalf', 'lastWaveCost'];

/** The record with new values; says which of them are estimates. */
function withValues<T extends CatalogRecord>(record: T, values: ProductValues): T {
  const { execution } = record;
  const others = (execution.provenance.estimatedFields ?? []).filter((field) => !FITTED_FIELDS.includes(field));
  const estimated =
    values.matmulBasis === 'kernel-tables' || values.matmulBasis === 'kin'
      ? []
      : values.matmulBasis === 'best-product'
        ? FITTED_FIELDS.slice(1)
        : FITTED_FIELDS;
  return {
    ...record,
    execution: {
      ...execution,
      ...values,
      provenance: { ...execution.provenance, estimatedFields: [...others, ...estimated] },
    },
  };
}

/** Fits everything and prints it. @param write whether the catalogue takes the values over */
export function fitProducts(write: boolean): void {
  const facts = readFacts();
  const fits = fitTables(facts);
  fitTrainingTables(facts, fits);
  const best = readBest();
  const lines = readFileSync(CATALOG, 'utf8').split('\n');
  console.log('\naccelerator | basis | bf16 | fp8 | mxfp8 | fp4');
  const updated = lines.map((line) => {
    if (!line.startsWith('{"id":')) return line;
    const comma = line.endsWith(',') ? ',' : '';
    const record = JSON.parse(comma === '' ? line : line.slice(0, -1)) as CatalogRecord;
    const values = valuesFor(record, facts, fits, best);
    const { bf16, fp8, mxfp8, fp4 } = values.matmulCeiling;
    if (values.matmulBasis !== 'estimate') {
      console.log(`${record.id} | ${values.matmulBasis} | ${bf16} | ${fp8} | ${mxfp8} | ${fp4}`);
    }
    return JSON.stringify(withValues(record, values)) + comma;
  });
  if (write) writeFileSync(CATALOG, updated.join('\n'));
}
