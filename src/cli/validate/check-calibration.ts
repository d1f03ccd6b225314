/**
 * What calibrating to a few runs of one's own is worth: each source is left out of everything tuned, then corrected by some of its own rows,
 * drawn at random, and judged on the others. The prior of the calibration comes from the other sources, predicted in the same way.
 */
import * as abi from '../../../workers/model/abi.ts';
import { packScenario } from '../../../workers/runtime/pack-scenario.ts';
import type { AccuracyFigure } from '../../domain/accuracy/accuracy-file.ts';
import { quantile } from '../../domain/accuracy/quantile.ts';
import { applyCalibration, calibrate } from '../../domain/calibration/calibrate.ts';
import { estimatePrior } from '../../domain/calibration/calibration-prior.ts';
import type { CalibrationRun, Sensitivities } from '../../domain/calibration/calibration-types.ts';
import { applyFactors, listMultipliers, type MultiplierId } from '../../domain/calibration/multipliers.ts';
import { createSeededRandom } from '../../domain/random/seeded-random.ts';
import { type FitRow, nameConfiguration } from '../fit/fit-row.ts';
import type { HoldOut } from './hold-out.ts';
import type { NodeModel } from './node-model.ts';
import { percent, textTable } from './text-table.ts';

/** Rows of its own that a source is corrected by. */
export const CALIBRATION_SIZES = [1, 3, 10] as const;
const DRAWS = 200;
/** Sources with at least one row more than the largest draw. */
const LEAST_ROWS = 11;
/** Step of a factor's logarithm for the sensitivities. */
const STEP = 0.02;
const SEED = 20_211;
/** What is to be reached with ten rows. */
const TEN_ROWS_BOUND = 0.06;

/** One source: its median absolute error on the rows that were not drawn, at the median over draws. */
export interface CalibratedSource {
  readonly name: string;
  readonly rows: number;
  /** Without calibration, on all its rows. */
  readonly without: number;
  /** On the same left rows without and with, by draw size. */
  readonly bySize: readonly { readonly size: number; readonly without: number; readonly with: number }[];
}

/** The whole check. */
export interface CalibrationCheck {
  readonly sources: readonly CalibratedSource[];
  /** Medians over the sources. */
  readonly medians: readonly {
    readonly size: number;
    readonly without: number;
    readonly with: number;
    readonly better: number;
  }[];
}

/** Checks all sources with enough rows. */
export function checkCalibration(holdOut: HoldOut, model: NodeModel): CalibrationCheck {
  const runsBySource = new Map(
    [...holdOut.fitRowsWithoutEach('source')]
      .map(([name, rows]) => [name, rows.map((row) => readRun(row, model)).filter((run) => run !== null)] as const)
      .filter(([, runs]) => runs.length > 0),
  );
  const sources = [...runsBySource]
    .filter(([, runs]) => runs.length >= LEAST_ROWS)
    .map(([name, runs], place) => {
      const others = [...runsBySource].filter(([other]) => other !== name).map(([, other]) => other);
      return checkSource(name, runs, estimatePrior(others), SEED + place);
    });
  const medianOf = (values: readonly number[]): number => quantile(values, 0.5) ?? Number.NaN;
  return {
    sources,
    medians: CALIBRATION_SIZES.map((size, at) => {
      const pairs = sources.flatMap(({ bySize }) => bySize[at] ?? []);
      return {
        size,
        without: medianOf(pairs.map((pair) => pair.without)),
        with: medianOf(pairs.map((pair) => pair.with)),
        better: pairs.filter((pair) => pair.with < pair.without).length,
      };
    }),
  };
}

function checkSource(
  name: string,
  runs: readonly CalibrationRun[],
  prior: ReturnType<typeof estimatePrior>,
  seed: number,
): CalibratedSource {
  const random = createSeededRandom(seed);
  const medianOf = (values: readonly number[]): number => quantile(values, 0.5) ?? Number.NaN;
  const errorOf = (seconds: number, run: CalibrationRun): number => Math.abs(seconds / run.measuredSeconds - 1);
  const bySize = CALIBRATION_SIZES.map((size) => {
    const draws = Array.from({ length: DRAWS }, () => {
      const order = runs.map((_, at) => at);
      for (let at = 0; at < size; at += 1) {
        const other = at + Math.floor(random.next() * (order.length - at));
        [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
      }
      const pick = (places: readonly number[]): CalibrationRun[] => places.flatMap((place) => runs[place] ?? []);
      const left = pick(order.slice(size));
      const calibration = calibrate(pick(order.slice(0, size)), prior);
      return {
        without: medianOf(left.map((run) => errorOf(run.predictedSeconds, run))),
        with: medianOf(left.map((run) => errorOf(applyCalibration(calibration, run).seconds, run))),
      };
    });
    return {
      size,
      without: medianOf(draws.map((draw) => draw.without)),
      with: medianOf(draws.map((draw) => draw.with)),
    };
  });
  return { name, rows: runs.length, without: medianOf(runs.map((run) => errorOf(run.predictedSeconds, run))), bySize };
}

/** A row as a calibration sees it: its prediction, and how that follows each constant. */
function readRun({ row, scenario, measuredSeconds }: FitRow, model: NodeModel): CalibrationRun | null {
  const seconds = (factors: Readonly<Partial<Record<MultiplierId, number>>>): number => {
    packScenario(applyFactors(scenario, factors), model.scenario);
    return model.headline() === abi.STATUS_OK ? (model.result[abi.OUT_STEP_SECONDS] ?? Number.NaN) : Number.NaN;
  };
  const predictedSeconds = seconds({});
  if (!Number.isFinite(predictedSeconds)) return null;
  const sensitivities: Sensitivities = Object.fromEntries(
    listMultipliers(scenario.network.levels.length).map((id) => {
      const slope = Math.log(seconds({ [id]: Math.exp(STEP) }) / seconds({ [id]: Math.exp(-STEP) })) / (2 * STEP);
      return [id, Number.isFinite(slope) ? slope : 0];
    }),
  );
  return { measuredSeconds, predictedSeconds, sensitivities, configuration: nameConfiguration(row) };
}

/** The check as text. */
export function printCalibration({ sources, medians }: CalibrationCheck): string {
  const lines = [
    '',
    ...textTable(
      [
        'calibrated to own rows, source left out',
        'rows',
        'without',
        ...CALIBRATION_SIZES.map((size) => `with ${size}`),
      ],
      [
        ...sources.map(({ name, rows, without, bySize }) => [
          name.length > 60 ? `${name.slice(0, 59)}…` : name,
          String(rows),
          percent(without),
          ...bySize.map((each) => percent(each.with)),
        ]),
      ],
    ),
    ...medians.map(
      ({ size, without, with: after, better }) =>
        `${size} ${size === 1 ? 'row' : 'rows'}: median over ${sources.length} sources ${percent(without)} without, ${percent(after)} with; ${better} better, ${sources.length - better} not`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** The medians for the page and the documentation. */
export function listCalibrationFigures({ sources, medians }: CalibrationCheck): readonly AccuracyFigure[] {
  return medians.flatMap(({ size, without, with: after }) => {
    const rows = size === 1 ? '1 own row' : `${size} own rows`;
    return [
      {
        id: `calibrated-${size}`,
        name: `Sources left out, then calibrated to ${rows} (without: ${percent(without)})`,
        figure: 'median absolute',
        count: sources.length,
        value: after,
        bound: size === 10 ? TEN_ROWS_BOUND : without,
      },
    ];
  });
}
