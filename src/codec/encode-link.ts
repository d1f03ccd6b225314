/**
 * A plan as the fragment of an address: the version's character, then base64url over the length of the compressed payload, its
 * CRC-32, and the payload (columns in binary, deflate-raw). `docs/link-format.md` describes it exactly.
 */
import { deflateSync } from 'fflate';
import { isFacilityUnit } from '../domain/plan/drawing/nesting-rules.ts';
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import { encodeBase64url } from './link/base64url.ts';
import { ByteWriter } from './link/byte-writer.ts';
import { crc32 } from './link/crc32.ts';
import { writePayloadV2 } from './link/payload-v2.ts';
import { writePayloadV3 } from './link/payload-v3.ts';
import { writePayloadV4 } from './link/payload-v4.ts';

/** First character of links of the newest version. */
export const LINK_VERSION = '4';

/**
 * What holds the plan in the fewest characters: version 3 says all but the schedule and units of power and cooling, version 2 all but the
 * exceptions of links and the ranks kept together, too.
 */
function writePayload(plan: PlanDocument): { readonly version: string; readonly bytes: Uint8Array } {
  const { orderDate, stages } = plan.schedule;
  const hasUnits = Object.values(plan.drawing.blocks).some(({ kind }) => isFacilityUnit(kind));
  if (orderDate !== null || stages.length > 0 || hasUnits)
    return { version: LINK_VERSION, bytes: writePayloadV4(plan) };
  const hasExceptions = Object.values(plan.drawing.links).some((link) => link.exceptions.length > 0);
  return hasExceptions || plan.strategy.ranksTogether !== null
    ? { version: '3', bytes: writePayloadV3(plan) }
    : { version: '2', bytes: writePayloadV2(plan) };
}

/** The fragment's text without `#`. The plan must be valid. It is a promise so that a later version may compress elsewhere. */
export async function encodeLink(plan: PlanDocument): Promise<string> {
  const { version, bytes } = writePayload(plan);
  const payload = deflateSync(bytes, { level: 9 });
  const writer = new ByteWriter();
  writer.unsigned(payload.length);
  const checksum = crc32(payload);
  for (const shift of [24, 16, 8, 0]) writer.byte((checksum >>> shift) & 0xff);
  for (const byte of payload) writer.byte(byte);
  return version + encodeBase64url(writer.finish());
}
