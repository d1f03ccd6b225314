/**
 * Fits the attention fields of an accelerator's `execution` on measured kernels: ceilings forward and backward, what a tile's start and
 * end cost (`keysHalf`) and softmax (`headHalf`). Prints each accelerator's fit, and how far the law with the catalogue's values is off.
 */
import { readFileSync } from 'node:fs';
import {
  type AttentionChip,
  type AttentionKernel,
  lawSeconds,
  readAttentionKernels,
  usefulFlops,
} from './attention-kernels.ts';
import { patternSearch, quantile } from './pattern-search.ts';

/** Name in the tables and in the catalogue. */
const CHIPS: readonly (readonly [string, string])[] = [
  ['a100-sxm', 'a100-sxm4-80gb'],
  ['a100-pcie', 'a100-pcie-80gb'],
  ['h100-sxm', 'h100-sxm5-80gb'],
  ['h200-sxm', 'h200-sxm5-141gb'],
  ['b200-sxm', 'b200-sxm-180gb'],
  ['gb200', 'gb200'],
  ['b300-sxm', 'b300-sxm-288gb'],
  ['gb300', 'gb300'],
  ['l40s', 'l40s'],
  ['rtx-pro-6000-server', 'rtx-pro-6000-blackwell-server'],
];
/** Errors beyond this count less: kernels change their tiling at some shapes. */
const SOFT = 0.1;
/** Host time in an inference kernel's measured time, s: no part of the law, fitted and left out. */
const FIRST_LAUNCH = 8e-6;
const LARGE_FLOPS = 3e11;

interface CatalogChip {
  readonly id: string;
  readonly peakFlops: { readonly bf16: number };
  readonly execution: {
    readonly computeUnits: number;
    readonly tileRows: number;
    readonly attentionForwardCeiling: number;
    readonly attentionBackwardCeiling: number;
    readonly attentionKeysHalf?: number;
    readonly attentionHeadHalf?: number;
  };
}

const catalog = JSON.parse(
  readFileSync(new URL('../../public/catalog/accelerators.json', import.meta.url), 'utf8'),
) as { readonly accelerators: readonly CatalogChip[] };

function chipOf(id: string): AttentionChip {
  const found = catalog.accelerators.find((accelerator) => accelerator.id === id);
  if (found === undefined) throw new Error(`No accelerator ${id} in the catalogue.`);
  const { execution, peakFlops } = found;
  return {
    peakFlops: peakFlops.bf16,
    units: execution.computeUnits,
    tileRows: execution.tileRows,
    forwardCeiling: execution.attentionForwardCeiling,
    backwardCeiling: execution.attentionBackwardCeiling,
    keysHalf: execution.attentionKeysHalf ?? 250,
    headHalf: execution.attentionHeadHalf ?? 40,
  };
}

function softError(measured: number, predicted: number): number {
  const error = Math.log(predicted / measured) / SOFT;
  return Math.sqrt(1 + error * error) - 1;
}

function fitChip(kernels: readonly AttentionKernel[], start: AttentionChip): readonly [AttentionChip, number] {
  const forward = kernels.filter((kernel) => !kernel.backward);
  const backward = kernels.filter((kernel) => kernel.backward);
  const mean = (rows: readonly AttentionKernel[], chip: AttentionChip, launch: number): number =>
    rows.length === 0
      ? 0
      : rows.reduce((sum, row) => sum + softError(row.seconds, lawSeconds(row, chip) + launch), 0) / rows.length;
  const inference = forward.filter(({ table }) => table === 'inference');
  const training = forward.filter(({ table }) => table === 'training');
  const narrow = inference.some(({ keyDim }) => keyDim < 128);
  const withValues = ([ceiling = 0, keysHalf = 0, , headHalf = 0]: readonly number[]): AttentionChip => ({
    ...start,
    forwardCeiling: ceiling,
    keysHalf,
    headHalf: narrow ? headHalf : start.headHalf,
  });
  const fitted = patternSearch(
    (values) => {
      const chip = withValues(values);
      return mean(inference, chip, values[2] ?? 0) + mean(training, chip, 0);
    },
    [start.forwardCeiling, start.keysHalf, FIRST_LAUNCH, start.headHalf],
  );
  const chip = withValues(fitted);
  const launch = inference.length > 0 ? (fitted[2] ?? 0) : 0;
  if (backward.length === 0) return [chip, launch];
  const [ceiling = 0] = patternSearch(
    ([value = 0]) => mean(backward, { ...chip, backwardCeiling: value }, 0),
    [start.backwardCeiling],
  );
  return [{ ...chip, backwardCeiling: ceiling }, launch];
}

function printErrors(label: string, kernels: readonly AttentionKernel[], chip: AttentionChip, launch: number): void {
  if (kernels.length === 0) return;
  const errors = kernels.map((kernel) => {
    const extra = kernel.table === 'inference' ? launch : 0;
    return (lawSeconds(kernel, chip) + extra) / kernel.seconds - 1;
  });
  const sizes = errors.map(Math.abs);
  const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
  console.log(
    `    ${label.padEnd(30)} ${String(kernels.length).padStart(4)} kernels  median ${percent(quantile(sizes, 0.5))}  ` +
      `p90 ${percent(quantile(sizes, 0.9))}  signed ${percent(quantile(errors, 0.5))}`,
  );
}

/** Fits all accelerators of the tables and prints what came out. */
export function fitAttention(): void {
  const all = readAttentionKernels();
  for (const [table, id] of CHIPS) {
    // Both A100 forms hold the same chip: forward kernels were measured on one, training kernels on the other.
    const tables = table.startsWith('a100') ? ['a100-sxm', 'a100-pcie'] : [table];
    const kernels = all.filter(({ chip }) => tables.includes(chip));
    const listed = chipOf(id);
    const [fitted, launch] = fitChip(kernels, listed);
    console.log(
      `${id}: forward ${fitted.forwardCeiling.toFixed(3)}, backward ${fitted.backwardCeiling.toFixed(3)}, ` +
        `keysHalf ${fitted.keysHalf.toFixed(0)}, headHalf ${fitted.headHalf.toFixed(0)} ` +
        `(launch ${(launch * 1e6).toFixed(1)} µs); in the catalogue ${listed.forwardCeiling}, ${listed.backwardCeiling}, ` +
        `${listed.keysHalf}, ${listed.headHalf}`,
    );
    const own = kernels.filter(({ chip }) => chip === table);
    const pick = (where: (kernel: AttentionKernel) => boolean): readonly AttentionKernel[] => own.filter(where);
    const forward = pick(({ table: kind }) => kind === 'inference');
    printErrors('forward, inference', forward, listed, launch);
    const large = forward.filter((kernel) => usefulFlops(kernel) > LARGE_FLOPS);
    printErrors('  of these above 0.3 TFLOP', large, listed, launch);
    printErrors(
      'forward, training',
      pick((kernel) => kernel.table === 'training' && !kernel.backward),
      listed,
      launch,
    );
    printErrors(
      'backward, training',
      pick(({ backward }) => backward),
      listed,
      launch,
    );
  }
}
