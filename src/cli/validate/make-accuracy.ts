/** Puts the table of the accuracy page together from predictions with and without each publisher. */
import type { AccuracyFigure, AccuracyRow, AccuracyTable, WorstRow } from '../../domain/accuracy/accuracy-file.ts';
import { crossValidateBand } from '../../domain/accuracy/cross-validate-band.ts';
import { BAND_SHARE, type HeldOutRun } from '../../domain/accuracy/error-scale.ts';
import { summarizeErrors } from '../../domain/accuracy/error-summary.ts';
import { nameSourceFamily } from '../../domain/accuracy/source-family.ts';
import type { Measurement } from '../../domain/estimate/measurement/measurement-schema.ts';
import { isJudged, type Judgement } from './judge-rows.ts';
import type { ValidatedRow } from './validate-row.ts';

/** What the table is made of. */
export interface AccuracyInputs {
  readonly modelVersion: string;
  readonly measurements: readonly Measurement[];
  readonly inSample: readonly ValidatedRow[];
  /** The same rows, each predicted without its publisher's series. */
  readonly heldOut: readonly ValidatedRow[];
  readonly judgement: Judgement;
  readonly heldOutFigures: readonly AccuracyFigure[];
}

const WORST = 10;
const TERMS = 4;

type Compared = ValidatedRow & {
  readonly error: number;
  readonly features: NonNullable<ValidatedRow['features']>;
  readonly predicted: NonNullable<ValidatedRow['predicted']>;
};

/** Makes the table. */
export function makeAccuracy(inputs: AccuracyInputs): AccuracyTable {
  const { measurements, inSample, heldOut, judgement, modelVersion, heldOutFigures } = inputs;
  const places = readPlaces(measurements);
  const heldOutById = new Map(heldOut.map((row) => [row.id, row]));
  const compared = inSample.filter(isCompared);
  const judged = compared.filter(isJudged);
  const runs: HeldOutRun[] = judged.map((row) => ({
    features: row.features,
    family: nameSourceFamily(row.source),
    logError: Math.log(1 + (heldOutById.get(row.id)?.error ?? row.error)),
  }));
  const check = crossValidateBand(runs);
  const halfWidths = new Map(judged.map((row, at) => [row.id, check.bands[at]?.halfWidth ?? 0]));
  const rows = compared.map((row): AccuracyRow => {
    const title = row.source;
    const heldOutSeconds = heldOutById.get(row.id)?.predicted?.stepTimeSeconds ?? row.predicted.stepTimeSeconds;
    return {
      id: row.id,
      source: { title, place: places.get(title) ?? '', family: nameSourceFamily(title) },
      table: row.table,
      model: row.model,
      acceleratorName: row.accelerator,
      features: row.features,
      parallelFamily: row.family,
      quality: row.quality,
      isJudged: isJudged(row),
      measuredSeconds: row.measured.stepTimeSeconds ?? Number.NaN,
      predictedSeconds: row.predicted.stepTimeSeconds,
      heldOutSeconds,
      halfWidth: halfWidths.get(row.id) ?? 0,
      measuredMemoryGib: row.measured.memoryGib,
      predictedMemoryGib: row.predicted.memoryGib,
      doubt: row.doubt,
    };
  });
  return {
    modelVersion,
    rows,
    notModelled: inSample
      .filter((row) => row.reason !== null)
      .map(({ id, source, reason }) => ({ id, source, reason: reason ?? '' })),
    worst: findWorst(judged),
    figures: judgement.figures.map(({ isMet: _, ...figure }) => figure),
    heldOutFigures,
    band: {
      share: BAND_SHARE,
      factor: check.factor,
      priorSize: check.priorSize,
      coverage: check.coverage ?? Number.NaN,
    },
  };
}

/** Where each source lies: its file, or the repository alone where its rows come from several files. */
function readPlaces(measurements: readonly Measurement[]): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const { source } of measurements) {
    const known = places.get(source.title);
    const place = source.url_or_repo_path;
    places.set(source.title, known === undefined || known === place ? place : place.replace(/(?<!https?):.*$/s, ''));
  }
  return places;
}

function isCompared(row: ValidatedRow): row is Compared {
  return row.error !== null && row.features !== null && row.predicted !== null;
}

/** The judged runs that are furthest off, by the factor between prediction and measurement, one of each configuration. */
function findWorst(judged: readonly Compared[]): readonly WorstRow[] {
  const size = (row: Compared): number => Math.abs(Math.log(1 + row.error));
  const sorted = [...judged].sort((a, b) => size(b) - size(a));
  const once = sorted.filter(
    (row, at) => sorted.findIndex((other) => other.configuration === row.configuration) === at,
  );
  return once.slice(0, WORST).map((row) => ({
    id: row.id,
    terms: [...row.terms]
      .sort((a, b) => b.seconds - a.seconds)
      .slice(0, TERMS)
      .filter(({ seconds }) => seconds > 0.01 * row.predicted.stepTimeSeconds)
      .map(({ category, seconds }) => ({ category, seconds: Number(seconds.toPrecision(4)) })),
    siblings: leanOf(
      judged.filter((other) => other.id !== row.id && other.source === row.source && other.model === row.model),
    ),
    elsewhere: leanOf(
      judged.filter(
        (other) =>
          nameSourceFamily(other.source) !== nameSourceFamily(row.source) &&
          other.model === row.model &&
          other.features.generation === row.features.generation,
      ),
    ),
  }));
}

function leanOf(rows: readonly Compared[]): WorstRow['siblings'] {
  const { count, medianSigned } = summarizeErrors(rows.map(({ error }) => error));
  return medianSigned === null ? null : { count, medianSigned };
}
