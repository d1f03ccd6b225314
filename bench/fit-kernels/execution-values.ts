/**
 * From fitted tables to the catalogue: every accelerator gets the fit of its own tables, of a chip of the same silicon, of its best
 * published product, or keeps an estimate.
 */
import type { TableFit } from './fit-table.ts';
import type { Facts, MeasuredProduct, TableFormat } from './product-tables.ts';

export type MatmulBasis = 'kernel-tables' | 'kin' | 'best-product' | 'estimate';
type Ceilings = Readonly<Record<'fp32' | 'tf32' | 'fp16' | 'bf16' | 'fp8' | 'mxfp8' | 'fp4', number>>;
type ByClass = Readonly<Record<'wide' | 'fp8' | 'mxfp8' | 'fp4', number>>;

/** What the catalogue says of an accelerator's products. */
export interface ProductValues {
  readonly depthHalf: ByClass;
  readonly lastWaveCost: ByClass;
  readonly matmulCeiling: Ceilings;
  readonly matmulBasis: MatmulBasis;
}

/** Fits of one accelerator by format. */
export type Fits = Readonly<Partial<Record<TableFormat, TableFit>>>;

/** Same silicon at another power limit, memory or form: the tables of the second hold for the first. */
export const KIN: Readonly<Record<string, string>> = {
  'a100-sxm4-40gb': 'a100-sxm4-80gb',
  'a100-pcie-40gb': 'a100-sxm4-80gb',
  'a100-pcie-80gb': 'a100-sxm4-80gb',
  'h800-sxm5-80gb': 'h100-sxm5-80gb',
  'h100-pcie-80gb': 'h100-sxm5-80gb',
  'h100-nvl-94gb': 'h100-sxm5-80gb',
  'gh200-96gb': 'h100-sxm5-80gb',
  'gh200-144gb': 'h200-sxm5-141gb',
  'h200-nvl-141gb': 'h200-sxm5-141gb',
  'b100-sxm': 'b200-sxm-180gb',
  l40: 'l40s',
  l4: 'l40s',
  'rtx-4090': 'l40s',
  'rtx-5090': 'rtx-pro-6000-blackwell-server',
};

/** Chips whose best published product stands for another of the same silicon. */
export const BEST_OF: Readonly<Record<string, string>> = {
  'a100-pcie-40gb': 'a100-pcie-80gb',
  mi300a: 'mi300x',
  mi350x: 'mi355x',
};

/** Speed of fp32 products on tensor cores in 19 bits against 16 bits, shares of their peaks: estimate. */
const TF32_SHARE = 0.97;
/** Share of the fp8 peak against the share of the 16-bit peak where no fp8 product is published: middle of the fitted tables. */
const FP8_SHARE = 0.95;

const round = (value: number, digits: number): number => Number(value.toPrecision(digits));

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Ramp and waves where there is no table: the middle of all tables. */
export function commonShape(fits: readonly Fits[]): Pick<ProductValues, 'depthHalf' | 'lastWaveCost'> {
  const of = (format: TableFormat, field: 'depthHalf' | 'lastWaveCost'): number =>
    round(middle(fits.flatMap((fit) => fit[format]?.[field] ?? [])), 2);
  const shape = (field: 'depthHalf' | 'lastWaveCost'): ByClass => ({
    wide: of('bf16', field),
    fp8: of('fp8', field),
    mxfp8: of('fp8_block', field),
    fp4: of('nvfp4', field),
  });
  return { depthHalf: shape('depthHalf'), lastWaveCost: shape('lastWaveCost') };
}

/** Values from tables; formats without one keep what they had. */
export function fromTables(fits: Fits, old: ProductValues, basis: MatmulBasis): ProductValues {
  const { bf16, fp8, fp8_block: block, nvfp4 } = fits;
  if (bf16 === undefined) throw new RangeError('no 16-bit table');
  const shape = (field: 'depthHalf' | 'lastWaveCost', digits: number): ByClass => ({
    wide: round(bf16[field], digits),
    fp8: round((fp8 ?? bf16)[field], digits),
    mxfp8: round((block ?? fp8 ?? bf16)[field], digits),
    fp4: round((nvfp4 ?? fp8 ?? bf16)[field], digits),
  });
  return {
    depthHalf: shape('depthHalf', 3),
    lastWaveCost: shape('lastWaveCost', 2),
    matmulCeiling: {
      ...old.matmulCeiling,
      tf32: round(TF32_SHARE * bf16.ceiling, 3),
      fp16: round(bf16.ceiling, 3),
      bf16: round(bf16.ceiling, 3),
      fp8: round(fp8?.ceiling ?? bf16.ceiling, 3),
      mxfp8: round(block?.ceiling ?? fp8?.ceiling ?? bf16.ceiling, 3),
      fp4: round(nvfp4?.ceiling ?? old.matmulCeiling.fp4, 3),
    },
    matmulBasis: basis,
  };
}

/** Best published products of one accelerator by format. */
export type BestProducts = Readonly<Partial<Record<TableFormat, MeasuredProduct>>>;

/** Share of the peak that a product reached. */
export function reachedShare({ m, n, k, seconds }: MeasuredProduct, peak: number): number {
  return (2 * m * n * k) / seconds / peak;
}

/**
 * Fits with the ceilings raised to the best published product where that is faster: those products ran in the libraries that training uses,
 * the tables in an inference server.
 */
export function raisedTo(best: BestProducts, fits: Fits, facts: Facts): Fits {
  return withCeilings(fits, (format, ceiling) => {
    const product = best[format];
    return product === undefined ? ceiling : Math.max(ceiling, reachedShare(product, facts.peak[format]));
  });
}

/** Fits of a kin chip, its ceilings scaled by what the best products of the two reach: power limits differ. */
export function scaledBy(own: BestProducts, ownFacts: Facts, kin: BestProducts, kinFacts: Facts, fits: Fits): Fits {
  return withCeilings(fits, (format, ceiling) => {
    const [mine, theirs] = [own[format], kin[format]];
    if (mine === undefined || theirs === undefined) return ceiling;
    const ratio = reachedShare(mine, ownFacts.peak[format]) / reachedShare(theirs, kinFacts.peak[format]);
    return Math.min(ceiling * ratio, 1);
  });
}

function withCeilings(fits: Fits, change: (format: TableFormat, ceiling: number) => number): Fits {
  const changed: Partial<Record<TableFormat, TableFit>> = {};
  for (const [name, fit] of Object.entries(fits)) {
    const format = name as TableFormat;
    changed[format] = { ...fit, ceiling: change(format, fit.ceiling) };
  }
  return changed;
}

/** Values from the best published products: at least 16 bits. */
export function fromBest(
  best: BestProducts,
  facts: Facts,
  old: ProductValues,
  shape: Pick<ProductValues, 'depthHalf' | 'lastWaveCost'>,
): ProductValues {
  const { bf16, fp8 } = best;
  if (bf16 === undefined) throw new RangeError('no 16-bit product');
  const wide = reachedShare(bf16, facts.peak.bf16);
  const narrow = fp8 === undefined ? FP8_SHARE * wide : reachedShare(fp8, facts.peak.fp8);
  return {
    ...shape,
    matmulCeiling: {
      ...old.matmulCeiling,
      tf32: round(TF32_SHARE * wide, 3),
      fp16: round(wide, 3),
      bf16: round(wide, 3),
      fp8: round(narrow, 3),
      mxfp8: round(narrow, 3),
    },
    matmulBasis: 'best-product',
  };
}
