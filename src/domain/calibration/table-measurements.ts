/**
 * What tables of collectives and products say of single constants. A table is compared with what the model sustains on the same hardware;
 * benchmarks run alone and training does not, so each carries a deviation of its own.
 */
import type { NetworkLevel, Scenario } from '../estimate/scenario.ts';
import { medianOf } from './calibration-prior.ts';
import type { DirectMeasurement } from './calibration-types.ts';
import type { MeasuredProduct } from './parse/matmul-table.ts';
import type { CollectiveTable } from './parse/nccl-tests-log.ts';

/** A table's word on constants, or why it has none. */
export type TableReading =
  | {
      readonly ok: true;
      readonly measurements: readonly DirectMeasurement[];
      readonly count: number;
      readonly spread: number;
    }
  | { readonly ok: false; readonly message: string };

/** Least size from which bandwidth is read, and most up to which latency is, bytes. */
const LARGE_BYTES = 64 * 2 ** 20;
const SMALL_BYTES = 16 * 2 ** 10;
/** From the call to the first byte, seconds: the model's law of collectives has the same. */
const LAUNCH_SECONDS = 6.4e-6;
/** Standard deviations of logarithms between a benchmark and the same in training. */
const BANDWIDTH_DEVIATION = 0.08;
const LATENCY_DEVIATION = 0.25;
const PRODUCT_DEVIATION = 0.04;
/** Least work from which a product runs at the accelerator's ceiling, FLOP. */
const LARGE_PRODUCT = 5e11;
/** Standard deviation ÷ median distance, of a normal distribution. */
const NORMAL_SCALE = 1.4826;

interface Span {
  readonly place: number;
  readonly level: NetworkLevel;
  /** Ranks of the group inside the next inner domain. */
  readonly inside: number;
}

/** The levels that a group of so many neighbouring ranks crosses, innermost first. */
function spansOf(levels: readonly NetworkLevel[], ranks: number): Span[] {
  return levels.flatMap((level, place) => {
    const inner = place === 0 ? 1 : (levels[place - 1]?.accelerators ?? 1);
    return inner < ranks ? [{ place, level, inside: Math.min(inner, ranks) }] : [];
  });
}

/** Reads a table of collectives against a drawn network. */
export function readCollectiveTable(table: CollectiveTable, levels: readonly NetworkLevel[]): TableReading {
  const { collective, ranks, rows } = table;
  const outermost = levels.at(-1);
  if (outermost === undefined || outermost.accelerators < ranks) {
    const message = `The table is of ${ranks} ranks; the plan draws ${outermost?.accelerators ?? 0} that reach each other.`;
    return { ok: false, message };
  }
  const spans = spansOf(levels, ranks);
  const isPaired = collective === 'alltoall' || collective === 'sendrecv';
  const rateOf = ({ level, inside, place }: Span): number => {
    const ring = level.bandwidthBytesPerSecond * level.efficiency * (isPaired ? 1 : inside);
    const canAdd = collective === 'all_reduce' && level.inNetworkReduction && place === 0;
    const inSwitch = (2 * (ranks - 1) * level.bandwidthBytesPerSecond * level.reductionEfficiency) / ranks;
    return canAdd ? Math.max(ring, inSwitch) : ring;
  };
  const [slowest] = [...spans].sort((a, b) => rateOf(a) - rateOf(b));
  if (slowest === undefined) return { ok: false, message: 'The table is of a single rank.' };
  const measurements: DirectMeasurement[] = [];
  const sizes = [...rows].sort((a, b) => b.bytes - a.bytes);
  const large = sizes.filter(({ bytes }) => bytes >= LARGE_BYTES).slice(0, 3);
  const logs = large.map(({ busBytesPerSecond }) => Math.log(busBytesPerSecond / rateOf(slowest)));
  if (logs.length > 0) {
    measurements.push({
      multiplier: `bandwidth.${slowest.place}`,
      logFactor: medianOf(logs),
      deviation: BANDWIDTH_DEVIATION,
    });
  }
  const latency = readLatency(table, spans);
  if (latency !== null) measurements.push(latency);
  if (measurements.length === 0) {
    return {
      ok: false,
      message: 'The table has neither sizes of 64 MB and more nor small ones: nothing can be read from it.',
    };
  }
  return { ok: true, measurements, count: rows.length, spread: spreadOf(logs) };
}

/** The latency of the outermost level crossed, from the smallest messages; null where the law says nothing of them. */
function readLatency({ collective, ranks, rows }: CollectiveTable, spans: readonly Span[]): DirectMeasurement | null {
  const small = rows.filter(({ bytes }) => bytes > 0 && bytes <= SMALL_BYTES).map(({ seconds }) => seconds);
  const outer = spans.at(-1);
  if (small.length === 0 || outer === undefined || collective === 'alltoall' || collective === 'sendrecv') return null;
  const domains = ranks / outer.inside;
  const innerSeconds = spans.length > 1 ? (outer.inside - 1) * (spans[0]?.level.latencySeconds ?? 0) : 0;
  // A ring passes every domain; an all-reduce goes up and down a tree of them when that is shorter.
  const hops = Math.max(1, domains - 1);
  const depth = Math.max(1, Math.log2(domains));
  const isTree = collective === 'all_reduce' && depth < hops;
  const rounds = collective === 'all_reduce' ? 2 : 1;
  const own = rounds * (isTree ? depth : hops) * outer.level.latencySeconds;
  const other = LAUNCH_SECONDS + rounds * innerSeconds * (isTree ? 1 : domains);
  const left = medianOf(small) - other;
  if (!(left > 0.1 * own) || !(own > 0)) return null;
  return { multiplier: `latency.${outer.place}`, logFactor: Math.log(left / own), deviation: LATENCY_DEVIATION };
}

/** Reads a table of products against what the model lets large ones sustain. */
export function readProductTable(
  products: readonly MeasuredProduct[],
  scenario: Pick<Scenario, 'accelerator'>,
): TableReading {
  const { peakFlops, matmulCeiling } = scenario.accelerator;
  const large = products.filter(({ m, n, k }) => 2 * m * n * k >= LARGE_PRODUCT);
  const known = large.filter(({ format }) => peakFlops[format] > 0 && matmulCeiling[format] > 0);
  if (known.length === 0) {
    const message =
      large.length === 0
        ? 'All products are too small to run at the accelerator’s rate: measure some of 8,192 × 8,192 × 8,192.'
        : 'The plan’s accelerator has no rate for these number formats.';
    return { ok: false, message };
  }
  const logs = known.map(({ format, flopsPerSecond }) =>
    Math.log(flopsPerSecond / (peakFlops[format] * matmulCeiling[format])),
  );
  const measurement = { multiplier: 'matmulRate', logFactor: medianOf(logs), deviation: PRODUCT_DEVIATION } as const;
  return { ok: true, measurements: [measurement], count: known.length, spread: spreadOf(logs) };
}

function spreadOf(logs: readonly number[]): number {
  if (logs.length < 2) return 0;
  const middle = medianOf(logs);
  return NORMAL_SCALE * medianOf(logs.map((log) => Math.abs(log - middle)));
}
