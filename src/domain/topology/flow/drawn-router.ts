/** A drawing made ready for routing, with what was routed over it so far: a strategy that changes keeps most of its groups. */
import type { CatalogIndex } from '../../catalog/catalog-types.ts';
import type { Drawing } from '../../plan/plan-document.ts';
import { compileFabric } from './compile-fabric.ts';
import { acceleratorOf, type Fabric } from './fabric.ts';
import { isTorusBox, type PatternKind } from './flow-patterns.ts';
import { createIslands } from './island-map.ts';
import { measureUsage } from './link-usage.ts';
import { chooseRun, countRoom, placeRanks } from './place-ranks.ts';
import type { RankGroups, RankShape } from './rank-groups.ts';
import { CollectiveRouter, findWindow, repeatsOf } from './route-collective.ts';
import type { UsageVector } from './usage-writer.ts';

/** Seconds per byte of every link, at the bandwidth of the drawing and at what large transfers keep of it. */
export interface RoutedCollective {
  readonly full: UsageVector;
  readonly sustained: UsageVector;
}

/** Routes collectives over one fabric. */
export class DrawnRouter {
  private readonly router: CollectiveRouter;
  private readonly known = new Map<string, RoutedCollective>();
  private readonly placed = new Map<number, DrawnRouter>();

  constructor(readonly fabric: Fabric) {
    this.router = new CollectiveRouter(fabric);
  }

  /** The router for ranks of which a run of so many never leaves a scale-up domain; null = the longest run for which there is room. */
  place(run: number | null, shape: RankShape): DrawnRouter {
    const wanted = this.findRun(run, shape);
    const known = this.placed.get(wanted);
    if (known !== undefined) return known;
    const fabric = placeRanks(this.fabric, wanted);
    const router = fabric === this.fabric ? this : new DrawnRouter(fabric);
    this.placed.set(wanted, router);
    return router;
  }

  /** Ranks in a run that never leaves a scale-up domain; 1 where every accelerator holds a rank, since there is nothing to lay out. */
  findRun(run: number | null, shape: RankShape): number {
    if (run !== null) return run;
    const ranks = shape.tensor * shape.context * shape.data * shape.pipeline;
    return this.countRoom(1) === ranks ? 1 : chooseRun(this.fabric, shape);
  }

  /** Ranks for which there is room in such runs. */
  countRoom(run: number): number {
    return countRoom(this.fabric, run);
  }

  /** Whether it is known how software lays rings of these groups: everywhere but on parts of a torus that are no box of neighbours. */
  knowsRings(groups: RankGroups): boolean {
    const hasTorus = this.fabric.systems.some(({ inner }) => inner.kind === 'torus');
    return (
      !hasTorus ||
      isTorusBox(
        groups,
        createIslands(this.fabric, (rank) => acceleratorOf(this.fabric, rank)),
      )
    );
  }

  /** Routes a collective of all groups of a kind, once. */
  route(groups: RankGroups, kind: PatternKind): RoutedCollective {
    const key = `${kind} ${groups.key}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const collective = { kind, groups };
    const window = findWindow(this.fabric, [collective]);
    const loads = this.router.load(collective, window);
    const repeats = repeatsOf(collective, window, this.fabric);
    const routed = {
      full: measureUsage(this.fabric, loads, repeats, 'full'),
      sustained: measureUsage(this.fabric, loads, repeats, 'sustained'),
    };
    this.known.set(key, routed);
    return routed;
  }
}

/** A router, or why the drawing cannot be routed, in words. */
export type PreparedRouter =
  | { readonly ok: true; readonly router: DrawnRouter }
  | { readonly ok: false; readonly reason: string };

const prepared = new WeakMap<Drawing, { readonly index: CatalogIndex; readonly answer: PreparedRouter }>();

/** The router of a drawing, kept as long as the drawing is. */
export function prepareRouter(drawing: Drawing, index: CatalogIndex): PreparedRouter {
  const known = prepared.get(drawing);
  if (known !== undefined && known.index === index) return known.answer;
  const compiled = compileFabric(drawing, index);
  const answer: PreparedRouter = compiled.ok ? { ok: true, router: new DrawnRouter(compiled.fabric) } : compiled;
  prepared.set(drawing, { index, answer });
  return answer;
}
