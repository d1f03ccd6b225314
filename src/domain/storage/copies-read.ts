import type { StorageInputs } from './storage-inputs.ts';

/** Bytes that are read from storage ÷ size of the checkpoint that is read back. */
export function copiesRead({ restoreMode, copiesHeld }: Pick<StorageInputs, 'restoreMode' | 'copiesHeld'>): number {
  return restoreMode === 'once' ? 1 : Math.max(1, copiesHeld);
}
