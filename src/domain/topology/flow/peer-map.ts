/** Who is joined directly to whom: the domains that links between equals lead to. Nothing is listed before it is asked for. */
import { peerShare } from './cut-cables.ts';
import type { Fabric, PeerLink } from './fabric.ts';

/** A direct link from one vertex (a system, or a domain of a stage) to another. */
export interface PeerStep {
  /** Vertex that it leads to. */
  readonly to: number;
  readonly link: PeerLink;
  /** Domain that it leaves. */
  readonly domain: number;
  /** Place among the steps of a domain, behind those of all domains before it. */
  readonly rest: number;
  /** 0 = from the first end of the link to the second, 1 = the other way. */
  readonly way: 0 | 1;
}

/** Vertices and steps of one fabric. */
export class PeerMap {
  private readonly systemStarts: readonly number[];
  private readonly stageStarts: readonly number[];
  private readonly steps = new Map<number, readonly PeerStep[]>();

  constructor(private readonly fabric: Fabric) {
    let next = 0;
    const start = (count: number): number => {
      next += count;
      return next - count;
    };
    this.systemStarts = fabric.systems.map(({ instances }) => start(instances));
    this.stageStarts = fabric.stages.map(({ domains }) => start(domains));
  }

  /** Number of a system instance, or of a domain of a stage (`system` null). */
  vertexOf(isSystem: boolean, place: number, domain: number): number {
    return ((isSystem ? this.systemStarts : this.stageStarts)[place] ?? 0) + domain;
  }

  /** The block and the domain of a vertex. */
  describe(vertex: number): { readonly isSystem: boolean; readonly place: number; readonly domain: number } {
    const isSystem = this.stageStarts.length === 0 || vertex < (this.stageStarts[0] ?? 0);
    const starts = isSystem ? this.systemStarts : this.stageStarts;
    const place = starts.findLastIndex((first) => first <= vertex);
    return { isSystem, place, domain: vertex - (starts[place] ?? 0) };
  }

  /** Direct links of a vertex. */
  stepsOf(vertex: number): readonly PeerStep[] {
    const known = this.steps.get(vertex);
    if (known !== undefined) return known;
    const { isSystem, place, domain } = this.describe(vertex);
    const steps: PeerStep[] = [];
    for (const link of this.fabric.peers) {
      for (const way of [0, 1] as const) {
        const own = link.ends[way];
        if (own.isSystem !== isSystem || own.place !== place) continue;
        const other = link.ends[way === 0 ? 1 : 0];
        for (let rest = 0; rest < stepsPerDomain(link, way); rest++) {
          const there = partnerAt(link, way, domain, rest);
          if (there !== null)
            steps.push({ to: this.vertexOf(other.isSystem, other.place, there), link, domain, rest, way });
        }
        // A loop is the same seen from its other end.
        if (isLoop(link)) break;
      }
    }
    this.steps.set(vertex, steps);
    return steps;
  }
}

/** Whether a link joins instances of one block. */
export function isLoop({ shape }: PeerLink): boolean {
  return shape === 'mesh' || shape === 'ring';
}

/** Steps that one domain of an end has at most. */
export function stepsPerDomain(link: PeerLink, way: 0 | 1): number {
  return link.shape === 'ring' ? 2 * ringReach(link) : link.ends[way === 0 ? 1 : 0].perScope;
}

/** Domains on either side that a domain of a ring may be joined to. */
function ringReach({ perDrawn }: PeerLink): number {
  return Math.max(1, 2 * Math.ceil(perDrawn) - 1);
}

/** Domain that a step leads to; null where there is no such step. */
export function partnerAt(link: PeerLink, way: 0 | 1, domain: number, rest: number): number | null {
  const [own, other] = way === 0 ? link.ends : ([link.ends[1], link.ends[0]] as const);
  const scope = Math.floor(domain / own.perScope);
  const here = domain - scope * own.perScope;
  const { perScope } = other;
  const there =
    link.shape === 'all' || link.shape === 'aligned' ? rest : (here + awayAt(link, perScope, rest)) % perScope;
  const partner = scope * perScope + there;
  return isJoined(link, way, here, there) && peerShare(link, way, domain, partner) > 0 ? partner : null;
}

/** How many domains further a step of a loop leads; 0 where there is none. */
function awayAt(link: PeerLink, perScope: number, rest: number): number {
  if (link.shape === 'mesh') return rest;
  const reach = ringReach(link);
  if (rest < reach) return rest + 1 < perScope ? rest + 1 : 0;
  const back = perScope - (rest - reach) - 1;
  return back > reach ? back : 0;
}

function isJoined(link: PeerLink, way: 0 | 1, here: number, there: number): boolean {
  const [own, other] = way === 0 ? link.ends : ([link.ends[1], link.ends[0]] as const);
  if (link.shape === 'all') return true;
  if (link.shape === 'aligned') {
    const [lower, upper] = way === 0 ? [here, there] : [there, here];
    const [lowers, uppers] = way === 0 ? [own.perScope, other.perScope] : [other.perScope, own.perScope];
    return upper === Math.floor((lower * uppers) / lowers);
  }
  // Several domains of one drawn instance are not joined by it.
  const width = Math.max(1, link.perDrawn);
  const units = Math.round(other.perScope / width);
  const apart = (Math.floor(there / width) - Math.floor(here / width) + units) % units;
  return link.shape === 'mesh' ? apart !== 0 : apart === 1 || (apart !== 0 && apart === units - 1);
}
