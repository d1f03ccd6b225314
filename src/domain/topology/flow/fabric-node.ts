/** A block of the drawing while its fabric is being put together. */
import type { Block } from '../../plan/plan-document.ts';
import type { Trunk } from './fabric.ts';

/** A system or a switch block. */
export interface FabricNode {
  readonly block: Block;
  readonly isSystem: boolean;
  /** Place among the systems, or among the stages, nearest first. */
  place: number;
  /** Switches between the accelerators and here, this one included. */
  readonly tier: number;
  readonly trunks: Trunk[];
  /** Ports of a system that lie on a switch of their own each; 0 = none. */
  rails: number;
  /** Sets of instances that hang together over the cables below, in the whole drawing; all instances, of a system; 0 = not known yet. */
  domains: number;
  /** Instances in one domain that cables reach. */
  perDomain: number;
  isRails: boolean;
  /** What broken cables leave of instances, 0–1: by domain and place in it. */
  readonly speeds: Map<number, Map<number, number>>;
}
