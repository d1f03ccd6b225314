/** Usage of links in the words of the drawing: which block or drawn link is how busy. */
import type { UsagePart, UsageVector } from './usage-writer.ts';

/** A kind of link of the drawing: the busiest of its equals, and all of them together. */
export interface LinkUsage {
  readonly kind: UsagePart['kind'];
  /** Block of the system, or the drawn link. */
  readonly itemId: string;
  /** Of the busiest one, in its busier direction; for each byte of the collective. */
  readonly secondsPerByte: number;
  /** Sum over all equals, each in its busier direction. */
  readonly totalSecondsPerByte: number;
  /** Equals: ports of a system, or cables of a drawn link. */
  readonly links: number;
  /** How many of them are as busy as the busiest, to 1e-9. */
  readonly busiestLinks: number;
}

/** Every kind of link that a usage vector holds. */
export function describeUsage(usage: UsageVector): LinkUsage[] {
  return usage.parts.flatMap((part) => part.itemIds.map((itemId) => describePart(usage, part, itemId)));
}

function describePart(usage: UsageVector, part: UsagePart, itemId: string): LinkUsage {
  const { kind, first, end, isPaired } = part;
  const step = isPaired ? 2 : 1;
  const secondsAt = (at: number): number =>
    Math.max(usage.seconds[at] ?? 0, isPaired ? (usage.seconds[at + 1] ?? 0) : 0);
  let most = 0;
  let total = 0;
  let links = 0;
  for (let at = first; at < end; at += step) {
    const count = usage.links[at] ?? 0;
    most = Math.max(most, secondsAt(at));
    total += secondsAt(at) * count;
    links += count;
  }
  let busiest = 0;
  for (let at = first; at < end; at += step) {
    if (secondsAt(at) >= most * (1 - 1e-9)) busiest += usage.links[at] ?? 0;
  }
  return { kind, itemId, secondsPerByte: most, totalSecondsPerByte: total, links, busiestLinks: busiest };
}

/** Seconds for each byte of the collective: those of the busiest link of all; infinite where a rank cannot be reached. */
export function slowestLink(usage: UsageVector): number {
  if (usage.unreachable > 0) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (const seconds of usage.seconds) most = Math.max(most, seconds);
  return most;
}
