/** How far a loss reaches: the accelerators that fail with it or that no path is left to, and the machines that they are in. */
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { Drawing, PlanDocument } from '../plan/plan-document.ts';
import { compileNetwork } from '../topology/compile-network.ts';
import { type Endpoint, findEndpoints } from '../topology/endpoint.ts';
import { countAccelerators, countInstances, countLostInstances } from '../topology/summarize-drawing.ts';
import type { BlastRadius } from './blast-radius.ts';
import { type LostParts, uniteLosses, withoutParts } from './lost-parts.ts';
import { RadiusGuess } from './radius-guess.ts';

/** Hosts in one instance of a system; accelerators without one count as eight to a host. */
export function hostsOfSystem({ system, accelerators }: Pick<Endpoint, 'system' | 'accelerators'>): number {
  if (system === null) return accelerators / 8;
  const perHost = system.acceleratorsPerHost;
  return system.hostsPerRack ?? (perHost === null ? 1 : Math.ceil(accelerators / perHost));
}

/** Radii of drawings that were looked at last, by what they depend on. */
const KEPT_DRAWINGS = 8;
const kept = new WeakMap<CatalogIndex, Map<string, Map<string, BlastRadius>>>();

/** Pairs of drawn items that the walks of one list of radii may take; beyond it they are judged by nearest neighbours. */
const MOST_WORK = 2e6;

/** Finds radii over one drawing, from its structure alone: no instances are walked, no figures needed. */
export class RadiusFinder {
  private readonly known: Map<string, BlastRadius>;
  private before: number | null = null;
  private guess: RadiusGuess | null = null;
  private workLeft = MOST_WORK;
  private readonly work: number;

  constructor(
    private readonly plan: PlanDocument,
    private readonly catalog: CatalogIndex,
  ) {
    const { drawing, strategy } = plan;
    this.work = (Object.keys(drawing.blocks).length + Object.keys(drawing.links).length) ** 2;
    this.known = recall(catalog, structureKey(drawing, strategy.acceleratorsUsed));
  }

  /** What a loss takes out. With `isOneOfMany`, a walk over the drawing is taken only as long as there are few of them. */
  find(lost: LostParts, isOneOfMany = false): BlastRadius {
    const key = JSON.stringify([lost.blocks, lost.links]);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (isOneOfMany) {
      this.workLeft -= this.work;
      if (this.workLeft < 0) {
        this.guess ??= new RadiusGuess(this.plan.drawing, this.catalog);
        return this.guess.find(lost);
      }
    }
    const found = this.walk(lost);
    this.known.set(key, found);
    return found;
  }

  private walk(lost: LostParts): BlastRadius {
    const { drawing } = this.plan;
    this.before ??= this.countReachable(drawing);
    const after = withoutParts(drawing, this.widen(lost));
    if (after === drawing) return { acceleratorsLost: 0, machinesLost: 0, acceleratorsLeft: this.before };
    const acceleratorsLeft = Math.min(this.before, this.countReachable(after));
    const acceleratorsLost = this.before - acceleratorsLeft;
    if (acceleratorsLost === 0) return { acceleratorsLost, machinesLost: 0, acceleratorsLeft };
    const failed = countFailed(drawing, after, this.catalog);
    // What is cut off besides is in machines like the others.
    const cutOff = Math.max(0, acceleratorsLost - failed.accelerators) / failed.perHost;
    return { acceleratorsLost, machinesLost: Math.ceil(failed.machines + cutOff - 1e-9), acceleratorsLeft };
  }

  /**
   * Of several parts, a switch that takes all of the container it is in is that container: what lies there besides and is out too must
   * not be lost twice.
   */
  private widen(lost: LostParts): LostParts {
    const { drawing } = this.plan;
    const entries = Object.entries(lost.blocks);
    if (entries.length + Object.keys(lost.links).length < 2) return lost;
    const instances = countInstances(drawing);
    const perBlock = countAccelerators(drawing, this.catalog).perBlock;
    const widened = entries.map(([id, indices]): LostParts => {
      const block = drawing.blocks[id];
      const parent = block?.parent ?? null;
      const around = parent === null ? 0 : (instances.get(parent) ?? 1);
      const held = parent === null ? 0 : (perBlock.get(parent) ?? 0) / around;
      const first = indices[0];
      if (block?.kind !== 'switch' || parent === null || held === 0 || first === undefined) {
        return { blocks: { [id]: indices }, links: {} };
      }
      if (this.find({ blocks: { [id]: [first] }, links: {} }).acceleratorsLost !== held) {
        return { blocks: { [id]: indices }, links: {} };
      }
      const inside = (instances.get(id) ?? 1) / around;
      return { blocks: { [parent]: [...new Set(indices.map((index) => Math.floor(index / inside)))] }, links: {} };
    });
    return uniteLosses([...widened, { blocks: {}, links: lost.links }]);
  }

  /** Accelerators that work and reach each other; 0 where none do. */
  private countReachable(drawing: Drawing): number {
    return compileNetwork(drawing, this.catalog, this.plan.strategy.acceleratorsUsed).accelerators;
  }
}

/** What reach depends on: neither places on the canvas nor names, speeds or limits. */
function structureKey({ blocks, links }: Drawing, used: number | null): string {
  return JSON.stringify([
    used,
    Object.values(blocks).map(({ id, kind, parent, count, catalogId, torusDims, exceptions }) => [
      id,
      kind,
      parent,
      count,
      catalogId,
      torusDims,
      exceptions,
    ]),
    Object.values(links).map(({ id, from, to, catalogId, cablesPerInstance, pattern, exceptions }) => [
      id,
      from,
      to,
      catalogId,
      cablesPerInstance,
      pattern,
      exceptions,
    ]),
  ]);
}

function recall(catalog: CatalogIndex, key: string): Map<string, BlastRadius> {
  const drawings = kept.get(catalog) ?? new Map<string, Map<string, BlastRadius>>();
  kept.set(catalog, drawings);
  const known = drawings.get(key) ?? new Map<string, BlastRadius>();
  drawings.delete(key);
  drawings.set(key, known);
  for (const oldest of drawings.keys()) {
    if (drawings.size <= KEPT_DRAWINGS) break;
    drawings.delete(oldest);
  }
  return known;
}

/** Accelerators and hosts that fail with their block or with what is around it. */
function countFailed(
  before: Drawing,
  after: Drawing,
  catalog: CatalogIndex,
): { readonly accelerators: number; readonly machines: number; readonly perHost: number } {
  const instances = countInstances(before);
  let accelerators = 0;
  let machines = 0;
  let drawn = 0;
  let hosts = 0;
  for (const [id, endpoint] of findEndpoints(before, catalog)) {
    const [old, now] = [before.blocks[id], after.blocks[id]];
    if (old === undefined || now === undefined) continue;
    const lost = countLostInstances(after, now, instances) - countLostInstances(before, old, instances);
    accelerators += lost * endpoint.accelerators;
    machines += lost * hostsOfSystem(endpoint);
    drawn += (instances.get(id) ?? 0) * endpoint.accelerators;
    hosts += (instances.get(id) ?? 0) * hostsOfSystem(endpoint);
  }
  return { accelerators, machines, perHost: hosts > 0 ? drawn / hosts : 8 };
}
