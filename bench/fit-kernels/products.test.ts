import '../../workers/build/portable-globals.ts';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KIN, type ProductValues, reachedShare } from './execution-values.ts';
import { fitTable, layerSeconds } from './fit-table.ts';
import { readBest, readFacts, readProducts } from './product-tables.ts';

const facts = readFacts();
const tables = readProducts();
const catalog = JSON.parse(
  readFileSync(new URL('../../public/catalog/accelerators.json', import.meta.url), 'utf8'),
) as { readonly accelerators: readonly { readonly id: string; readonly execution: ProductValues }[] };
const executions = new Map(catalog.accelerators.map(({ id, execution }) => [id, execution]));

const CLASS = { bf16: 'wide', fp8: 'fp8', fp8_block: 'mxfp8', nvfp4: 'fp4' } as const;
const CEILING = { bf16: 'bf16', fp8: 'fp8', fp8_block: 'mxfp8', nvfp4: 'fp4' } as const;

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}

/** fp8 on Hopper: the benchmarked library switches kernels by shape, which no smooth law follows. */
const LARGEST_MEDIAN = { bf16: 0.1, fp8: 0.135, fp8_block: 0.125, nvfp4: 0.095 } as const;

describe('the catalogue’s products', () => {
  for (const table of tables) {
    const { accelerator, format, products } = table;
    const own = facts.get(accelerator);
    const execution = executions.get(accelerator);
    if (own === undefined || execution === undefined) throw new Error(accelerator);

    it(`meet the table of ${accelerator}, ${format}`, () => {
      // The benchmark's own casts and overhead come from the fit, and the ceiling, which the catalogue may raise; ramp and waves from the catalogue.
      const { fit } = fitTable(table, own);
      const stored = {
        ...fit,
        depthHalf: execution.depthHalf[CLASS[format]],
        lastWaveCost: execution.lastWaveCost[CLASS[format]],
      };
      const errors = products.map((product) => layerSeconds(product, format, own, stored) / product.seconds - 1);
      expect(quantile(errors.map(Math.abs), 0.5)).toBeLessThan(LARGEST_MEDIAN[format]);
      expect(Math.abs(quantile(errors, 0.5))).toBeLessThan(0.03);
      expect(execution.matmulBasis).toBe('kernel-tables');
      expect(execution.matmulCeiling[CEILING[format]]).toBeGreaterThanOrEqual(fit.ceiling - 0.0006);
    });
  }

  it('have the higher ceiling of table and best published product, and the two are within 20 % of each other', () => {
    for (const [id, best] of readBest()) {
      const own = facts.get(id);
      const execution = executions.get(id);
      if (own === undefined || execution === undefined) throw new Error(id);
      for (const format of ['bf16', 'fp8'] as const) {
        const product = best[format];
        const table = tables.find((candidate) => candidate.accelerator === id && candidate.format === format);
        if (product === undefined || table === undefined) continue;
        const { fit } = fitTable(table, own);
        const ceiling = reachedShare(product, own.peak[format]);
        expect(execution.matmulCeiling[format], id).toBeCloseTo(Math.max(ceiling, fit.ceiling), 2);
        expect(Math.abs(ceiling / fit.ceiling - 1), `${id} ${format}`).toBeLessThan(0.2);
      }
    }
  });

  it('give no accelerator of the same silicon values of its own', () => {
    for (const [id, other] of Object.entries(KIN)) {
      expect(executions.get(id)?.depthHalf, id).toEqual(executions.get(other)?.depthHalf);
      expect(executions.get(id)?.lastWaveCost, id).toEqual(executions.get(other)?.lastWaveCost);
    }
  });
});
