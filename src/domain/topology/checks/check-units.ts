/** Power and cooling units that carry less than what they feed, and those that nothing backs. */
import { findBlockPower } from '../../overlay/block-power.ts';
import { setCount } from '../../plan/commands/set-count.ts';
import { updateBlock } from '../../plan/commands/update-block.ts';
import { nameOf } from '../../plan/describe-items.ts';
import { formatQuantity } from '../../units/format-quantity.ts';
import { type FacilityFeed, findFacilityFeeds } from '../facility-feeds.ts';
import { roundUpWatts } from './check-power.ts';
import { type CheckInputs, type Finding, type Mend, MOST_FINDINGS } from './finding.ts';

const watts = (value: number): string => formatQuantity('power', value).text;

/** Says which units carry too little at the peak, and where the first that fails takes what it feeds. Needs figures. */
export function checkUnits({ plan, catalog, figures }: CheckInputs): Finding[] {
  if (figures === null) return [];
  const { drawing } = plan;
  const power = findBlockPower(drawing, catalog, figures.of.scenario.economy.power, figures.estimate.power);
  const short: Finding[] = [];
  const single: Finding[] = [];
  for (const feed of findFacilityFeeds(drawing, power)) {
    const { blocks, parent, kind, loadWatts, spareUnits } = feed;
    const [first] = blocks;
    if (first === undefined || loadWatts === null || loadWatts === 0 || spareUnits === null || spareUnits > 0) continue;
    const inside = parent === null ? 'everything drawn' : nameOf(drawing, parent);
    const itemIds = blocks.map(({ id }) => id);
    const does = kind === 'power' ? 'feeds' : 'cools';
    if (spareUnits < 0) {
      short.push({
        code: 'short-units',
        severity: 'warning',
        itemIds,
        message: `${unitsOf(feed)} carry ${watts(feed.capacityWatts)}, ${watts(loadWatts - feed.capacityWatts)} less than what ${inside} ${kind === 'power' ? 'draws' : 'gives off'} at its peak (${watts(loadWatts)}).`,
        advice: 'Draw more units, or larger ones.',
        mends: mendShort(feed, loadWatts),
      });
      continue;
    }
    single.push({
      code: 'single-units',
      severity: 'information',
      itemIds,
      message: `No ${kind} unit stands by in ${inside}: when ${feed.units === 1 ? 'the one that' : 'one of those that'} ${does} it fails, all of it stops.`,
      advice: 'Another unit keeps it running.',
      mends: [addUnits(first, first.count + 1)],
    });
  }
  return [...short.slice(0, MOST_FINDINGS), ...single.slice(0, MOST_FINDINGS)];
}

function unitsOf({ units, kind }: FacilityFeed): string {
  return units === 1 ? `The ${kind} unit` : `${formatQuantity('count', units).text} ${kind} units`;
}

function addUnits(block: FacilityFeed['blocks'][number], count: number): Mend {
  const label = `Draw ${formatQuantity('count', count).text} ${block.name || `${block.kind} units`} instead of ${block.count}`;
  return { label, command: { ...setCount(block.id, count), label } };
}

function mendShort({ blocks, capacityWatts }: FacilityFeed, loadWatts: number): Mend[] {
  const [first] = blocks;
  const each = first?.powerLimitWatts ?? null;
  if (first === undefined || each === null) return [];
  const missing = loadWatts - capacityWatts;
  const count = first.count + Math.ceil(missing / each - 1e-9);
  const enough = roundUpWatts(each + missing / first.count);
  const label = `Make each carry ${watts(enough)}`;
  return [
    ...(count <= 1_000_000 ? [addUnits(first, count)] : []),
    { label, command: { ...updateBlock(first.id, { powerLimitWatts: enough }), label } },
  ];
}
