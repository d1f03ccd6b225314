import type { GlobalMultiplier, MultiplierId } from '../../domain/calibration/multipliers.ts';
import type { NetworkLevel } from '../../domain/estimate/scenario.ts';

const NAMES: Readonly<Record<GlobalMultiplier, string>> = {
  matmulRate: 'Rate of matrix products',
  attentionRate: 'Rate of attention',
  memoryRate: 'Rate of memory passes',
  hostTime: 'Host time',
  stepTime: 'What is left, on the whole step time',
};

/** What a constant is called on the page. */
export function nameConstant(id: MultiplierId, levels: readonly Pick<NetworkLevel, 'label'>[]): string {
  const level = /^(bandwidth|latency)\.(\d+)$/.exec(id);
  if (level === null) return NAMES[id as GlobalMultiplier];
  const place = Number(level[2]);
  const where = levels[place]?.label ?? `level ${place + 1}`;
  return `${level[1] === 'bandwidth' ? 'Bandwidth' : 'Latency'}: ${where}`;
}
