import type { Provenance } from '../catalog/catalog-types.ts';

/** A number or choice in force, where it comes from, and whether the plan left the default. */
export interface ResolvedValue {
  readonly value: number | string;
  readonly source: Provenance;
  readonly isDefault: boolean;
}
