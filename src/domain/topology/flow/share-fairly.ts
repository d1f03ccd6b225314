/** Max–min fair shares of collectives that run at once. Each goes at the pace of its slowest flow, so it stops growing with its first full link. */
import type { UsageVector } from './usage-writer.ts';

/**
 * Bytes/s of each collective by progressive filling: all grow alike, in proportion to their weight, until a link is full; what crosses it stays as it is, the rest
 * grows on. Usage vectors must be of one window. A collective that loads no link is infinitely fast.
 */
export function shareFairly(
  usages: readonly Pick<UsageVector, 'seconds'>[],
  weights: readonly number[] = usages.map(() => 1),
): number[] {
  const rates = usages.map(() => Number.POSITIVE_INFINITY);
  const growing = new Set(usages.map((_, at) => at));
  const links = Math.max(0, ...usages.map((usage) => usage.seconds.length));
  const taken = new Float64Array(links);
  while (growing.size > 0) {
    let level = Number.POSITIVE_INFINITY;
    const full: number[] = [];
    for (let link = 0; link < links; link++) {
      let demand = 0;
      for (const at of growing) demand += (usages[at]?.seconds[link] ?? 0) * (weights[at] ?? 1);
      if (demand <= 0) continue;
      const reached = Math.max(0, 1 - (taken[link] ?? 0)) / demand;
      if (reached < level * (1 - 1e-12)) full.length = 0;
      if (reached <= level * (1 + 1e-12)) full.push(link);
      level = Math.min(level, reached);
    }
    if (!Number.isFinite(level)) break;
    for (const at of [...growing]) {
      if (!full.some((link) => (usages[at]?.seconds[link] ?? 0) > 0)) continue;
      growing.delete(at);
      const rate = level * (weights[at] ?? 1);
      rates[at] = rate;
      usages[at]?.seconds.forEach((seconds, link) => {
        taken[link] = (taken[link] ?? 0) + seconds * rate;
      });
    }
  }
  return rates;
}
