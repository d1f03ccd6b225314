/**
 * The bytes of a plan in version 4 of the link, before they are compressed: strings, drawing (as in version 1, with more kinds of block), the
 * links' exceptions, the ranks kept together (both as in version 3), the schedule, then the rest (as in version 2). FROZEN.
 */
import type { PlanDocument } from '../../domain/plan/plan-document.ts';
import { ByteReader, MalformedBytes } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { DICTIONARY_V2 } from './dictionary-v2.ts';
import { readDrawingV1, writeDrawingV1 } from './drawing-v1.ts';
import { readColumns } from './read-columns.ts';
import { REST_V2 } from './shape-v2.ts';
import { LINK_EXCEPTIONS_V3, RANKS_TOGETHER_V3 } from './shape-v3.ts';
import { BLOCK_V4, SCHEDULE_V4 } from './shape-v4.ts';
import { readStringTable, StringTableWriter } from './string-table.ts';
import { writeColumns } from './write-columns.ts';

/** Writes a sound plan. */
export function writePayloadV4(plan: PlanDocument): Uint8Array {
  const strings = new StringTableWriter(DICTIONARY_V2);
  const body = new ByteWriter();
  writeDrawingV1(body, strings, plan.drawing, BLOCK_V4);
  const exceptions = Object.values(plan.drawing.links).map((link) => link.exceptions);
  writeColumns(body, strings, LINK_EXCEPTIONS_V3, exceptions);
  writeColumns(body, strings, RANKS_TOGETHER_V3, [plan.strategy.ranksTogether]);
  writeColumns(body, strings, SCHEDULE_V4, [plan.schedule]);
  writeColumns(body, strings, REST_V2, [plan]);
  const writer = new ByteWriter();
  strings.write(writer);
  writer.append(body);
  return writer.finish();
}

/** Reads a document of version 4 as plain JSON that still has to be validated. Throws {@link MalformedBytes}. */
export function readPayloadV4(bytes: Uint8Array): unknown {
  const reader = new ByteReader(bytes);
  const stringOf = readStringTable(reader, DICTIONARY_V2);
  const drawing = readDrawingV1(reader, stringOf, BLOCK_V4);
  const ids = Object.keys(drawing.links);
  const exceptions = readColumns(reader, stringOf, LINK_EXCEPTIONS_V3, ids.length);
  const links = Object.fromEntries(
    Object.values(drawing.links).map((link, row) => [
      ids[row],
      { ...(link as Record<string, unknown>), exceptions: exceptions[row] },
    ]),
  );
  const [ranksTogether] = readColumns(reader, stringOf, RANKS_TOGETHER_V3, 1);
  const [schedule] = readColumns(reader, stringOf, SCHEDULE_V4, 1);
  const [read] = readColumns(reader, stringOf, REST_V2, 1);
  const rest = read as Record<string, unknown>;
  if (!reader.atEnd) throw new MalformedBytes('goes on after its end');
  return {
    format: 'trainyard-plan',
    version: 4,
    drawing: { ...drawing, links },
    ...rest,
    strategy: { ...(rest.strategy as Record<string, unknown>), ranksTogether },
    schedule,
  };
}
