/**
 * What cut and slowed cables take from a link. Losses are in cables: 1 for a cut one, 0.25 for one that keeps three quarters of its
 * speed. A cable that several exceptions name has the least of their speeds.
 */
import type { Drawing, Link } from '../plan/plan-document.ts';
import { blockAndAround, createSpeedOf } from './instance-speed.ts';

/** What one instance of a link's `from` block loses. */
export interface CableLoss {
  /** Zero-based instance over the whole drawing. */
  readonly index: number;
  /** Lost of each of its cables, 0–1. */
  readonly each: number;
  /** Lost besides of single cables, by their zero-based number. */
  readonly single: ReadonlyMap<number, number>;
}

/** Losses by instance. Instances that have failed are left out: nothing is lost there that was not lost before. */
export function listCableLosses(drawing: Drawing, link: Link, instances: ReadonlyMap<string, number>): CableLoss[] {
  if (link.exceptions.length === 0) return [];
  const total = instances.get(link.from) ?? 0;
  const speedOf = createSpeedOf(drawing, drawing.blocks[link.from], instances);
  const each = new Map<number, number>();
  const single = new Map<number, Map<number, number>>();
  for (const { index, cable, speedFraction } of link.exceptions) {
    if (index >= total || (cable ?? 0) >= link.cablesPerInstance || speedOf(index) === 0) continue;
    const loss = 1 - speedFraction;
    if (cable === null) each.set(index, Math.max(loss, each.get(index) ?? 0));
    else {
      const known = single.get(index) ?? new Map<number, number>();
      single.set(index, known.set(cable, Math.max(loss, known.get(cable) ?? 0)));
    }
  }
  const losses: CableLoss[] = [];
  for (const index of new Set([...each.keys(), ...single.keys()])) {
    const all = each.get(index) ?? 0;
    const more = new Map<number, number>();
    for (const [cable, loss] of single.get(index) ?? []) if (loss > all) more.set(cable, loss - all);
    if (all > 0 || more.size > 0) losses.push({ index, each: all, single: more });
  }
  return losses;
}

/** All that one instance loses, in cables. */
export function sumCableLoss(loss: CableLoss, link: Link): number {
  let sum = loss.each * link.cablesPerInstance;
  for (const more of loss.single.values()) sum += more;
  return sum;
}

/** Whether no cable of a working instance is left: the link is as good as not drawn. */
export function isWhollyCut(
  drawing: Drawing,
  link: Link,
  losses: readonly CableLoss[],
  instances: ReadonlyMap<string, number>,
): boolean {
  if (losses.length === 0) return false;
  const cut = losses.filter((loss) => sumCableLoss(loss, link) >= link.cablesPerInstance * (1 - 1e-9)).length;
  const total = instances.get(link.from) ?? 0;
  if (cut >= total) return true;
  // Only then is it worth to look at every instance: exceptions are few, instances may be very many.
  if (total - cut > countFailureEntries(drawing, link.from, instances)) return false;
  const speedOf = createSpeedOf(drawing, drawing.blocks[link.from], instances);
  let failed = 0;
  for (let index = 0; index < total; index++) if (speedOf(index) === 0) failed++;
  return cut > 0 && cut >= total - failed;
}

/** No fewer than the instances of a block that have failed. */
function countFailureEntries(drawing: Drawing, id: string, instances: ReadonlyMap<string, number>): number {
  let most = 0;
  for (const outer of blockAndAround(drawing, drawing.blocks[id])) {
    const inside = (instances.get(id) ?? 0) / Math.max(1, instances.get(outer.id) ?? 1);
    most += outer.exceptions.filter((exception) => exception.state === 'failed').length * inside;
  }
  return most;
}
