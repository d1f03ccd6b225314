/** What a system reaches upwards: the stages above it, nearest first. */
import { shareKey } from './cut-cables.ts';
import type { Fabric, FabricSystem, Place, Stage, Trunk } from './fabric.ts';

/** A stage as one system sees it. */
export interface Reached {
  readonly stage: Stage;
  /** Instances of the system in one domain. */
  readonly perDomain: number;
  readonly hops: number;
  /** Instances that work where the system is, and of these the ones that one flow may take: on rails its own. */
  readonly working: number;
  readonly next: number;
}

/** All stages above a system; equal sets have one number. */
export interface Ways {
  readonly id: number;
  readonly stages: readonly Reached[];
  /** The stages that scale-up links alone lead to. */
  readonly scaleUp: readonly Reached[];
  /** Trunks, by place, of which nothing is left above the system. */
  readonly cut: ReadonlySet<number>;
}

/** Finds ways upwards over one fabric, and keeps them. */
export class WayFinder {
  private readonly intact: readonly Ways[];
  /** Ways of systems that failures leave fewer to, by system, instance and rail, and once for each set of ways. */
  private readonly fewer = new Map<number, Ways>();
  private readonly sets = new Map<string, Ways>();
  private readonly hasFailures: boolean;

  constructor(
    private readonly fabric: Fabric,
    private readonly rails: number,
  ) {
    this.intact = fabric.systems.map((system, at) => this.createWays(at, system, null, 0));
    this.hasFailures =
      fabric.stages.some((stage) => stage.failed.size > 0) || fabric.trunks.some(({ shares }) => shares.size > 0);
  }

  /** The stages that a system reaches over what works, from one of its rails. */
  find(place: Place, rail: number): Ways {
    const all = this.intact[place.system];
    const system = this.fabric.systems[place.system];
    if (all === undefined || system === undefined) throw new RangeError('no such system');
    if (!this.hasFailures) return all;
    const key = (place.instance * this.fabric.systems.length + place.system) * this.rails + rail;
    const known = this.fewer.get(key);
    if (known !== undefined) return known;
    const found = this.createWays(this.intact.length + this.sets.size, system, place.instance, rail);
    const name = `${place.system}: ${found.stages.map(({ stage, hops, working }) => `${stage.index}/${hops}/${working}`).join(' ')} without ${[...found.cut].join(' ')}`;
    const ways = this.sets.get(name) ?? found;
    this.sets.set(name, ways);
    this.fewer.set(key, ways);
    return ways;
  }

  private createWays(id: number, system: FabricSystem, instance: number | null, rail: number): Ways {
    const cut = new Set<number>();
    const find = (isUsable: (trunk: Trunk) => boolean): readonly Reached[] =>
      findReached(this.fabric, system, instance, rail, isUsable, cut);
    return { id, stages: find(() => true), scaleUp: find(({ isScaleUp }) => isScaleUp), cut };
  }
}

/** Stages above a system, nearest first; with an `instance`, only those of which something works where that instance is. */
function findReached(
  fabric: Fabric,
  system: FabricSystem,
  instance: number | null,
  rail: number,
  isUsable: (trunk: Trunk) => boolean,
  cut: Set<number>,
): readonly Reached[] {
  const found = new Map<number, Reached>();
  let frontier: { trunks: readonly Trunk[]; perDomain: number }[] = [{ trunks: system.trunks, perDomain: 1 }];
  for (let hops = 1; frontier.length > 0; hops++) {
    const next: typeof frontier = [];
    for (const { trunks, perDomain } of frontier) {
      for (const trunk of trunks) {
        const domain = instance === null ? -1 : Math.floor(instance / perDomain);
        if (trunk.shares.get(shareKey(domain, trunk.isByRail ? rail : 0)) === 0) {
          cut.add(trunk.index);
          continue;
        }
        const stage = fabric.stages[trunk.upper];
        if (stage === undefined || found.has(trunk.upper) || !isUsable(trunk)) continue;
        const inDomain = perDomain * trunk.lowerPerUpper;
        const failed = instance === null ? undefined : stage.failed.get(Math.floor(instance / inDomain));
        const working = stage.perDomain - (failed?.size ?? 0);
        if (working === 0 || (stage.isRails && failed?.has(rail) === true)) continue;
        found.set(trunk.upper, { stage, perDomain: inDomain, hops, working, next: stage.isRails ? 1 : working });
        next.push({ trunks: stage.trunks, perDomain: inDomain });
      }
    }
    frontier = next;
  }
  return [...found.values()];
}

/** Whether two systems meet at a stage: under the same domain of it, and on the same switch where these are rails. */
export function canMeet(here: Reached, there: Reached, a: Place, b: Place, isSameRail: boolean): boolean {
  if (here.stage !== there.stage) return false;
  const isSame = Math.floor(a.instance / here.perDomain) === Math.floor(b.instance / there.perDomain);
  return isSame && (isSameRail || !here.stage.isRails);
}
