/** The power cap with which every drawn limit holds. */
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { Scenario } from '../estimate/scenario.ts';
import { findBlockPower } from '../overlay/block-power.ts';
import { nameOf } from '../plan/describe-items.ts';
import type { Drawing } from '../plan/plan-document.ts';
import { capScenario } from './cap-scenario.ts';

/** What drawn limits ask of the accelerators. */
export interface LimitFit {
  /** `none`: no limit is drawn. `fits`: all hold without a cap. `cap`: they hold with one. `impossible`: with none that can be held. */
  readonly status: 'none' | 'fits' | 'cap' | 'impossible';
  /** The highest cap with which all limits hold; null where none is needed or none does. */
  readonly capWatts: number | null;
  /** The block whose limit asks for the lowest cap. */
  readonly blockId: string | null;
  readonly blockName: string | null;
}

/** Rounding that is not worth a cap. */
const SLACK = 1e-9;

/** Finds the cap. A block draws what its accelerators do and a part that no cap touches. */
export function findLimitFit(drawing: Drawing, index: CatalogIndex, scenario: Scenario): LimitFit {
  const limited = Object.values(drawing.blocks).filter(({ powerLimitWatts }) => powerLimitWatts !== null);
  if (limited.length === 0) return { status: 'none', capWatts: null, blockId: null, blockName: null };
  const { acceleratorLimitWatts: top, acceleratorLowestCapWatts: bottom } = scenario.economy.power;
  const peaks = (cap: number): ReadonlyMap<string, number> => {
    const { power } = capScenario(scenario, cap).economy;
    const found = findBlockPower(drawing, index, power, { averageWattsByComponent: [] });
    return new Map([...found].map(([id, { peakWatts }]) => [id, peakWatts]));
  };
  const [high, low] = [peaks(top), peaks(bottom)];
  let cap = Number.POSITIVE_INFINITY;
  let blockId: string | null = null;
  for (const { id, powerLimitWatts } of limited) {
    const [most, least, limit] = [high.get(id) ?? 0, low.get(id) ?? 0, powerLimitWatts ?? 0];
    if (most <= limit * (1 + SLACK)) continue;
    const needed =
      least > limit * (1 + SLACK) || most === least
        ? Number.NEGATIVE_INFINITY
        : bottom + ((limit - least) / (most - least)) * (top - bottom);
    if (needed < cap) {
      cap = needed;
      blockId = id;
    }
  }
  const blockName = blockId === null ? null : nameOf(drawing, blockId);
  if (blockId === null) return { status: 'fits', capWatts: null, blockId, blockName };
  if (cap === Number.NEGATIVE_INFINITY) return { status: 'impossible', capWatts: null, blockId, blockName };
  return { status: 'cap', capWatts: cap, blockId, blockName };
}
