/**
 * Endpoints: the drawn blocks that bring accelerators. A rack or node that is a catalogue system is one endpoint, whatever is drawn
 * inside it; an accelerator block stands for itself.
 */
import type { Accelerator, CatalogIndex, System } from '../catalog/catalog-types.ts';
import type { Block, Drawing } from '../plan/plan-document.ts';

/** What one instance of an endpoint block holds. */
export interface Endpoint {
  readonly block: Block;
  readonly accelerator: Accelerator;
  /** The system; null when the block is a bare accelerator. */
  readonly system: System | null;
  /** Accelerators in one instance. */
  readonly accelerators: number;
}

/** The endpoint that a block is; null when it brings no accelerators itself. */
export function endpointOf(block: Block, index: CatalogIndex): Endpoint | null {
  if (block.catalogId === null) return null;
  if (block.kind === 'accelerator') {
    const accelerator = index.accelerators.get(block.catalogId);
    return accelerator === undefined ? null : { block, accelerator, system: null, accelerators: 1 };
  }
  if (block.kind !== 'rack' && block.kind !== 'node') return null;
  const system = index.systems.get(block.catalogId);
  const accelerator = system === undefined ? undefined : index.accelerators.get(system.acceleratorId);
  if (system === undefined || accelerator === undefined) return null;
  return { block, accelerator, system, accelerators: system.acceleratorsPerSystem };
}

/** All endpoints by block id. What is drawn inside a system is not counted again. */
export function findEndpoints(drawing: Drawing, index: CatalogIndex): ReadonlyMap<string, Endpoint> {
  const endpoints = new Map<string, Endpoint>();
  for (const block of Object.values(drawing.blocks)) {
    const endpoint = endpointOf(block, index);
    if (endpoint !== null && !isInsideSystem(drawing, block, index)) endpoints.set(block.id, endpoint);
  }
  return endpoints;
}

function isInsideSystem(drawing: Drawing, block: Block, index: CatalogIndex): boolean {
  const seen = new Set([block.id]);
  let parent = block.parent === null ? undefined : drawing.blocks[block.parent];
  while (parent !== undefined && !seen.has(parent.id)) {
    if (endpointOf(parent, index) !== null) return true;
    seen.add(parent.id);
    parent = parent.parent === null ? undefined : drawing.blocks[parent.parent];
  }
  return false;
}
