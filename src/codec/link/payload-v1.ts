/** The bytes of a plan in version 1 of the link, before they are compressed: strings, drawing, then the rest. FROZEN. */
import type { PlanDocument } from '../../domain/plan/plan-document.ts';
import { ByteReader, MalformedBytes } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { DICTIONARY_V1 } from './dictionary-v1.ts';
import { readDrawingV1, writeDrawingV1 } from './drawing-v1.ts';
import { readColumns } from './read-columns.ts';
import { REST_V1 } from './shape-v1.ts';
import { readStringTable, StringTableWriter } from './string-table.ts';
import { writeColumns } from './write-columns.ts';

/** Writes a sound plan. */
export function writePayloadV1(plan: PlanDocument): Uint8Array {
  const strings = new StringTableWriter(DICTIONARY_V1);
  const body = new ByteWriter();
  writeDrawingV1(body, strings, plan.drawing);
  writeColumns(body, strings, REST_V1, [plan]);
  const writer = new ByteWriter();
  strings.write(writer);
  writer.append(body);
  return writer.finish();
}

/** Reads a document of version 1 as plain JSON that still has to be validated. Throws {@link MalformedBytes}. */
export function readPayloadV1(bytes: Uint8Array): unknown {
  const reader = new ByteReader(bytes);
  const stringOf = readStringTable(reader, DICTIONARY_V1);
  const drawing = readDrawingV1(reader, stringOf);
  const [rest] = readColumns(reader, stringOf, REST_V1, 1);
  if (!reader.atEnd) throw new MalformedBytes('goes on after its end');
  return { format: 'trainyard-plan', version: 1, drawing, ...(rest as Record<string, unknown>) };
}
