/** Which islands feel broken cables, and how much of a link is left to each. */
import { type CableLoss, sumCableLoss } from './cable-losses.ts';
import type { Cabling } from './cabling.ts';
import { spreadLoss } from './working-share.ts';

type Cables = Omit<Cabling, 'rates'>;

/**
 * Share of a link's cables, 0–1, that is left to each group of neighbouring instances at one end of it; groups that lose nothing are
 * absent. `groups` counts them over the whole drawing, `containerInstances` the containers that the cables lie in.
 */
export function findCableShares(
  cabling: Cables,
  end: 'lower' | 'upper',
  groups: number,
  containerInstances: number,
): ReadonlyMap<number, number> {
  const { link, losses } = cabling;
  if (losses.length === 0) return new Map();
  const isFrom = link.from === cabling[end];
  const [lower, upper] = [cabling.lowerInstances, cabling.upperInstances];
  const here = (end === 'lower' ? lower : upper) * containerInstances;
  // A loop among the instances of one block ends at all others alike: only the end that a cable leaves feels it alone.
  const lost =
    isFrom && !(link.from === link.to && end === 'upper')
      ? loseWhereTheyLeave(losses, cabling, here, groups)
      : loseWhereTheyEnd(losses, cabling, end === 'lower' ? upper : lower, here / containerInstances, here, groups);
  const cablesOfGroup = (cabling.cables * containerInstances) / groups;
  const shares = new Map<number, number>();
  for (const [group, loss] of lost) {
    const share = 1 - loss / cablesOfGroup;
    shares.set(group, share <= 1e-9 ? 0 : share);
  }
  return shares;
}

function loseWhereTheyLeave(
  losses: readonly CableLoss[],
  { link }: Cables,
  total: number,
  groups: number,
): Map<number, number> {
  const lost = new Map<number, number>();
  for (const loss of losses) {
    spreadLoss(lost, loss.index, loss.index + 1, sumCableLoss(loss, link), total / groups, groups);
  }
  return lost;
}

/**
 * The instances of `from` in one container fall into as many groups as the pattern leaves, neighbours together; cable after cable of one
 * of them ends at one after the other of the `ends` instances that its group reaches.
 */
function loseWhereTheyEnd(
  losses: readonly CableLoss[],
  { link }: Cables,
  starts: number,
  ends: number,
  total: number,
  groups: number,
): Map<number, number> {
  const isLoop = link.from === link.to;
  const reached = isLoop ? ends : link.pattern === 'single' ? 1 : Math.min(ends, link.cablesPerInstance);
  const parts = Math.max(1, Math.min(starts, Math.floor(ends / reached + 1e-9)));
  const width = ends / parts;
  // Whole instances that lose as much, by where their part begins: it is shared by many, and spread only once.
  const whole = new Map<number, number>();
  const lost = new Map<number, number>();
  const spread = (from: number, length: number, cables: number): void =>
    spreadLoss(lost, from, from + length, cables / length, total / groups, groups);
  for (const loss of losses) {
    const container = Math.floor(loss.index / starts);
    const part = Math.floor(((loss.index - container * starts) * parts) / starts);
    const begin = container * ends + part * width;
    const isEven = isLoop || link.pattern === 'single' || width > reached + 1e-9;
    whole.set(begin, (whole.get(begin) ?? 0) + loss.each * link.cablesPerInstance);
    for (const [cable, more] of loss.single) {
      if (isEven) whole.set(begin, (whole.get(begin) ?? 0) + more);
      else spread(begin + (cable % reached), 1, more);
    }
  }
  for (const [begin, cables] of whole) if (cables > 0) spread(begin, width, cables);
  return lost;
}
