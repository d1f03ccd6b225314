import type { Accelerator, CatalogIndex } from '../catalog/catalog-types.ts';

/**
 * Peak of an accelerator in 16-bit matrix products relative to another's: what an unknown price is scaled by. 1 where either peak is
 * unknown.
 */
export function comparePeak(catalog: CatalogIndex, accelerator: Accelerator | null, referenceId: string): number {
  const peakOf = (record: Accelerator | null | undefined): number =>
    record?.peakFlops.bf16 ?? record?.peakFlops.fp16 ?? record?.peakFlops.fp32 ?? 0;
  const reference = peakOf(catalog.accelerators.get(referenceId));
  const own = peakOf(accelerator);
  return own > 0 && reference > 0 ? own / reference : 1;
}
