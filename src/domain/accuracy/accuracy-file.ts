/**
 * The generated table `public/accuracy/accuracy.json`: every published run beside what the model says of it. Columns and lists of names keep it
 * small. It is made by `npm run --silent validate -- … --write` and belongs to one version of the model.
 */
import type { MatmulFormat } from '../plan/plan-document.ts';
import type { RunFeatures } from './run-features.ts';

/** Where runs were published. */
export interface AccuracySource {
  readonly title: string;
  /** Address or repository path. */
  readonly place: string;
  /** Publisher's series; see `source-family.ts`. */
  readonly family: string;
}

/** One published run with its predictions. Seconds of one step, GiB of the fullest rank. */
export interface AccuracyRow {
  readonly id: string;
  readonly source: AccuracySource;
  readonly table: string;
  readonly model: string;
  /** As the record names it. */
  readonly acceleratorName: string;
  readonly features: RunFeatures;
  /** Parallel family: which ways of cutting the work it uses, in words. */
  readonly parallelFamily: string;
  readonly quality: string;
  /** Whether it counts in the summaries: quality A or B, a stated step time, no second copy. */
  readonly isJudged: boolean;
  readonly measuredSeconds: number;
  /** By numbers tuned on all rows, this one included. */
  readonly predictedSeconds: number;
  /** By numbers tuned without any row of its publisher's series. */
  readonly heldOutSeconds: number;
  /** Half of the band around the held-out prediction, as a size of ln(predicted ÷ measured). */
  readonly halfWidth: number;
  readonly measuredMemoryGib: number | null;
  readonly predictedMemoryGib: number | null;
  /** A remark that doubts the record; null when there is none. */
  readonly doubt: string | null;
}

/** A run that the model cannot be asked about. */
export interface UnmodelledRow {
  readonly id: string;
  readonly source: string;
  readonly reason: string;
}

/** A run that is predicted badly, and what the prediction is made of. */
export interface WorstRow {
  readonly id: string;
  /** Predicted seconds by category, the largest first. */
  readonly terms: readonly { readonly category: string; readonly seconds: number }[];
  /** Signed median error and count of the other judged rows of the same source and model; null when there are none. */
  readonly siblings: { readonly count: number; readonly medianSigned: number } | null;
  /** The same for judged rows of other publishers on the same accelerator generation with the same model. */
  readonly elsewhere: { readonly count: number; readonly medianSigned: number } | null;
}

/** One line of a summary that only the command line can make. */
export interface AccuracyFigure {
  readonly id: string;
  readonly name: string;
  readonly figure: string;
  readonly count: number;
  readonly value: number | null;
  readonly bound: number | null;
}

/** The table, read. */
export interface AccuracyTable {
  readonly modelVersion: string;
  readonly rows: readonly AccuracyRow[];
  readonly notModelled: readonly UnmodelledRow[];
  readonly worst: readonly WorstRow[];
  /** What was meant to be reached and what is, in-sample. */
  readonly figures: readonly AccuracyFigure[];
  /** The same held out and after calibration. */
  readonly heldOutFigures: readonly AccuracyFigure[];
  /** Bands of an estimate: half-width = factor × local scale; see `error-scale.ts`. */
  readonly band: {
    readonly share: number;
    readonly factor: number;
    readonly priorSize: number;
    readonly coverage: number;
  };
}

const FORMAT_VERSION = 1;
const CUTS = ['context', 'expert', 'pipeline', 'sharded', 'tensor'] as const;
const FORMATS: readonly MatmulFormat[] = ['fp32', 'tf32', 'fp16', 'bf16', 'fp8', 'mxfp8', 'fp4'];
const DIGITS = 5;

type PackedRow = readonly (string | number | null)[];

/** The table as the file holds it. */
export interface AccuracyFile extends Omit<AccuracyTable, 'rows'> {
  readonly formatVersion: number;
  readonly sources: readonly AccuracySource[];
  readonly accelerators: readonly { readonly name: string; readonly id: string; readonly generation: string }[];
  readonly models: readonly string[];
  readonly stacks: readonly string[];
  readonly tables: readonly string[];
  readonly parallelFamilies: readonly string[];
  /** In the order in which {@link packAccuracy} writes them. */
  readonly rows: readonly PackedRow[];
}

/** Names with their places. */
class Names<T> {
  readonly list: T[] = [];
  private readonly places = new Map<string, number>();

