/** The constants that a calibration can move, and what moving one does to a scenario. */

import {
  GROUP_ROUTES,
  type GroupRoutes,
  type NetworkLevel,
  type NetworkRoutes,
  type Scenario,
} from '../estimate/scenario.ts';
import type { MatmulFormat } from '../plan/plan-document.ts';
import { MAX_CALIBRATED_LEVELS } from './calibration-schema.ts';

/** Constants of the accelerator and of the software. */
export const GLOBAL_MULTIPLIERS = ['matmulRate', 'attentionRate', 'memoryRate', 'hostTime', 'stepTime'] as const;
/** Constants of the accelerator and of the software. */
export type GlobalMultiplier = (typeof GLOBAL_MULTIPLIERS)[number];

/** Constants of one network level, by its place from the innermost. */
export type LevelMultiplier = `bandwidth.${number}` | `latency.${number}`;

/** A constant that a calibration can move. */
export type MultiplierId = GlobalMultiplier | LevelMultiplier;

/** The sort of a constant: those of all network levels are of one sort. */
export type MultiplierSort = GlobalMultiplier | 'bandwidth' | 'latency';

/** Factors by constant; 1 where absent. */
export type Factors = Readonly<Partial<Record<MultiplierId, number>>>;

/** Every constant of a network with so many levels. */
export function listMultipliers(levels: number): MultiplierId[] {
  const places = Array.from({ length: Math.min(levels, MAX_CALIBRATED_LEVELS) }, (_, place) => place);
  return [
    ...GLOBAL_MULTIPLIERS,
    ...places.map((place) => `bandwidth.${place}` as const),
    ...places.map((place) => `latency.${place}` as const),
  ];
}

/** The sort of a constant. */
export function sortOf(id: MultiplierId): MultiplierSort {
  if (id.startsWith('bandwidth.')) return 'bandwidth';
  if (id.startsWith('latency.')) return 'latency';
  return id as GlobalMultiplier;
}

type Hardware = Pick<Scenario, 'accelerator' | 'stack' | 'network'>;

/**
 * The scenario with its constants moved. A step that is `stepTime` times as long has every rate divided and every time multiplied by it,
 * so that all its terms keep their shares.
 */
export function applyFactors<S extends Hardware>(scenario: S, factors: Factors): S {
  const step = factors.stepTime ?? 1;
  const { accelerator, stack, network } = scenario;
  const matmul = (factors.matmulRate ?? 1) / step;
  const attention = (factors.attentionRate ?? 1) / step;
  const host = (factors.hostTime ?? 1) * step;
  const ceilings = Object.entries(accelerator.matmulCeiling).map(([format, share]) => [format, share * matmul]);
  return {
    ...scenario,
    accelerator: {
      ...accelerator,
      matmulCeiling: Object.fromEntries(ceilings) as Record<MatmulFormat, number>,
      attentionForwardCeiling: accelerator.attentionForwardCeiling * attention,
      attentionBackwardCeiling: accelerator.attentionBackwardCeiling * attention,
      memoryEfficiency: (accelerator.memoryEfficiency * (factors.memoryRate ?? 1)) / step,
      hostBandwidthBytesPerSecond: accelerator.hostBandwidthBytesPerSecond / step,
    },
    stack: { ...stack, factors: scaleTimes(stack.factors, host) },
    network: {
      levels: network.levels.map((level, place) => moveLevel(level, place, factors, step)),
      routes: network.routes === null ? null : moveRoutes(network.routes, network.levels.length, factors, step),
    },
  };
}

/** Routes inside scale-up domains move with the innermost level, those outside with the outermost one that the factors know. */
function moveRoutes(routes: NetworkRoutes, levels: number, factors: Factors, step: number): NetworkRoutes {
  let outside = 1;
  for (let place = 1; place < levels; place++) outside = factors[`bandwidth.${place}`] ?? outside;
  const inside = factors['bandwidth.0'] ?? 1;
  const move = (group: GroupRoutes): GroupRoutes => {
    const moved = GROUP_ROUTES.map((name) => [
      name,
      (group[name] * step) / (name.endsWith('Inside') ? inside : outside),
    ]);
    return Object.fromEntries(moved) as GroupRoutes;
  };
  const groups = Object.entries(routes.groups).map(([name, group]) => [
    name,
    group === undefined ? group : move(group),
  ]);
  return { ...routes, groups: Object.fromEntries(groups) as NetworkRoutes['groups'] };
}

function moveLevel(level: NetworkLevel, place: number, factors: Factors, step: number): NetworkLevel {
  const bandwidth = (factors[`bandwidth.${place}`] ?? 1) / step;
  return {
    ...level,
    bandwidthBytesPerSecond: level.bandwidthBytesPerSecond * bandwidth,
    neighbourBandwidthBytesPerSecond: level.neighbourBandwidthBytesPerSecond * bandwidth,
    latencySeconds: level.latencySeconds * (factors[`latency.${place}`] ?? 1) * step,
    rampSeconds: level.rampSeconds * step,
  };
}

/** Factors of a stack that are times: launching, waiting, gaps between kernels. */
function scaleTimes(stack: Readonly<Record<string, number>>, by: number): Record<string, number> {
  const entries = Object.entries(stack).map(([name, value]) => [name, /Seconds/.test(name) ? value * by : value]);
  return Object.fromEntries(entries) as Record<string, number>;
}
