/** How a calibration shows among the inputs of the figures. */
import type { InputSource, InputSources } from '../estimate/compiled-scenario.ts';
import type { PlanCalibration } from './calibration-schema.ts';
import type { Factors, MultiplierId } from './multipliers.ts';

/** Whether a constant moves the input at a path. */
function moves(id: MultiplierId, path: string): boolean {
  // The host's factor is on all times of the software.
  return id === 'hostTime' ? /^stack\.factors\..*Seconds/.test(path) : path.startsWith(pathOf(id));
}

/** Beginning of the paths of the inputs that a constant moves. */
function pathOf(id: MultiplierId): string {
  const level = /^(bandwidth|latency)\.(\d+)$/.exec(id);
  if (level !== null) {
    return `network.levels.${level[2]}.${level[1] === 'bandwidth' ? 'bandwidthBytesPerSecond' : 'latencySeconds'}`;
  }
  const paths: Readonly<Record<string, string>> = {
    matmulRate: 'accelerator.matmulCeiling',
    attentionRate: 'accelerator.attention',
    memoryRate: 'accelerator.memoryEfficiency',
    stepTime: 'calibration',
  };
  return paths[id] ?? id;
}

/** How many entries a calibration rests on: "3 entries". Runs that were left out are kept but do not count. */
export function countEntries({ evidence }: Pick<PlanCalibration, 'evidence'>): string {
  const used = evidence.filter(({ run, afterSeconds }) => run === null || afterSeconds !== null).length;
  return `${used} ${used === 1 ? 'entry' : 'entries'}`;
}

/** What a calibration rests on, in one line. */
export function summarizeEvidence(calibration: PlanCalibration): string {
  return `Own measurements, ${countEntries(calibration)}, ${calibration.madeOn}`;
}

/** The sources with a line for the calibration, and a word on each input that it moves. */
export function describeCalibration(
  sources: InputSources,
  calibration: PlanCalibration,
  factors: Factors,
): InputSources {
  const moved = Object.entries(factors).filter(([, factor]) => factor !== 1) as [MultiplierId, number][];
  const entries = Object.entries(sources).map(([path, source]): [string, InputSource] => {
    const by = moved.find(([id]) => moves(id, path));
    if (by === undefined) return [path, source];
    return [
      path,
      { ...source, isDefault: false, source: `${source.source}; × ${by[1].toPrecision(3)} by calibration` },
    ];
  });
  const { before, after } = calibration.residual;
  const percent = (deviation: number): string => `±${(100 * deviation).toFixed(1)} %`;
  const line: InputSource = {
    label: 'Calibration: what is left on the whole step, and how far step times scatter before and after',
    value: `× ${(factors.stepTime ?? 1).toPrecision(3)}; ${percent(before)} → ${percent(after)}`,
    unit: '',
    source: summarizeEvidence(calibration),
    isDefault: false,
    isChecked: null,
  };
  return { ...Object.fromEntries(entries), calibration: line };
}
