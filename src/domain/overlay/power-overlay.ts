/** Power laid over the drawing: watts of one instance and of all, and the share of a drawn limit. */
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { Estimate } from '../estimate/estimate.ts';
import type { Scenario } from '../estimate/scenario.ts';
import { nameOf } from '../plan/describe-items.ts';
import type { Drawing } from '../plan/plan-document.ts';
import { formatQuantity } from '../units/format-quantity.ts';
import { type BlockPower, findBlockPower } from './block-power.ts';
import type { DrawingOverlay, OverlayMark } from './drawing-overlay.ts';
import { listNames } from './list-names.ts';

const watts = (value: number): string => formatQuantity('power', value).text;
const percent = (value: number): string => formatQuantity('ratio', value).text;

/** Builds the overlay of an estimate. */
export function buildPowerOverlay(
  drawing: Drawing,
  index: CatalogIndex,
  scenario: Scenario,
  estimate: Estimate,
): DrawingOverlay {
  const powers = findBlockPower(drawing, index, scenario.economy.power, estimate.power);
  const holders = new Set(Object.values(drawing.blocks).map((block) => block.parent));
  // Cards are coloured by what one of them draws; a container holds cards and only says its sum.
  let highest = 0;
  for (const [id, { peakWatts }] of powers) if (!holders.has(id)) highest = Math.max(highest, peakWatts);
  const byBlock = new Map<string, OverlayMark>();
  const over: string[] = [];
  for (const [id, power] of powers) {
    const block = drawing.blocks[id];
    if (block === undefined) continue;
    const limit = block.powerLimitWatts;
    const isOver = limit !== null && power.peakWatts > limit * (1 + 1e-9);
    if (isOver) over.push(nameOf(drawing, id));
    const ofLimit = limit === null ? '' : ` · ${percent(power.peakWatts / limit)} of limit`;
    byBlock.set(id, {
      level: holders.has(id) || highest === 0 ? null : power.peakWatts / highest,
      short: `${watts(power.peakWatts)}${ofLimit}`,
      words: describePower(power, limit, isOver),
      isAlarm: isOver,
    });
  }
  const { averageItWatts, peakItWatts } = estimate.power;
  const total = `The equipment draws ${watts(averageItWatts)} on average and ${watts(peakItWatts)} at its peak, cooling not included.`;
  return {
    id: 'power',
    title: 'Power',
    summary: over.length === 0 ? total : `${total} Over its limit: ${listNames(over)}.`,
    legend: {
      measure: 'Power of one instance at its peak',
      ends: highest === 0 ? null : ['0 W', watts(highest)],
      alarm: over.length === 0 ? null : 'Hatched: over the power limit',
      places: [],
    },
    byBlock,
    byLink: new Map(),
    places: null,
  };
}

function describePower(power: BlockPower, limit: number | null, isOver: boolean): string {
  const { peakWatts, averageWatts, totalPeakWatts, instances, working } = power;
  const parts = [`${watts(peakWatts)} ${instances === 1 ? '' : 'each '}at its peak, ${watts(averageWatts)} on average`];
  if (instances > 1) parts.push(`${watts(totalPeakWatts)} at the peak of all ${formatQuantity('count', working).text}`);
  if (limit !== null) {
    const share = percent(peakWatts / limit);
    parts.push(isOver ? `over its limit of ${watts(limit)} (${share})` : `${share} of its limit of ${watts(limit)}`);
  }
  return parts.join(', ');
}