  place(name: string, value: T): number {
    const known = this.places.get(name);
    if (known !== undefined) return known;
    this.places.set(name, this.list.length);
    this.list.push(value);
    return this.list.length - 1;
  }
}

/** Writes the table. */
export function packAccuracy(table: AccuracyTable): AccuracyFile {
  const sources = new Names<AccuracySource>();
  const accelerators = new Names<AccuracyFile['accelerators'][number]>();
  const [models, stacks, tables, families] = [0, 1, 2, 3].map(() => new Names<string>()) as [
    Names<string>,
    Names<string>,
    Names<string>,
    Names<string>,
  ];
  const rows = table.rows.map((row): PackedRow => {
    const { features } = row;
    const { acceleratorId: id, generation } = features;
    return [
      row.id,
      sources.place(row.source.title, row.source),
      tables.place(row.table, row.table),
      models.place(row.model, row.model),
      accelerators.place(`${row.acceleratorName}|${id}`, { name: row.acceleratorName, id, generation }),
      stacks.place(features.stackId, features.stackId),
      families.place(row.parallelFamily, row.parallelFamily),
      FORMATS.indexOf(features.format),
      CUTS.reduce((bits, cut, at) => bits + (features.cuts.includes(cut) ? 2 ** at : 0), 0),
      Number(features.hasExperts),
      features.accelerators,
      features.sequenceTokens,
      row.quality,
      Number(row.isJudged),
      shorten(row.measuredSeconds),
      shorten(row.predictedSeconds),
      shorten(row.heldOutSeconds),
      shorten(row.halfWidth),
      row.measuredMemoryGib === null ? null : shorten(row.measuredMemoryGib),
      row.measuredMemoryGib === null || row.predictedMemoryGib === null ? null : shorten(row.predictedMemoryGib),
      row.doubt,
    ];
  });
  const { modelVersion, notModelled, worst, figures, heldOutFigures, band } = table;
  return {
    formatVersion: FORMAT_VERSION,
    modelVersion,
    band,
    figures,
    heldOutFigures,
    worst,
    notModelled,
    sources: sources.list,
    accelerators: accelerators.list,
    models: models.list,
    stacks: stacks.list,
    tables: tables.list,
    parallelFamilies: families.list,
    rows,
  };
}

/** Reads the table. Throws when the file is of another format. */
export function unpackAccuracy(file: AccuracyFile): AccuracyTable {
  if (file.formatVersion !== FORMAT_VERSION) throw new Error(`accuracy table of format ${file.formatVersion}`);
  const { modelVersion, notModelled, worst, figures, heldOutFigures, band } = file;
  const rows = file.rows.map((row) => unpackRow(row, file));
  return { modelVersion, notModelled, worst, figures, heldOutFigures, band, rows };
}

function unpackRow(row: PackedRow, file: AccuracyFile): AccuracyRow {
  const number = (at: number): number => Number(row[at]);
  const optional = (at: number): number | null => (row[at] === null ? null : number(at));
  const name = <T>(list: readonly T[], at: number): T => {
    const value = list[number(at)];
    if (value === undefined) throw new Error('the accuracy table refers to a name that it does not hold');
    return value;
  };
  const accelerator = name(file.accelerators, 4);
  return {
    id: String(row[0]),
    source: name(file.sources, 1),
    table: name(file.tables, 2),
    model: name(file.models, 3),
    acceleratorName: accelerator.name,
    features: {
      acceleratorId: accelerator.id,
      generation: accelerator.generation,
      format: name(FORMATS, 7),
      hasExperts: number(9) === 1,
      cuts: CUTS.filter((_, at) => (number(8) >> at) % 2 === 1),
      stackId: name(file.stacks, 5),
      accelerators: number(10),
      sequenceTokens: number(11),
    },
    parallelFamily: name(file.parallelFamilies, 6),
    quality: String(row[12]),
    isJudged: number(13) === 1,
    measuredSeconds: number(14),
    predictedSeconds: number(15),
    heldOutSeconds: number(16),
    halfWidth: number(17),
    measuredMemoryGib: optional(18),
    predictedMemoryGib: optional(19),
    doubt: row[20] === null ? null : String(row[20]),
  };
}

function shorten(value: number): number {
  return Number(value.toPrecision(DIGITS));
}
