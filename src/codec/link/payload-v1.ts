/** The bytes of a plan in version 1 of the link, before they are compressed: strings, drawing, then the rest. FROZEN. Nothing writes it any more. */
import { ByteReader, MalformedBytes } from './byte-reader.ts';
import { DICTIONARY_V1 } from './dictionary-v1.ts';
import { readDrawingV1 } from './drawing-v1.ts';
import { readColumns } from './read-columns.ts';
import { REST_V1 } from './shape-v1.ts';
import { readStringTable } from './string-table.ts';

/** Reads a document of version 1 as plain JSON that still has to be validated. Throws {@link MalformedBytes}. */
export function readPayloadV1(bytes: Uint8Array): unknown {
  const reader = new ByteReader(bytes);
  const stringOf = readStringTable(reader, DICTIONARY_V1);
  const drawing = readDrawingV1(reader, stringOf);
  const [rest] = readColumns(reader, stringOf, REST_V1, 1);
  if (!reader.atEnd) throw new MalformedBytes('goes on after its end');
  return { format: 'trainyard-plan', version: 1, drawing, ...(rest as Record<string, unknown>) };
}
