import type { EmbodiedCarbon } from '../../src/domain/assumptions/power-inputs.ts';

/** What embodied carbon is counted of, in the order of the blocks. */
export const EMBODIED = [
  ['accelerators', 'Accelerators'],
  ['hosts', 'Hosts'],
  ['switches', 'Switches'],
  ['storage', 'Storage'],
  ['building', 'Building'],
] as const satisfies readonly (readonly [keyof EmbodiedCarbon, string])[];
