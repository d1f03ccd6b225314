/** Blocks that draw more than the limit that is drawn on them. */
import { POWER_CAP_KEY } from '../../assumptions/power-cap-assumptions.ts';
import { findBlockPower } from '../../overlay/block-power.ts';
import { setAssumption } from '../../plan/commands/set-assumption.ts';
import { setCount } from '../../plan/commands/set-count.ts';
import { updateBlock } from '../../plan/commands/update-block.ts';
import { nameOf } from '../../plan/describe-items.ts';
import { groupByParent } from '../../plan/drawing/block-tree.ts';
import { isFacilityUnit } from '../../plan/drawing/nesting-rules.ts';
import { findLimitFit, type LimitFit } from '../../power/limits.ts';
import { formatQuantity } from '../../units/format-quantity.ts';
import { type CheckInputs, type Finding, type Mend, MOST_FINDINGS } from './finding.ts';

const watts = (value: number): string => formatQuantity('power', value).text;

/** Says which blocks draw more at their peak than they may. Needs figures. */
export function checkPower({ plan, catalog, figures }: CheckInputs): Finding[] {
  if (figures === null) return [];
  const { drawing } = plan;
  const power = findBlockPower(drawing, catalog, figures.of.scenario.economy.power, figures.estimate.power);
  const children = groupByParent(drawing);
  const findings: Finding[] = [];
  let fit: LimitFit | null = null;
  for (const [id, { peakWatts }] of power) {
    const block = drawing.blocks[id];
    if (block === undefined || block.powerLimitWatts === null || isFacilityUnit(block.kind)) continue;
    const limit = block.powerLimitWatts;
    if (peakWatts <= limit * (1 + 1e-9)) continue;
    const name = nameOf(drawing, id);
    const enough = roundUpWatts(peakWatts);
    fit ??= findLimitFit(drawing, catalog, figures.of.scenario);
    const raise = `Raise the limit to ${watts(enough)}`;
    const mends: Mend[] = [
      { label: raise, command: { ...updateBlock(id, { powerLimitWatts: enough }), label: raise } },
    ];
    for (const child of children.get(id) ?? []) {
      const each = power.get(child.id)?.peakWatts ?? 0;
      const fewer = each > 0 ? child.count - Math.ceil((peakWatts - limit) / each - 1e-9) : 0;
      if (fewer < 1 || child.kind === 'switch' || child.kind === 'storage') continue;
      const label = `Hold ${fewer} instead of ${child.count} ${nameOf(drawing, child.id)}`;
      mends.push({ label, command: { ...setCount(child.id, fewer), label } });
    }
    if (fit.capWatts !== null) {
      const cap = Math.floor(fit.capWatts);
      const label = `Cap each accelerator at ${watts(cap)}, which slows compute`;
      mends.push({ label, command: { ...setAssumption(POWER_CAP_KEY, cap), label } });
    }
    findings.push({
      code: 'over-power-limit',
      severity: 'warning',
      itemIds: [id],
      message: `${block.count > 1 ? `Each ${name}` : name} draws ${watts(peakWatts)} at its peak, ${watts(peakWatts - limit)} more than its limit of ${watts(limit)}.`,
      advice: 'Raise the limit if the site allows it, cap the accelerators’ power, or hold fewer systems inside.',
      mends,
    });
  }
  return findings.slice(0, MOST_FINDINGS);
}

/** Watts up to two digits, so that it is a number that people would set. */
export function roundUpWatts(value: number): number {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / unit - 1e-9) * unit;
}
