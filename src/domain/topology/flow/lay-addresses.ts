/** Numbers the accelerators of a drawing in reading order, without listing them. */
import type { Block } from '../../plan/plan-document.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Place } from './fabric.ts';

/** Numbers of accelerators, and where each lies. */
export interface Addresses {
  readonly accelerators: number;
  readonly locate: (accelerator: number) => Place;
  /** The first accelerator of an instance of an endpoint block. */
  readonly firstOf: (blockId: string, instance: number) => number;
}

interface Child {
  readonly block: Block;
  /** Accelerators before it in one instance of the parent, and in one instance of its own. */
  readonly offset: number;
  readonly size: number;
  /** Place of the endpoint; -1 for a container. */
  readonly system: number;
}

/** Lays out the addresses; `endpoints` in the order in which the systems of the fabric stand. */
export function layAddresses(
  children: ReadonlyMap<string | null, readonly Block[]>,
  endpoints: ReadonlyMap<string, Endpoint>,
): Addresses {
  const systems = [...endpoints.keys()];
  const inside = new Map<string | null, readonly Child[]>();
  const lay = (parent: string | null, path: ReadonlySet<string>): number => {
    const laid: Child[] = [];
    let offset = 0;
    for (const block of children.get(parent) ?? []) {
      const endpoint = endpoints.get(block.id);
      if (path.has(block.id)) continue;
      const size = endpoint === undefined ? lay(block.id, new Set(path).add(block.id)) : endpoint.accelerators;
      if (size === 0) continue;
      laid.push({ block, offset, size, system: endpoint === undefined ? -1 : systems.indexOf(block.id) });
      offset += size * block.count;
    }
    inside.set(parent, laid);
    return offset;
  };
  const accelerators = lay(null, new Set());
  const only = findOnly(inside);
  const locate = (accelerator: number): Place => {
    if (only !== null) {
      const instance = Math.floor(accelerator / only.size);
      return { system: 0, instance, local: accelerator - instance * only.size };
    }
    let parent: string | null = null;
    let outer = 0;
    let rest = accelerator;
    for (;;) {
      const laid: readonly Child[] = inside.get(parent) ?? [];
      const child = laid.findLast((candidate) => candidate.offset <= rest);
      if (child === undefined) throw new RangeError(`no accelerator ${accelerator}`);
      const here = Math.floor((rest - child.offset) / child.size);
      rest -= child.offset + here * child.size;
      outer = outer * child.block.count + here;
      if (child.system >= 0) return { system: child.system, instance: outer, local: rest };
      parent = child.block.id;
    }
  };
  const firstOf = (blockId: string, instance: number): number => {
    const path = findPath(inside, blockId);
    let first = 0;
    let rest = instance;
    for (const child of path) {
      const here = rest % child.block.count;
      rest = Math.floor(rest / child.block.count);
      first += child.offset + here * child.size;
    }
    return first;
  };
  return { accelerators, locate, firstOf };
}

/** The endpoint where the drawing has a single one, so that a division finds every place. */
function findOnly(inside: ReadonlyMap<string | null, readonly Child[]>): Child | null {
  const ends = [...inside.values()].flat().filter((child) => child.system >= 0);
  return ends.length === 1 ? (ends[0] ?? null) : null;
}

/** The children on the way from a block out to the canvas. */
function findPath(inside: ReadonlyMap<string | null, readonly Child[]>, blockId: string): Child[] {
  for (const [parent, laid] of inside) {
    const child = laid.find((candidate) => candidate.block.id === blockId);
    if (child !== undefined) return parent === null ? [child] : [child, ...findPath(inside, parent)];
  }
  return [];
}
