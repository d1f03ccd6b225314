import type { FabricKind } from '../../domain/topology/generate/fabric-request.ts';
import type { CableRun } from '../../domain/topology/generate/fabric-sketch.ts';
import type { SelectOption } from '../theme/select-field.tsx';

/** The kinds of network as the form offers them. */
export const KIND_OPTIONS: readonly SelectOption<FabricKind>[] = [
  { id: 'single-switch', label: 'Single switch', note: 'every adapter on one switch' },
  { id: 'fat-tree', label: 'Fat-tree', note: 'a system’s adapters on one leaf; two or three tiers' },
  { id: 'rail-optimized', label: 'Rail-optimized', note: 'each adapter on a leaf of its own; two or three tiers' },
  { id: 'rail-only', label: 'Rail-only', note: 'a network for each rail, none between rails' },
  { id: 'dragonfly-plus', label: 'Dragonfly+', note: 'groups of leaves and spines, each two groups joined directly' },
  { id: 'full-mesh', label: 'Full mesh', note: 'each two systems cabled to each other' },
  { id: 'ring', label: 'Ring', note: 'each system cabled to the next' },
  { id: 'torus-2d', label: 'Torus, 2 dimensions', note: 'over the accelerators’ own links, wrapped around' },
  { id: 'torus-3d', label: 'Torus, 3 dimensions', note: 'over the accelerators’ own links, wrapped around' },
];

/** How far a cable runs, in words. */
export const RUN_WORDS: Readonly<Record<CableRun, string>> = {
  rack: 'in a rack, to 2 m',
  row: 'in a row, to 30 m',
  hall: 'across the hall, to 300 m',
  wan: 'between sites',
};

/** A number to one: `1.5 : 1`. */
export function writeRatio(ratio: number): string {
  return `${Number(ratio.toPrecision(3))} : 1`;
}
