/**
 * Radii of switches and cables by their nearest neighbours only, for drawings of very many blocks: what hangs on a switch is lost with it
 * unless another switch stands beside it for the same cables, or other cables lead up from there.
 */
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { Drawing, Link } from '../plan/plan-document.ts';
import { type Endpoint, findEndpoints } from '../topology/endpoint.ts';
import { findTiers } from '../topology/find-tiers.ts';
import { countAccelerators, countInstances } from '../topology/summarize-drawing.ts';
import { countInScope } from './access-cables.ts';
import type { BlastRadius } from './blast-radius.ts';
import type { LostParts } from './lost-parts.ts';

/** Judges losses of one drawing. */
export class RadiusGuess {
  private readonly instances: ReadonlyMap<string, number>;
  private readonly endpoints: ReadonlyMap<string, Endpoint>;
  private readonly tiers: ReadonlyMap<string, number>;
  private readonly byEnd = new Map<string, Link[]>();
  private readonly total: number;
  private readonly perBlock: ReadonlyMap<string, number>;

  constructor(
    private readonly drawing: Drawing,
    catalog: CatalogIndex,
  ) {
    this.instances = countInstances(drawing);
    this.endpoints = findEndpoints(drawing, catalog);
    this.tiers = findTiers(drawing, new Set(this.endpoints.keys()), (link) => catalog.wanClasses.has(link.catalogId));
    for (const link of Object.values(drawing.links)) {
      for (const id of [link.from, link.to]) this.byEnd.set(id, [...(this.byEnd.get(id) ?? []), link]);
    }
    const counts = countAccelerators(drawing, catalog);
    this.total = counts.total;
    this.perBlock = counts.perBlock;
  }

  /** What one instance of a block, or one cable, takes out. */
  find({ blocks, links }: LostParts): BlastRadius {
    let lost = 0;
    for (const [id, indices] of Object.entries(blocks)) lost += indices.length * this.lostWith(id);
    for (const id of Object.keys(links)) {
      const link = this.drawing.links[id];
      if (link !== undefined && link.cablesPerInstance === 1 && this.isOnlyWay(link, link.from)) {
        lost += this.beneath(link.from, new Set()) / Math.max(1, this.instances.get(link.from) ?? 1);
      }
    }
    const acceleratorsLost = Math.min(this.total, Math.round(lost));
    return {
      acceleratorsLost,
      machinesLost: Math.ceil(acceleratorsLost / 8),
      acceleratorsLeft: this.total - acceleratorsLost,
    };
  }

  /** Accelerators in, or only reached over, one instance of a block. */
  private lostWith(id: string): number {
    const count = Math.max(1, this.instances.get(id) ?? 1);
    const inside = this.perBlock.get(id);
    if (inside !== undefined) return inside / count;
    const isRedundant = (link: Link): boolean => {
      const lower = link.from === id ? link.to : link.from;
      const beside = countInScope(this.drawing, link, id, this.instances);
      return (link.pattern !== 'single' && link.cablesPerInstance > 1 && beside > 1) || !this.isOnlyWay(link, lower);
    };
    const below = (this.byEnd.get(id) ?? []).filter((link) => this.isBelow(link, id));
    if (below.length === 0 || below.every(isRedundant)) return 0;
    return this.beneath(id, new Set()) / count;
  }

  /** Whether no other cables lead up from a block. */
  private isOnlyWay(link: Link, lower: string): boolean {
    return (this.byEnd.get(lower) ?? []).every(
      (other) =>
        other.id === link.id || this.tierOf(other.from === lower ? other.to : other.from) <= this.tierOf(lower),
    );
  }

  private isBelow(link: Link, id: string): boolean {
    return this.tierOf(link.from === id ? link.to : link.from) < this.tierOf(id);
  }

  /** Accelerators in a block or under it, of all instances. */
  private beneath(id: string, seen: Set<string>): number {
    const inside = this.perBlock.get(id);
    if (inside !== undefined) return inside;
    if (seen.has(id)) return 0;
    seen.add(id);
    let sum = 0;
    for (const link of this.byEnd.get(id) ?? []) {
      if (this.isBelow(link, id)) sum += this.beneath(link.from === id ? link.to : link.from, seen);
    }
    return sum;
  }

  private tierOf(id: string): number {
    return this.tiers.get(id) ?? 0;
  }
}
