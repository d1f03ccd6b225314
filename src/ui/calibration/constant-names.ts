import { applyFactors, type GlobalMultiplier, type MultiplierId } from '../../domain/calibration/multipliers.ts';
import type { Scenario } from '../../domain/estimate/scenario.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';

const NAMES: Readonly<Record<GlobalMultiplier, string>> = {
  matmulRate: 'Matrix products, share of the peak',
  attentionRate: 'Attention forward, share of the peak',
  memoryRate: 'Memory passes, share of the bandwidth',
  hostTime: 'Host time',
  stepTime: 'Whole step: what is left over',
};

/** What a constant is called on the page. */
export function nameConstant(id: MultiplierId, { network }: Pick<Scenario, 'network'>): string {
  const level = readLevel(id);
  if (level === null) return NAMES[id as GlobalMultiplier];
  const where = network.levels[level.place]?.label ?? `level ${level.place + 1}`;
  return `${level.isBandwidth ? 'Bandwidth' : 'Latency'}: ${where}`;
}

/** A constant moved by a factor, as the page writes it: shares, bandwidths and times; the factor itself for what has no amount. */
export function writeConstant(id: MultiplierId, factor: number, scenario: Scenario): string {
  const { accelerator, network } = applyFactors(scenario, { [id]: factor });
  const place = readLevel(id);
  if (place !== null) {
    const level = network.levels[place.place];
    if (level === undefined) return '–';
    return place.isBandwidth
      ? formatQuantity('bandwidth', level.bandwidthBytesPerSecond * level.efficiency).text
      : formatQuantity('duration', level.latencySeconds).text;
  }
  if (id === 'matmulRate') {
    return formatQuantity('ratio', accelerator.matmulCeiling[scenario.training.matmulFormat]).text;
  }
  if (id === 'attentionRate') return formatQuantity('ratio', accelerator.attentionForwardCeiling).text;
  if (id === 'memoryRate') return formatQuantity('ratio', accelerator.memoryEfficiency).text;
  return `× ${factor.toFixed(3)}`;
}

function readLevel(id: MultiplierId): { readonly place: number; readonly isBandwidth: boolean } | null {
  const level = /^(bandwidth|latency)\.(\d+)$/.exec(id);
  return level === null ? null : { place: Number(level[2]), isBandwidth: level[1] === 'bandwidth' };
}
