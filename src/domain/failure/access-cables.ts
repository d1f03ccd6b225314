/** Cables that lead from systems to their first switches: what an accelerator's own network port hangs on. */
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import { ancestorsOf } from '../plan/drawing/block-tree.ts';
import type { Drawing, Link } from '../plan/plan-document.ts';
import { type Endpoint, findEndpoints } from '../topology/endpoint.ts';
import { findLinkRates } from '../topology/link-rates.ts';
import { countInstances } from '../topology/summarize-drawing.ts';

/** Cables of one kind of system over one drawn link. */
export interface AccessCables {
  readonly link: Link;
  readonly endpoint: Endpoint;
  /** The switch block at the other end. */
  readonly switchId: string;
  /** Cables of one system. */
  readonly perSystem: number;
  /** Those of them that end on one switch. */
  readonly perSwitch: number;
}

/** All of them. Cables of scale-up networks and of storage are none. */
export function listAccessCables(drawing: Drawing, catalog: CatalogIndex): readonly AccessCables[] {
  const instances = countInstances(drawing);
  const endpoints = findEndpoints(drawing, catalog);
  const found: AccessCables[] = [];
  for (const link of Object.values(drawing.links)) {
    if (findLinkRates(link, catalog)?.isScaleUp === true) continue;
    const total = (instances.get(link.from) ?? 0) * link.cablesPerInstance;
    for (const [systems, upper] of [
      [link.from, link.to],
      [link.to, link.from],
    ] as const) {
      if (drawing.blocks[upper]?.kind !== 'switch') continue;
      for (const endpoint of systemsAt(drawing, systems, endpoints)) {
        const perSystem = total / Math.max(1, instances.get(endpoint.block.id) ?? 1);
        const reach =
          link.pattern === 'single'
            ? 1
            : Math.max(1, Math.min(perSystem, countInScope(drawing, link, upper, instances)));
        found.push({ link, endpoint, switchId: upper, perSystem, perSwitch: perSystem / reach });
      }
    }
  }
  return found;
}

/** The system itself, or the systems in a container that holds no switches. */
function systemsAt(drawing: Drawing, id: string, endpoints: ReadonlyMap<string, Endpoint>): readonly Endpoint[] {
  const own = endpoints.get(id);
  if (own !== undefined) return [own];
  const kind = drawing.blocks[id]?.kind;
  if (kind === undefined || kind === 'switch' || kind === 'storage') return [];
  const isInside = (block: string): boolean => ancestorsOf(drawing, block).includes(id);
  if (Object.values(drawing.blocks).some((block) => block.kind === 'switch' && isInside(block.id))) return [];
  return [...endpoints.values()].filter(({ block }) => isInside(block.id));
}

/** Instances of one end of a link in one instance of the container that holds both. */
export function countInScope(drawing: Drawing, link: Link, id: string, instances: ReadonlyMap<string, number>): number {
  const around = ancestorsOf(drawing, link.from);
  const common = ancestorsOf(drawing, link.to).find((outer) => around.includes(outer));
  const scopes = common === undefined ? 1 : (instances.get(common) ?? 1);
  return (instances.get(id) ?? 1) / scopes;
}

/**
 * Whether a running job loses its connections when `lostPerSystem` of a system's cables go at once: some accelerator, or some shared
 * adapter, then has no cable of its own left. The job restarts over what is left, if there is anything.
 */
export function losesPort(access: readonly AccessCables[], systemId: string, lostPerSystem: number): boolean {
  let total = 0;
  let accelerators = 0;
  for (const { endpoint, perSystem } of access) {
    if (endpoint.block.id !== systemId) continue;
    total += perSystem;
    accelerators = endpoint.accelerators;
  }
  if (total === 0) return false;
  return total - lostPerSystem < Math.min(accelerators, total) - 1e-9;
}
