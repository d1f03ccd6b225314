/**
 * A finished report as data: what the PDF worker lays out. Texts are final (numbers formatted, units attached), so the worker only
 * places them. Everything is plain data and crosses the worker boundary as it is.
 */
import * as v from 'valibot';
import type { FigureMark, VectorFigure } from '../figure/vector-figure.ts';

const text = v.pipe(v.string(), v.maxLength(20_000));

/** One headline figure: value with its unit, and what it means. */
const KeyFigureSchema = v.object({ label: text, value: text, note: text });

const ColumnSchema = v.object({
  label: text,
  align: v.picklist(['left', 'right']),
  /** Share of the width, relative to the other columns. */
  weight: v.pipe(v.number(), v.gtValue(0), v.maxValue(100)),
});

const FigureSchema = v.object({
  width: v.pipe(v.number(), v.gtValue(0), v.maxValue(10_000)),
  height: v.pipe(v.number(), v.gtValue(0), v.maxValue(10_000)),
  title: text,
  description: text,
  marks: v.pipe(
    v.custom<readonly FigureMark[]>(
      (value) =>
        Array.isArray(value) && value.every((mark) => typeof mark === 'object' && mark !== null && 'type' in mark),
      'a list of marks',
    ),
    v.check((marks) => marks.length <= 20_000, 'at most 20,000 marks'),
  ),
});

/** One thing on a page. Headings of level 1 open a chapter and a bookmark, level 2 a section inside it. */
export const ReportBlockSchema = v.variant('type', [
  v.object({ type: v.literal('heading'), level: v.picklist([1, 2]), text }),
  v.object({ type: v.literal('paragraph'), text, muted: v.boolean() }),
  v.object({ type: v.literal('key-figures'), figures: v.pipe(v.array(KeyFigureSchema), v.maxLength(24)) }),
  v.object({ type: v.literal('figure'), figure: FigureSchema, caption: text }),
  v.object({
    type: v.literal('table'),
    caption: text,
    columns: v.pipe(v.array(ColumnSchema), v.minLength(1), v.maxLength(10)),
    rows: v.pipe(v.array(v.array(text)), v.maxLength(5_000)),
  }),
  v.object({ type: v.literal('link'), text, url: v.pipe(v.string(), v.maxLength(200_000)) }),
  v.object({ type: v.literal('qr-code'), url: v.pipe(v.string(), v.maxLength(2_953)), caption: text }),
  v.object({ type: v.literal('page-break') }),
]);

/** A whole report. */
export const ReportDocumentSchema = v.object({
  title: text,
  subtitle: text,
  /** When it was made, ISO 8601, UTC. */
  madeAt: v.pipe(v.string(), v.isoTimestamp()),
  paper: v.picklist(['A4', 'Letter']),
  /** The plan as a file, attached to the PDF. */
  planFile: v.object({ name: v.pipe(v.string(), v.maxLength(200)), json: v.pipe(v.string(), v.maxLength(8_000_000)) }),
  blocks: v.pipe(v.array(ReportBlockSchema), v.maxLength(2_000)),
});

/** One headline figure of a report. */
export type ReportKeyFigure = v.InferOutput<typeof KeyFigureSchema>;
/** One thing on a page. */
export type ReportBlock = v.InferOutput<typeof ReportBlockSchema>;
/** A block of one type. */
export type ReportBlockOf<T extends ReportBlock['type']> = Extract<ReportBlock, { type: T }>;
/** A whole report. */
export type ReportDocument = v.InferOutput<typeof ReportDocumentSchema>;

/** A figure as a block of a report. */
export function figureBlock(figure: VectorFigure, caption: string): ReportBlock {
  return { type: 'figure', figure, caption };
}
